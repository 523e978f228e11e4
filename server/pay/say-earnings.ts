import type { Context } from '../context';
import type { EarningsWords, SayEarnings } from '../rating/earnings-words';
import type { LanguageKey } from '../web/wording/languages';
import { wordsIn } from '../web/wording/words';
import { money } from './currency';
import { payOffer } from './pay-offer';
import { earningsSoFar, recountEarnings, type EarningsSoFar } from './earnings-so-far';

/** What the rating pages say about earnings, in the rater's language. */
export function sayEarnings({ db, now }: Pick<Context, 'db' | 'now'>): SayEarnings {
  return {
    soFar: async (claimant, language) => inWords(await earningsSoFar(db, claimant, now()), language),
    recounted: async (claimant, language) => inWords(await recountEarnings(db, claimant, now()), language),
    offer: (studyId, language) => payOffer(db, studyId, language),
  };
}

function inWords(earned: EarningsSoFar | undefined, language: LanguageKey): EarningsWords | undefined {
  if (!earned) return undefined;
  const t = wordsIn(language);
  const today = money(earned.today, earned.currency, language);
  const amount = money(earned.total, earned.currency, language);
  return { today: t('pay.todayShort', { amount: today }), study: t('pay.soFar', { amount, today }) };
}
