import type { Response } from 'express';
import { paths } from '../paths';
import { firstSettings, type Role } from './current-user';
import { takeFlash } from './flash';
import { languageOf, languages } from './wording/languages';
import { sentenceIn } from './wording/sentences';
import { requestLanguage } from './wording/request-language';
import { wordsIn } from './wording/words';
import type { FieldError } from './form-fields';
import { navigationFor } from './navigation';

export interface PageLocals {
  /** What stands in the browser's tab, without the product's name. */
  title: string;
  errors?: readonly FieldError[];
  /** After how many seconds a page reloads where no script keeps it up to date. */
  reloadSeconds?: number | undefined;
  /** Whether the page has plots (see server/reports/plots), which have a style sheet of their own. */
  hasPlots?: boolean;
  [name: string]: unknown;
}

/** Renders a view inside the one layout. Failures go to the error handler, never out of the callback. */
export function renderPage(res: Response, view: string, locals: PageLocals, status = 200): void {
  const { req } = res;
  const next = (error: Error): void => req.next?.(error);
  const language = languageOf(requestLanguage(req));
  const t = wordsIn(language.key);
  const settings = req.user?.settings ?? firstSettings;
  const errors = (locals.errors ?? []).map(({ name, message }) => ({
    name,
    message: sentenceIn(language.key, message),
  }));
  const shared = { paths, errorFor, t, settings, ...allowed(req.user?.role) };
  res.render(view, { ...shared, ...locals, errors }, (viewError: Error | null, body?: string) => {
    if (viewError) return next(viewError);
    const page = {
      ...shared,
      title: `${errors.length > 0 ? t('shell.errorTitle', { title: locals.title }) : locals.title} – Assay`,
      body,
      reloadSeconds: locals.reloadSeconds,
      hasPlots: locals.hasPlots ?? false,
      user: req.user ?? null,
      language,
      // Who reads pages in English only is not asked.
      languages: req.user && req.user.role !== 'rater' ? [] : languages,
      navigation: navigationFor(req.user?.role, req.path, t),
      flash: takeFlash(req),
      version: String(req.app.get('assay version')),
      path: req.path,
    };
    res.render('layout/page', page, (layoutError: Error | null, html?: string) => {
      if (layoutError) return next(layoutError);
      res.status(status).type('html').send(html);
    });
  });
}

/** What pages offer only to those who may do it. */
function allowed(role: Role | undefined): { mayChange: boolean; mayReadReports: boolean } {
  return { mayChange: role === 'admin', mayReadReports: role === 'admin' || role === 'analyst' };
}

function errorFor(errors: readonly FieldError[], name: string): string | undefined {
  return errors.find((error) => error.name === name)?.message;
}
