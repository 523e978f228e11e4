import { leadingCategories } from '../aggregation/aggregate-accuracy';
import { leastProbability, LogSum, normaliseLogs } from '../aggregation/aggregation';
import type { DawidSkene } from '../aggregation/dawid-skene';
import type { CodedRatings } from '../coded-ratings';
import type { Decide } from './crowd-interval';

/**
 * Whether the item's most probable category under a Dawid-Skene model would be the right one if the rating at a place were
 * another; two equally probable ones are not right. What the model says of raters and categories is taken as given: it is not
 * fitted anew. Cost: the ratings of the item times its categories.
 */
export function dawidSkeneDecides(
  { offsets, raterOf, categoryOf, categories }: CodedRatings,
  gold: Int32Array,
  { prevalence, errors }: Pick<DawidSkene, 'prevalence' | 'errors'>,
): Decide {
  const logPrevalence = prevalence.map((share) => Math.log(Math.max(share, leastProbability)));
  const logErrors = errors.map(Math.log);
  const logs = new Float64Array(categories);
  return (item, place, category) => {
    logs.set(logPrevalence);
    for (let at = offsets[item]!; at < offsets[item + 1]!; at++) {
      const given = at === place ? category : categoryOf[at]!;
      const cell = (raterOf[at]! * categories + given) * categories;
      for (let truth = 0; truth < categories; truth++) logs[truth]! += logErrors[cell + truth]!;
    }
    normaliseLogs(logs, 0, categories, new LogSum());
    const leading = leadingCategories(logs, 0, categories);
    return leading.length === 1 && leading[0] === gold[item];
  };
}
