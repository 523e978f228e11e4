import { type CrowdInterval, crowdInterval, type Decide } from '../../statistics/crowd/crowd-interval';
import { majorityDecides } from '../../statistics/crowd/majority-decides';
import { isUndefined, type Undefined, undefinedBecause } from '../../statistics/outcome';
import { ratingAccuracy } from '../../statistics/rating-accuracy';
import { wilsonInterval } from '../../statistics/wilson-interval';
import { conditionsOf } from '../conditional-agreement';
import { labelQuestionOf, ratingsWanted, type StudyTerms } from '../dataset-agreement';
import type { LabelAgreement } from '../label-agreement';
import type { CountedRating } from '../packed-ratings';
import { type DrawnItem, isComplete, type TalliedItem } from '../tally';
import { codeLabels, type CodedLabels } from './coded-labels';
import { type ChoiceSearch, type ModelsByChoices, modelsByChoices } from './models-by-choices';

/** How far a figure would be off with other items and other raters. */
export type NewCrowd = CrowdInterval | Undefined;

/** One figure for each of the three sets of items, under the names of the figures by majority. */
type ByCondition<Figure> = Readonly<
  Record<'labelAgreement' | 'labelAgreementRelevant' | 'labelAgreementClear', Figure>
>;

/** What is known of label agreement beyond this crowd and beyond majorities. */
export interface LabelInference {
  /** For the figures by majority, and for single ratings. */
  readonly newCrowd: ByCondition<NewCrowd> & {
    readonly ratingLabelAgreement: { low: number; high: number } | Undefined;
  };
  /** Label agreement of the most probable answers. */
  readonly dawidSkene: ByCondition<LabelAgreement & { readonly newCrowd: NewCrowd }> & {
    /** How each search ended: one for each number of choices that items offer. */
    readonly searches: readonly ChoiceSearch[];
  };
}

type Item = DrawnItem & TalliedItem;

/** Which complete items with a label count, by their place; or why that is not known. */
type Places = readonly number[] | Undefined;

/** @param ratings every counted rating of the items */
export function labelInference(
  terms: StudyTerms,
  items: readonly Item[],
  ratings: readonly CountedRating[],
): LabelInference {
  const asked = labelQuestionOf(terms);
  if (!asked) return nothing(undefinedBecause('the question set does not ask about labels'));
  const coded = codeLabels(asked, items, ratings);
  const places = placesByCondition(terms, items, coded);
  const crowd = (decide: Decide) => (chosen: Places) =>
    isUndefined(chosen) ? chosen : crowdInterval(coded.ratings, chosen, { gold: coded.gold, decide });
  const first = codeLabels(
    asked,
    items,
    ratings.filter(({ isFurther }) => !isFurther),
  );
  const model = modelsByChoices(asked, { items, ratings, coded: coded.ratings });
  return {
    newCrowd: {
      ...eachCondition(places, crowd(majorityDecides(coded.ratings, coded.gold))),
      ratingLabelAgreement: ratingAccuracy(first.ratings, first.gold).intervals.twoWay,
    },
    dawidSkene: {
      searches: model.searches,
      ...eachCondition(places, (chosen) => ({
        ...agreementBy(model, coded, chosen),
        newCrowd: crowd(model.decide)(chosen),
      })),
    },
  };
}

function placesByCondition(
  terms: StudyTerms,
  items: readonly Item[],
  { gold }: CodedLabels,
): Record<'all' | 'relevant' | 'clear', Places> {
  const placeOf = new Map(items.map((item, place) => [item, place]));
  const complete = items.filter((item) => isComplete(item, ratingsWanted(terms)));
  const { all, relevant, clear } = conditionsOf(terms.questions, complete);
  const places = (chosen: readonly Item[] | Undefined): Places =>
    'undefinedBecause' in chosen
      ? chosen
      : chosen.map((item) => placeOf.get(item)!).filter((place) => gold[place]! >= 0);
  return { all: places(all), relevant: places(relevant), clear: places(clear) };
}

function eachCondition<Figure>(
  { all, relevant, clear }: Record<'all' | 'relevant' | 'clear', Places>,
  figure: (chosen: Places) => Figure,
): ByCondition<Figure> {
  return {
    labelAgreement: figure(all),
    labelAgreementRelevant: figure(relevant),
    labelAgreementClear: figure(clear),
  };
}

/** The share of items whose one answer agrees with the label. */
function agreementBy(
  { decide, ties: tied }: ModelsByChoices,
  { ratings }: CodedLabels,
  chosen: Places,
): LabelAgreement {
  if (isUndefined(chosen)) return { ...chosen, ties: 0 };
  const { offsets, categoryOf } = ratings;
  const agreeing = chosen.filter((item) => decide(item, offsets[item]!, categoryOf[offsets[item]!]!)).length;
  const ties = chosen.filter((item) => tied.has(item)).length;
  const n = chosen.length;
  const interval = wilsonInterval(agreeing, n);
  if (isUndefined(interval))
    return { ...undefinedBecause('no such item with a label has all its ratings'), ties };
  return { value: agreeing / n, ...interval, n, ties };
}

function nothing(reason: Undefined): LabelInference {
  const each = <Figure>(figure: Figure): ByCondition<Figure> => ({
    labelAgreement: figure,
    labelAgreementRelevant: figure,
    labelAgreementClear: figure,
  });
  return {
    newCrowd: { ...each(reason), ratingLabelAgreement: reason },
    dawidSkene: { searches: [], ...each({ ...reason, ties: 0, newCrowd: reason }) },
  };
}
