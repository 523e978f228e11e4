import type { CodedRatings } from '../coded-ratings';
import type { Decide } from './crowd-interval';

/**
 * Whether the item's single most frequent category would be the right one if the rating at a place were another; a tie is not
 * right. Cost: the ratings of the item, and its categories.
 */
export function majorityDecides({ offsets, categoryOf, categories }: CodedRatings, gold: Int32Array): Decide {
  const counts = new Uint32Array(Math.max(2, categories));
  return (item, place, category) => {
    counts.fill(0);
    for (let at = offsets[item]!; at < offsets[item + 1]!; at++) {
      counts[at === place ? category : categoryOf[at]!]!++;
    }
    const right = gold[item]!;
    return counts.every((count, other) => other === right || count < counts[right]!);
  };
}
