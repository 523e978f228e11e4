import { arrangeRatings, type CodedRatings } from '../../statistics/coded-ratings';
import { median } from '../../statistics/median';
import { pairwiseAgreement, type RaterPair } from '../../statistics/raters/pairwise-agreement';
import { labelQuestionOf, type StudyTerms } from '../dataset-agreement';
import { ratingShare, type Share } from '../label-agreement';
import { type Figure, figure } from '../question-agreement';
import { codeLabels, type CodedLabels } from './coded-labels';
import type { RatedItems } from './order-effects';

/** One rater beside the others, by pseudonym. */
export interface ComparedRater {
  readonly rater: string;
  readonly isSynthetic: boolean;
  readonly ratings: number;
  readonly medianSeconds: Figure;
  /** Pairs with another rater of the same item that gave the same answer about the label. */
  readonly agreementWithOthers: Share;
  /** Own answers that agree with the label. */
  readonly labelAgreement: Share;
}

/** Two raters who rated items in common. */
export interface ComparedPair {
  readonly raters: readonly [string, string];
  readonly items: number;
  readonly agreement: number;
}

export interface RaterComparison {
  readonly raters: readonly ComparedRater[];
  /** Among the raters with the most ratings, so that a large crowd does not fill the file. */
  readonly pairs: readonly ComparedPair[];
}

/** How many raters the pairs are listed of. */
const pairedRaters = 40;

/** Compares the raters of a study by their first ratings of all datasets; a category is the place of the choice. */
export function compareRaters(terms: StudyTerms, datasets: readonly RatedItems[]): RaterComparison {
  const asked = labelQuestionOf(terms);
  const first = datasets.map(({ items, ratings }) => ({
    items,
    ratings: ratings.filter(({ isFurther }) => !isFurther),
  }));
  const all = joinLabels(asked ? first.map(({ items, ratings }) => codeLabels(asked, items, ratings)) : []);
  const compared = pairwiseAgreement(all.ratings);
  const own = new Map<string, { isSynthetic: boolean; milliseconds: (number | null)[] }>();
  for (const { pseudonym, isSynthetic, milliseconds } of first.flatMap(({ ratings }) => ratings)) {
    const found = own.get(pseudonym);
    if (found) found.milliseconds.push(milliseconds);
    else own.set(pseudonym, { isSynthetic, milliseconds: [milliseconds] });
  }
  const agreeing = sharesByRater(all);
  const raters = [...own.keys()].sort().map((rater): ComparedRater => {
    const { isSynthetic, milliseconds } = own.get(rater)!;
    const seconds = milliseconds.flatMap((one) => (one === null ? [] : [one / 1000]));
    const place = all.pseudonyms.indexOf(rater);
    return {
      ...{ rater, isSynthetic, ratings: milliseconds.length, medianSeconds: figure(median(seconds)) },
      agreementWithOthers: compared.raters[place] ?? ratingShare([], 'nobody else rated the same items'),
      labelAgreement: agreeing[place] ?? ratingShare([], 'no rated item has a label'),
    };
  });
  return { raters, pairs: listedPairs(raters, all.pseudonyms, compared.pairs) };
}

/** Puts the labels of several datasets behind each other; a rater of several is one rater. */
function joinLabels(parts: readonly CodedLabels[]): CodedLabels {
  const pseudonyms = [...new Set(parts.flatMap((part) => part.pseudonyms))].sort();
  const raterAt = new Map(pseudonyms.map((pseudonym, place) => [pseudonym, place]));
  const rows: [item: number, rater: number, category: number][] = [];
  const gold: number[] = [];
  for (const part of parts) {
    const { offsets, raterOf, categoryOf, items } = part.ratings;
    for (let item = 0; item < items; item++) {
      for (let place = offsets[item]!; place < offsets[item + 1]!; place++) {
        const rater = raterAt.get(part.pseudonyms[raterOf[place]!]!)!;
        rows.push([gold.length + item, rater, categoryOf[place]!]);
      }
    }
    gold.push(...part.gold);
  }
  const column = (index: 0 | 1 | 2): Uint32Array => Uint32Array.from(rows, (row) => row[index]);
  const categories = parts.reduce((most, { ratings }) => Math.max(most, ratings.categories), 0);
  const sizes = { items: gold.length, raters: pseudonyms.length, categories };
  const columns = { itemOf: column(0), raterOf: column(1), categoryOf: column(2) };
  const ratings = arrangeRatings({ ...sizes, ...columns }, 'last');
  return { ratings, pseudonyms, gold: Int32Array.from(gold) };
}

/** The share of each rater's answers that agree with the label; each item is rated once. */
function sharesByRater({ ratings, pseudonyms, gold }: CodedLabels): Share[] {
  const { items, offsets, raterOf, categoryOf }: CodedRatings = ratings;
  const answers = pseudonyms.map(() => ({ right: 0, n: 0 }));
  for (let item = 0; item < items; item++) {
    if (gold[item]! < 0) continue;
    for (let place = offsets[item]!; place < offsets[item + 1]!; place++) {
      const own = answers[raterOf[place]!]!;
      own.n++;
      if (categoryOf[place] === gold[item]) own.right++;
    }
  }
  return answers.map(({ right, n }) =>
    ratingShare(
      Array.from({ length: n }, (_, index) => ({ successes: index < right ? 1 : 0, n: 1 })),
      'no rated item has a label',
    ),
  );
}

function listedPairs(
  raters: readonly ComparedRater[],
  pseudonyms: readonly string[],
  pairs: readonly RaterPair[],
): ComparedPair[] {
  const busiest = [...raters].sort((a, b) => b.ratings - a.ratings || (a.rater < b.rater ? -1 : 1));
  const listed = new Set(busiest.slice(0, pairedRaters).map(({ rater }) => rater));
  return pairs.flatMap(({ a, b, items, share }) => {
    const raters = [pseudonyms[a]!, pseudonyms[b]!] as const;
    return raters.every((rater) => listed.has(rater)) ? [{ raters, items, agreement: share }] : [];
  });
}
