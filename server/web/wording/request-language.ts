import type { Request } from 'express';
import { isLanguage, type LanguageKey, languageKeys, languages } from './languages';
import { type Words, wordsIn } from './words';

declare module 'express-session' {
  interface SessionData {
    /** What a visitor chose before signing in. */
    language?: string;
  }
}

/**
 * The language of a page: what the rater chose, or the visitor before signing in, or what the browser asks for. Pages for
 * others than raters are in English.
 */
export function requestLanguage(req: Request): LanguageKey {
  const { user } = req;
  if (user && user.role !== 'rater') return languages[0].key;
  const chosen = user?.language ?? req.session?.language;
  if (isLanguage(chosen)) return chosen;
  const asked = req.acceptsLanguages(languageKeys);
  return isLanguage(asked) ? asked : languages[0].key;
}

/** The words of a request's page. */
export function wordsOf(req: Request): Words {
  return wordsIn(requestLanguage(req));
}
