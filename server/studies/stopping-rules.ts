import { Invalid } from '../errors';
import { majorityPosterior } from '../statistics/majority-posterior';
import { isUndefined } from '../statistics/outcome';
import { sequentialTest, type SharesToTell } from '../statistics/sequential-test';

/** After `overlap` ratings an item gets one more at a time, while its majority is not sure enough. */
export interface ItemStopping {
  /** The most ratings of an item. */
  readonly most: number;
  /** How probable it must be that the leading answer has the largest share of all answers in the crowd. */
  readonly threshold: number;
}

/** A dataset is decided as soon as its complete items tell whether enough majorities equal the label. */
export type DatasetStopping = SharesToTell;

/** What a study may stop for before its sample is rated; a rule that is absent stops nothing. */
export interface StoppingRules {
  readonly item?: ItemStopping;
  readonly dataset?: DatasetStopping;
}

/** The least and the most a rule may ask for; `most` must also exceed the overlap, and `above` exceed `below`. */
export const stoppingLimits = {
  most: [2, 20],
  /** The ends themselves are not allowed. */
  threshold: [0.5, 1],
  share: [0, 1],
  error: [0, 0.5],
} as const;

/**
 * Whether an item with these votes gets one more rating.
 * @param counts votes for each choice offered, those without votes included
 */
export function wantsAnotherRating(
  counts: readonly number[],
  overlap: number,
  rule: ItemStopping | undefined,
): boolean {
  const votes = counts.reduce((sum, count) => sum + count, 0);
  if (votes < overlap) return true;
  if (!rule || votes >= rule.most) return false;
  const posterior = majorityPosterior(counts);
  return !isUndefined(posterior) && posterior.value < rule.threshold;
}

/** The items of a dataset that have at least their overlap of ratings. */
export interface RatedItems {
  /** Complete, and the majority equals the label. */
  readonly agreeing: number;
  /** Complete, and it does not; a tie is no majority. */
  readonly disagreeing: number;
  /** Not complete: the item rule wants more ratings of them. */
  readonly open?: number;
}

/**
 * What its items say about a dataset; undefined while they do not say enough.
 *
 * Under an item rule, items whose raters are of one mind are complete first, and more of those agree with the label
 * than of the others. A test of complete items alone would often decide before the doubtful ones count. So open items
 * count against either decision: `above` must stand even if all of them came to disagree, `below` even if all came to
 * agree. The test is then one of all items that have their overlap of ratings, which they get whatever was answered.
 */
export function decideDataset(
  { agreeing, disagreeing, open = 0 }: RatedItems,
  rule: DatasetStopping,
): 'above' | 'below' | undefined {
  const worst = sequentialTest({ successes: agreeing, failures: disagreeing + open }, rule);
  if (worst.decision === 'above') return 'above';
  const best = sequentialTest({ successes: agreeing + open, failures: disagreeing }, rule);
  return best.decision === 'below' ? 'below' : undefined;
}

/** @throws Invalid saying what is wrong */
export function checkStoppingRules({ item, dataset }: StoppingRules, overlap: number): void {
  if (item) checkItemRule(item, overlap);
  if (dataset) checkDatasetRule(dataset);
}

function checkItemRule({ most, threshold }: ItemStopping, overlap: number): void {
  const [, largest] = stoppingLimits.most;
  if (!Number.isSafeInteger(most) || most <= overlap || most > largest) {
    throw new Invalid(
      `The most ratings of an item must be a whole number above the overlap, ${overlap}, and at most ${largest}.`,
    );
  }
  checkBetween('how sure a majority must be', threshold, stoppingLimits.threshold);
}

function checkDatasetRule({ above, below, alpha, beta }: DatasetStopping): void {
  checkBetween('the share for "above"', above, stoppingLimits.share);
  checkBetween('the share for "below"', below, stoppingLimits.share);
  if (below >= above) throw new Invalid('The share for "below" must be less than the one for "above".');
  checkBetween('the chance to say "above" wrongly', alpha, stoppingLimits.error);
  checkBetween('the chance to say "below" wrongly', beta, stoppingLimits.error);
}

function checkBetween(what: string, value: number, [low, high]: readonly [number, number]): void {
  if (value > low && value < high) return;
  throw new Invalid(
    `${what[0]!.toUpperCase()}${what.slice(1)} must be more than ${low} and less than ${high}.`,
  );
}
