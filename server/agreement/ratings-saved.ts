import type { Decision } from '../studies/decision-store';
import type { StoppingRules } from '../studies/stopping-rules';
import { isComplete, type TalliedItem, type Tally } from './tally';

/** A dataset of a study as its stopping rules have left it. */
export interface StoppedDataset {
  readonly tally: Tally;
  /** Null while the dataset is not decided. */
  readonly decision: Decision | null;
}

/** The most ratings that could have been asked for, and how many of those will not be. */
export interface RatingsSaved {
  readonly saved: number;
  readonly atMost: number;
}

interface Terms {
  readonly overlap: number;
  readonly stopping: StoppingRules;
}

/**
 * What the stopping rules have saved so far: of complete items the ratings they could still have got, of decided
 * datasets all that is not asked any more. Null without rules.
 */
export function ratingsSaved(terms: Terms, datasets: readonly StoppedDataset[]): RatingsSaved | null {
  const { item, dataset } = terms.stopping;
  if (!item && !dataset) return null;
  const most = item?.most ?? terms.overlap;
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  return {
    saved: sum(datasets.map((one) => sum(one.tally.items.map((found) => savedOf(found, most, terms, one))))),
    atMost: sum(datasets.map(({ tally }) => tally.items.length * most)),
  };
}

function savedOf(item: TalliedItem, most: number, { overlap }: Terms, { decision }: StoppedDataset): number {
  if (decision === null && !isComplete(item, overlap)) return 0;
  // What a rater holds may still be answered.
  return Math.max(0, most - item.ratings - item.held);
}

/** How many more ratings are waited for: every open slot, and of a decided dataset only what raters hold. */
export function ratingsAwaited({ tally, decision }: StoppedDataset): number {
  return tally.items.reduce((total, { open, held }) => total + (decision === null ? open : held), 0);
}
