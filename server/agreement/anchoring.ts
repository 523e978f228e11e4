import { questionsInMode } from '../questions/verify-questions';
import { shareDifference } from '../statistics/comparing/share-difference';
import { isUndefined, undefinedBecause } from '../statistics/outcome';
import { labelQuestionOf, type StudyTerms } from './dataset-agreement';
import { labelAgreement, type LabelAgreement, type Share } from './label-agreement';
import { firstRatings, poolTallies, type TalliedItem, type Tally } from './tally';

/** What raters of a blind study made of a dataset: of the items rated blind, and of those shown with their label. */
export interface TwoTallies {
  readonly tally: Tally;
  readonly shown: Tally;
}

/** How much seeing the label sways raters. */
export interface Anchoring {
  /** Items drawn to be shown with their label, and their ratings; they stand in no other figure. */
  readonly items: number;
  readonly ratings: number;
  /** Label agreement of items shown with their label, and of those rated blind, over as many ratings of each. */
  readonly shown: LabelAgreement;
  readonly blind: LabelAgreement;
  /** Shown less blind, with Newcombe's interval; `n` is the number of items of both. */
  readonly difference: Share;
}

/**
 * Label agreement with the label shown and without, and the difference. An item counts once it has its overlap of first
 * ratings: what an item rule asks for beyond is left out, for shown items never get it.
 */
export function anchoringOf(terms: StudyTerms, { tally, shown }: TwoTallies): Anchoring {
  const counts = {
    items: shown.items.length,
    ratings: shown.items.reduce((total, item) => total + item.ratings, 0),
  };
  const blindly = labelQuestionOf(terms);
  const seeing = labelQuestionOf(shownTerms(terms));
  if (!blindly || !seeing) return { ...counts, ...nothing('the question set does not ask about labels') };
  if (terms.labelMode === 'verify')
    return { ...counts, ...nothing('every item of the study shows its label') };
  const withLabel = labelAgreement(rated(shown, terms), seeing, notShown);
  const without = labelAgreement(rated(tally, terms), blindly, 'no item with a label was rated blind');
  return { ...counts, shown: withLabel, blind: without, difference: lessBlind(withLabel, without) };
}

/** What the study asks about the items that it shows with their label. */
export function shownTerms<Terms extends StudyTerms>(terms: Terms): Terms {
  return { ...terms, labelMode: 'verify', questions: questionsInMode(terms.questions, 'verify') };
}

/**
 * The same over several datasets as if they were one; only of those where both can be told, so that the two shares are of
 * the same datasets.
 */
export function pooledAnchoring(terms: StudyTerms, datasets: readonly TwoTallies[]): Anchoring {
  const all = anchoringOf(terms, pool(datasets));
  if (isUndefined(all.difference)) return all;
  const both = datasets.filter((one) => !isUndefined(anchoringOf(terms, one).difference));
  if (both.length === 0) return { ...all, difference: undefinedBecause(apart) };
  const { items, ratings } = all;
  return { ...anchoringOf(terms, pool(both)), items, ratings };
}

const notShown = 'no item was rated with its label shown';
const apart = 'no dataset has items rated with their label shown beside others rated blind';

function pool(datasets: readonly TwoTallies[]): TwoTallies {
  return {
    tally: poolTallies(datasets.map(({ tally }) => tally)),
    shown: poolTallies(datasets.map(({ shown }) => shown)),
  };
}

function rated({ items }: Tally, { overlap }: StudyTerms): TalliedItem[] {
  return items.map(firstRatings).filter(({ ratings }) => ratings >= overlap);
}

function lessBlind(shown: LabelAgreement, blind: LabelAgreement): Share {
  if (isUndefined(shown)) return undefinedBecause(shown.undefinedBecause);
  if (isUndefined(blind)) return undefinedBecause(blind.undefinedBecause);
  return shareDifference(shown, blind);
}

function nothing(reason: string): Pick<Anchoring, 'shown' | 'blind' | 'difference'> {
  const why = undefinedBecause(reason);
  return { shown: { ...why, ties: 0 }, blind: { ...why, ties: 0 }, difference: why };
}
