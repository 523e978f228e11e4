import { equivalence, type Equivalence } from '../../statistics/comparing/equivalence';
import { meanDifference } from '../../statistics/comparing/mean-difference';
import { shareDifference } from '../../statistics/comparing/share-difference';
import type { Question } from '../../questions/question';
import { studentReach } from '../../statistics/incomplete-beta';
import { isUndefined, type Outcome, type Undefined, undefinedBecause } from '../../statistics/outcome';
import { itemQuestions } from '../conditional-agreement';
import type { AgreementFigures, StudyTerms } from '../dataset-agreement';
import { clusteredShare } from '../../statistics/clustered-share';
import { wilsonInterval } from '../../statistics/wilson-interval';
import type { Share } from '../label-agreement';
import { firstRatings, type TalliedItem } from '../tally';
import { votesOf } from '../rating-table';

/** Differences smaller than these are taken for none: of shares, and of means on the scale of relevance. */
export interface Margins {
  readonly share: number;
  readonly relevance: number;
}

export const margins: Margins = { share: 0.1, relevance: 0.5 };

/** How much a figure of the model-written dataset is above that of the human-written one. */
export interface ComparedFigure {
  readonly difference: Share;
  /** Whether it is within the margin, and whether it differs from none. */
  readonly equivalence: Equivalence | Undefined;
}

export interface ComparedDatasets {
  readonly model: string;
  readonly human: string;
  /** Whether the labels of the two point the same way. */
  readonly alignment: 'same' | 'opposite';
  readonly labelAgreement: ComparedFigure;
  readonly relevance: ComparedFigure;
  readonly ambiguity: ComparedFigure;
}

export interface PairComparison {
  readonly pairs: readonly ComparedDatasets[];
  /** The mean of the pairs' differences in label agreement, with Student's t over pairs: n is their number. */
  readonly meanDifference: Outcome;
}

/** One dataset of a pair. */
export interface PairedDataset {
  readonly figures: AgreementFigures;
  readonly items: readonly TalliedItem[];
}

interface Pairing {
  readonly model: string;
  readonly human: string;
  readonly alignment: 'same' | 'opposite';
}

/** Compares the datasets of each pair. @param find by slug; both are there */
export function comparePairs(
  { questions }: StudyTerms,
  pairings: readonly Pairing[],
  find: (slug: string) => PairedDataset,
): PairComparison {
  const { relevance, ambiguity } = itemQuestions(questions);
  const pairs = pairings.map(({ model, human, alignment }): ComparedDatasets => {
    const [written, other] = [find(model), find(human)];
    return {
      ...{ model, human, alignment },
      labelAgreement: compareShares(labelShares(written), labelShares(other)),
      relevance: relevance ? compareRelevance(relevance, written, other) : notAsked('relevance'),
      ambiguity: ambiguity
        ? compareShares(ambiguityShares(ambiguity, written), ambiguityShares(ambiguity, other))
        : notAsked('ambiguity'),
    };
  });
  const differences = pairs.flatMap(({ labelAgreement: { difference } }) =>
    isUndefined(difference) ? [] : [difference.value],
  );
  return { pairs, meanDifference: meanOf(differences) };
}

/** At 95% for what is shown, and at 90% for the question whether two are equivalent. */
function compareShares(model: SharesAtLevels, human: SharesAtLevels): ComparedFigure {
  const difference = shareDifference(model.at95, human.at95);
  const at90 = shareDifference(model.at90, human.at90);
  return { difference, equivalence: equivalence(at90, difference, margins.share) };
}

interface SharesAtLevels {
  readonly at95: Share;
  readonly at90: Share;
}

function labelShares({ figures: { labelAgreement } }: PairedDataset): SharesAtLevels {
  if (isUndefined(labelAgreement)) return { at95: labelAgreement, at90: labelAgreement };
  const { value, n } = labelAgreement;
  const ends = wilsonInterval(Math.round(value * n), n, 0.9);
  return { at95: labelAgreement, at90: isUndefined(ends) ? ends : { value, ...ends, n } };
}

/** Single ratings, those of one item a cluster. */
function ambiguityShares(asked: Question, { items }: PairedDataset): SharesAtLevels {
  const clusters = items.map(firstRatings).map((item) => {
    const [no = 0, yes = 0] = votesOf(item, asked.name, ['no', 'yes']);
    return { successes: yes, n: no + yes };
  });
  return { at95: clusteredShare(clusters), at90: clusteredShare(clusters, 0.9) };
}

/** Items are the units: the mean relevance of each. */
function compareRelevance(asked: Question, model: PairedDataset, human: PairedDataset): ComparedFigure {
  const sides = [itemMeans(asked, model.items), itemMeans(asked, human.items)] as const;
  const difference = meanDifference(...sides);
  return {
    difference,
    equivalence: equivalence(meanDifference(...sides, 0.9), difference, margins.relevance),
  };
}

function itemMeans({ name, choices }: Question, items: readonly TalliedItem[]): number[] {
  const values = choices === 'item' ? [] : choices.map(({ value }) => value);
  return items.map(firstRatings).flatMap((item) => {
    const votes = votesOf(item, name, values);
    const n = votes.reduce((sum, count) => sum + count, 0);
    const total = votes.reduce((sum, count, place) => sum + count * Number(values[place]), 0);
    return n === 0 ? [] : [total / n];
  });
}

function notAsked(question: string): ComparedFigure {
  const reason = undefinedBecause(`the question set does not ask about ${question}`);
  return { difference: reason, equivalence: reason };
}

function meanOf(differences: readonly number[]): Outcome {
  const n = differences.length;
  if (n < 2) return undefinedBecause('there are fewer than two pairs to compare');
  const value = differences.reduce((sum, one) => sum + one, 0) / n;
  const variance = differences.reduce((sum, one) => sum + (one - value) ** 2, 0) / (n - 1);
  const reach = studentReach(n - 1) * Math.sqrt(variance / n);
  return { value, low: value - reach, high: value + reach, n };
}
