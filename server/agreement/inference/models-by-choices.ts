import { leadingCategories } from '../../statistics/aggregation/aggregate-accuracy';
import { type Search, usualLimits } from '../../statistics/aggregation/aggregation';
import { dawidSkene } from '../../statistics/aggregation/dawid-skene';
import type { CodedRatings } from '../../statistics/coded-ratings';
import type { Decide } from '../../statistics/crowd/crowd-interval';
import { dawidSkeneDecides } from '../../statistics/crowd/dawid-skene-decides';
import type { LabelQuestion } from '../label-agreement';
import type { CountedRating } from '../packed-ratings';
import type { DrawnItem, TalliedItem } from '../tally';
import { codeLabels } from './coded-labels';

/** A study has a search for each dataset; the answers are settled long before the last digits of the likelihood. */
const limits = { ...usualLimits, tolerance: 1e-9 };

/** How the search for the answers to items with so many choices ended. */
export interface ChoiceSearch extends Search {
  readonly choices: number;
  readonly items: number;
}

export interface ModelsByChoices {
  /** By number of choices; items without ratings are in none. */
  readonly searches: readonly ChoiceSearch[];
  /** Over all items, by their places among all ratings. */
  readonly decide: Decide;
  /** Places of items with several equally probable answers. */
  readonly ties: ReadonlySet<number>;
}

/**
 * Dawid-Skene for items of each number of choices apart: what a rater makes of three choices says little of two, and a table of
 * errors needs one list of answers.
 * @param coded the same items and ratings, all together
 */
export function modelsByChoices<Item extends DrawnItem & TalliedItem>(
  asked: LabelQuestion,
  {
    items,
    ratings,
    coded,
  }: {
    readonly items: readonly Item[];
    readonly ratings: readonly CountedRating[];
    readonly coded: CodedRatings;
  },
): ModelsByChoices {
  const decides: Decide[] = [];
  const searches: ChoiceSearch[] = [];
  const ties = new Set<number>();
  for (const [choices, places] of placesByChoices(asked, items)) {
    const part = codeLabels(
      asked,
      places.map((place) => items[place]!),
      ratings,
    );
    if (part.ratings.categoryOf.length === 0) continue;
    const model = dawidSkene(part.ratings, limits);
    const decide = dawidSkeneDecides(part.ratings, part.gold, model);
    searches.push({ choices, items: places.length, ...model.search! });
    places.forEach((place, at) => {
      // The ratings of an item stand in the order of the same raters in both.
      const shift = part.ratings.offsets[at]! - coded.offsets[place]!;
      if (leadingCategories(model.posteriors, at, part.ratings.categories).length > 1) ties.add(place);
      decides[place] = (_item, rating, category) => decide(at, rating + shift, category);
    });
  }
  const decide: Decide = (item, place, category) => decides[item]?.(item, place, category) ?? false;
  return { searches, decide, ties };
}

/** Where the label is shown, all items offer the same answers. */
function placesByChoices(
  { question }: LabelQuestion,
  items: readonly DrawnItem[],
): [choices: number, places: number[]][] {
  const byChoices = new Map<number, number[]>();
  items.forEach((item, place) => {
    const choices = question.choices === 'item' ? item.choices : question.choices.length;
    const places = byChoices.get(choices);
    if (places) places.push(place);
    else byChoices.set(choices, [place]);
  });
  return [...byChoices].sort(([a], [b]) => a - b);
}
