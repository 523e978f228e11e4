import type { Database } from '../db/database';
import type { LanguageKey } from '../web/wording/languages';
import { wordsIn } from '../web/wording/words';
import { money } from './currency';
import type { PayTerms } from './terms/pay-terms';
import { listPayTerms } from './terms/terms-store';

/** What a study pays, as raters read it before they begin; undefined when it pays nothing. */
export async function payOffer(
  db: Database,
  studyId: string,
  language: LanguageKey,
): Promise<string | undefined> {
  const terms = (await listPayTerms(db, studyId)).at(-1);
  return terms && terms.rate !== 'none' ? rateSentence(terms, language) : undefined;
}

/** The rate of a study in a sentence, with what an item is expected to take. */
export function rateSentence(terms: PayTerms | undefined, language: LanguageKey): string {
  const t = wordsIn(language);
  if (!terms || terms.rate === 'none') return t('pay.rateNone');
  const amount = money(terms.amount, terms.currency, language);
  const seconds = terms.estimatedSeconds;
  return terms.rate === 'item'
    ? t('pay.rateItem', { amount, seconds })
    : t('pay.rateHour', { amount, seconds });
}
