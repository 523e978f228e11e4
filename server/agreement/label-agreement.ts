import type { Question } from '../questions/question';
import { type Cluster, clusteredShare } from '../statistics/clustered-share';
import { majorityVote } from '../statistics/majority-vote';
import { type Estimate, isUndefined, type Undefined, undefinedBecause } from '../statistics/outcome';
import { wilsonInterval } from '../statistics/wilson-interval';
import type { LabelMode } from '../studies/study-store';
import { categoriesOf, votesOf } from './rating-table';
import type { TalliedItem } from './tally';

/** A share of n with its 95% interval, or why there is none. */
export type Share = Required<Estimate> | Undefined;

/** A share of items, and how many of them had no majority. */
export type LabelAgreement = Share & { readonly ties: number };

/** How a study asks about labels: which question, and what its answers are compared with. */
export interface LabelQuestion {
  readonly question: Question;
  /** In `verify` mode the label was shown and the answer `correct` agrees with it. */
  readonly labelMode: LabelMode;
}

/** Whether the answers are compared with labels: the item's own choices, or a verdict on the label shown. */
export function isAboutLabel({ choices }: Question): boolean {
  return choices === 'item' || choices.some(({ value }) => value === 'correct');
}

/** What the raters of one item said about its label. */
export interface Verdict {
  readonly votes: readonly number[];
  /** Place of the single most frequent answer; null while there is none or on a tie. */
  readonly majority: number | null;
  /** Place of the answer that agrees with the label; null when the item has no label. */
  readonly agreeing: number | null;
}

export function verdictOn(item: TalliedItem, { question, labelMode }: LabelQuestion): Verdict {
  const categories = categoriesOf(question, [item]);
  const votes = votesOf(item, question.name, categories);
  const verified = item.labelIndex === null ? null : categories.indexOf('correct');
  return {
    votes,
    majority: majorityVote(votes),
    agreeing: labelMode === 'verify' ? verified : item.labelIndex,
  };
}

/** The share of the given complete items whose majority answer equals the label. A tie does not agree. */
export function labelAgreement(
  complete: readonly TalliedItem[],
  asked: LabelQuestion,
  ifNone = 'no item with a label has all its ratings',
): LabelAgreement {
  const verdicts = complete.map((item) => verdictOn(item, asked)).filter(({ agreeing }) => agreeing !== null);
  const agreeing = verdicts.filter((verdict) => verdict.majority === verdict.agreeing).length;
  const ties = verdicts.filter((verdict) => verdict.majority === null).length;
  const n = verdicts.length;
  const interval = wilsonInterval(agreeing, n);
  if (isUndefined(interval)) return { ...undefinedBecause(ifNone), ties };
  return { value: agreeing / n, ...interval, n, ties };
}

/** The share of single ratings whose answer equals the label, over every counted rating. */
export function ratingLabelAgreement(items: readonly TalliedItem[], asked: LabelQuestion): Share {
  const clusters = items.flatMap((item): Cluster[] => {
    const { votes, agreeing } = verdictOn(item, asked);
    if (agreeing === null) return [];
    return [{ successes: votes[agreeing] ?? 0, n: votes.reduce((sum, count) => sum + count, 0) }];
  });
  return ratingShare(clusters, 'no item with a label has a rating');
}

/** A share of single ratings; those of one item are a cluster. */
export function ratingShare(clusters: readonly Cluster[], ifNone: string): Share {
  const share = clusteredShare(clusters);
  return isUndefined(share) ? undefinedBecause(ifNone) : share;
}
