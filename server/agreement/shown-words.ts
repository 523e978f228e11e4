import type { Decision } from '../studies/decision-store';
import { plural, wholeNumber } from '../web/format';
import { ratingsAwaited } from './ratings-saved';
import { isComplete, type Tally } from './tally';

/** How far the items that a blind study shows with their label have come. */
export function shownWords(
  shown: Tally,
  { overlap, decision }: { readonly overlap: number; readonly decision: Decision | null },
): string {
  const complete = shown.items.filter((item) => isComplete(item, overlap)).length;
  const ratings = ratingsOf(shown);
  const wanted = ratings + ratingsAwaited({ tally: shown, decision });
  const items = `${wholeNumber(complete)} of ${plural(shown.items.length, 'item', 'items')} complete`;
  return `${items}, ${wholeNumber(ratings)} of ${plural(wanted, 'rating', 'ratings')}; in no other figure`;
}

export function ratingsOf({ items }: Tally): number {
  return items.reduce((total, { ratings }) => total + ratings, 0);
}
