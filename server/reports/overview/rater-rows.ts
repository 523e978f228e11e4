import type { RaterTime } from '../../agreement/agreement-store';
import { secondsWords } from '../../agreement/figure-rows';
import { figure } from '../../agreement/question-agreement';
import { median } from '../../statistics/median';
import { wholeNumber } from '../../web/format';

export const raterColumns = [
  { text: 'Rater' },
  { text: 'Ratings', numeric: true },
  { text: 'Median time', numeric: true },
];

/** One row per rater by pseudonym: how many ratings count, and how long one took. */
export function raterRows(times: readonly RaterTime[]): { text: string; note?: string }[][] {
  const byRater = new Map<string, RaterTime[]>();
  for (const time of times) {
    const own = byRater.get(time.pseudonym);
    if (own) own.push(time);
    else byRater.set(time.pseudonym, [time]);
  }
  return [...byRater.keys()].sort().map((pseudonym) => {
    const own = byRater.get(pseudonym) ?? [];
    const seconds = own.flatMap(({ milliseconds }) => (milliseconds === null ? [] : [milliseconds / 1000]));
    return [
      own[0]?.isSynthetic ? { text: pseudonym, note: 'synthetic' } : { text: pseudonym },
      { text: wholeNumber(own.length) },
      { text: secondsWords(figure(median(seconds))) },
    ];
  });
}
