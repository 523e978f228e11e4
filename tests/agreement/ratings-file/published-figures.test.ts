import { readRatings } from '../../../server/agreement/ratings-file/read-ratings';
import { figure, type Figure } from '../../../server/agreement/question-agreement';
import type { RatingFigures } from '../../../server/agreement/ratings-file/rating-figures';
import type { Aggregation } from '../../../server/statistics/aggregation/aggregation';
import { dawidSkene } from '../../../server/statistics/aggregation/dawid-skene';
import { glad } from '../../../server/statistics/aggregation/glad';
import { mace } from '../../../server/statistics/aggregation/mace';
import { oneCoin } from '../../../server/statistics/aggregation/one-coin';
import { agreementSums } from '../../../server/statistics/agreement-sums';
import { brennanPrediger } from '../../../server/statistics/brennan-prediger';
import { countsOfRatings } from '../../../server/statistics/coded-ratings';
import { gwetAc2 } from '../../../server/statistics/gwet-ac2';
import { expectClose } from '../../statistics/expect-close';
import {
  columns,
  edgeCases,
  figuresOfFile,
  fileOf,
  printedFigures,
  publishedSets,
  ratingsCsv,
  hasData,
  type OtherStatistic,
  type PublishedSet,
} from './ratings-files';

/** Closed forms in double precision; the references are printed with 15 digits. */
const tolerance = 1e-10;
const sets = publishedSets();
const withGold = sets.filter(({ gold }) => gold !== undefined);

(hasData ? describe : describe.skip)('figures of published ratings', () => {
  it('has sets to compare with', () => {
    expect(sets.length).toBeGreaterThanOrEqual(7);
    expect(withGold.length).toBeGreaterThanOrEqual(3);
  });

  it.each(sets)('coefficients equal those of other programs: $name', async (set) => {
    const figures = await figuresOfFile(set.labels, { ...set, gold: undefined, repeats: 'all' });
    const other = (stat: string, which: Partial<OtherStatistic>) => valueIn(set, { stat, ...which });
    const numpy = { oracle: 'numpy' };
    const plain = { oracle: 'irrCAC:dist', weights: 'unweighted' };
    compare(figures.percentAgreement.itemMean, other('percent_agreement_item_mean', numpy));
    compare(figures.percentAgreement.pooled, other('percent_agreement_pooled_pairs', numpy));
    compare(figures.fleissKappa, other('fleiss_kappa', plain));
    compare(figures.gwetAc1, other('gwet_ac', plain));
    compare(figures.brennanPrediger, other('brennan_prediger', plain));
    const levels =
      set.scale === 'nominal' ? (['nominal'] as const) : (['nominal', 'ordinal', 'interval'] as const);
    for (const level of levels) {
      compare(
        figures.krippendorffAlpha[level],
        other('krippendorff_alpha', { oracle: 'krippendorff', level }),
      );
    }
    expect(figures.majority.ties).toBe(other('majority_vote_tied_tasks', numpy));
  });

  it.each(sets)('coefficients with weights equal those of another program: $name', async (set) => {
    const { labels: path, scale, order } = set;
    const file = await readRatings({ path, columns, scale, order, repeats: 'all' });
    const table = countsOfRatings(file.ratings, file.categories);
    if (file.categories.length < 3) return;
    for (const weights of ['linear', 'quadratic', 'ordinal'] as const) {
      const other = (stat: string) => valueIn(set, { stat, oracle: 'irrCAC:dist', weights });
      compare(figure(gwetAc2(agreementSums(table), weights)), other('gwet_ac'));
      compare(figure(brennanPrediger(agreementSums(table), weights)), other('brennan_prediger'));
    }
  });

  it.each(withGold)(
    'accuracies and their errors equal those of other programs: $name',
    async ({ gold, ...set }) => {
      const figures = await figuresOfFile(set.labels, { ...set, gold, repeats: 'all' });
      const split = set.statistics.find(({ stat }) => stat === 'majority_vote_accuracy_expected_random_ties');
      compare(figures.majority.accuracySplitTies, split!.value);
      const other = set.statistics.find(({ stat }) => stat === 'label_accuracy_vs_gold')!;
      const { value, wilson, seIid, seItem, seRater, seTwoWay } = figures.ratingAccuracy;
      compare(value, other.value);
      compare(seIid, other.iid_se);
      compare(seItem, other.cluster_se_task);
      compare(seRater, other.cluster_se_worker);
      compare(seTwoWay, other.cluster_se_twoway);
      expect(wilson).toEqual({
        low: expect.closeTo(other.wilson95![0], 10) as number,
        high: expect.closeTo(other.wilson95![1], 10) as number,
      });
    },
  );

  it.each(sets)('Dawid-Skene comes to where a long run of another program comes to: $name', async (set) => {
    const found = await aggregated(set, (ratings) => dawidSkene(ratings));
    const long = set.statistics.find(({ stat }) => stat === 'dawid_skene_long_accuracy')!;
    const likelihood = long.loglik_at_final_parameters!;
    expect(found.search!.converged).toBe(true);
    expect(found.search!.logLikelihood).toBeGreaterThanOrEqual(likelihood - 1e-6 * Math.abs(likelihood));
    expect(largestDifference(set, found, 'dawid_skene_long')).toBeLessThan(1e-4);
  });

  it.each(withGold)('one coin, MACE and GLAD agree with another program: $name', async (set) => {
    const figures = await figuresOfFile(set.labels, {
      ...set,
      repeats: 'all',
      ways: ['one-coin', 'mace', 'glad'],
    });
    for (const [key, stat] of [
      ['one-coin', 'one_coin_ds_accuracy'],
      ['mace', 'mace_accuracy_rows_sorted_by_worker_label'],
      ['glad', 'glad_accuracy'],
    ] as const) {
      const other = set.statistics.find((found) => found.stat === stat)!;
      expect(Math.abs(Number(figures.aggregators[key]!.accuracy) - other.value!)).toBeLessThan(0.005);
    }
  });

  it.each(sets)('the skills of raters go with those of another program: $name', async (set) => {
    const skills = [
      ['one_coin_skill', oneCoin],
      ['mace_competence_sorted_rows', mace],
      ['glad_alpha', glad],
    ] as const;
    for (const [column, aggregate] of skills) {
      const found = await aggregated(set, (ratings) => aggregate(ratings));
      const others = new Map(set.table('workers').map((row) => [row.worker, Number(row[column])]));
      const pairs = found.raters.map((rater, index) => [found.skills[index]!, others.get(rater)!] as const);
      expect(correlation(pairs)).toBeGreaterThan(0.99);
    }
  });
});

/**
 * Where each printed figure stands among ours. Left out are methods that we do not have, and majorities and Wawa of
 * programs that give a tie to the category whose name comes first.
 */
const places: Readonly<Record<string, (figures: RatingFigures) => Figure>> = {
  fleiss_kappa: ({ fleissKappa }) => fleissKappa,
  'krippendorff_alpha nominal': ({ krippendorffAlpha }) => krippendorffAlpha.nominal,
  'krippendorff_alpha ordinal': ({ krippendorffAlpha }) => krippendorffAlpha.ordinal,
  'krippendorff_alpha interval': ({ krippendorffAlpha }) => krippendorffAlpha.interval,
  gwet_ac1: ({ gwetAc1 }) => gwetAc1,
  majority_vote_accuracy_expected_random_ties: ({ majority }) => majority.accuracySplitTies,
  dawid_skene_accuracy: ({ aggregators }) => aggregators['dawid-skene']!.accuracy,
  glad_accuracy: ({ aggregators }) => aggregators.glad!.accuracy,
  mace_accuracy: ({ aggregators }) => aggregators.mace!.accuracy,
};

(hasData ? describe : describe.skip)('printed figures', () => {
  const printed = printedFigures().filter(({ stat, reproduced }) => reproduced && stat in places);

  it('are some of every kind', () => {
    expect(new Set(printed.map(({ stat }) => stat))).toEqual(new Set(Object.keys(places)));
  });

  it.each(printed)(
    '$dataset, $stat: $published',
    async ({ dataset, stat, published, tolerance: allowed }) => {
      const set = sets.find(({ name }) => name === dataset);
      const edge = edgeCases().find(({ name }) => `edge_cases:${name}` === dataset);
      const ways = ['dawid-skene', 'glad', 'mace'];
      const figures = set
        ? await figuresOfFile(set.labels, { ...set, repeats: 'all', ways })
        : await figuresOfFile(fileOf(ratingsCsv(edge!.rows)));
      expect(Math.abs(Number(places[stat]!(figures)) - published)).toBeLessThanOrEqual(allowed);
    },
  );
});

(hasData ? describe : describe.skip)('edge cases', () => {
  it.each(edgeCases())('$name', async ({ categories, rows, answers, irrCac }) => {
    const figures = await figuresOfFile(fileOf(ratingsCsv(rows)), { scale: 'ordinal', order: categories });
    const told = (answer: unknown) => (typeof answer === 'number' ? answer : null);
    compareOrNone(figures.percentAgreement.itemMean, told(answers.percent_agreement_item_mean));
    compareOrNone(figures.percentAgreement.pooled, told(answers.percent_agreement_pooled_pairs));
    for (const level of ['nominal', 'ordinal', 'interval'] as const) {
      compareOrNone(figures.krippendorffAlpha[level], told(answers[`alpha_${level}|fast-krippendorff`]));
    }
    const coefficient = (name: string) => told(irrCac[`${name}.unweighted`]?.coeff);
    compareOrNone(figures.fleissKappa, coefficient('fleiss'));
    // Of one category there is nothing to agree on, whatever irrCAC prints.
    if (categories.length > 1) compareOrNone(figures.gwetAc1, coefficient('gwet'));
    if (categories.length > 1) compareOrNone(figures.brennanPrediger, coefficient('bp'));
    expect(JSON.stringify(figures)).not.toMatch(/NaN|null/);
  });

  it('AC1 is 1 where all raters give one category of two that were declared', async () => {
    const all = edgeCases().find(({ name }) => name === 'all_agree_one_category_3x4')!;
    const figures = await figuresOfFile(fileOf(ratingsCsv(all.rows)), {
      scale: 'ordinal',
      order: ['1', '2'],
    });
    expect([figures.gwetAc1, figures.percentAgreement.itemMean]).toEqual([1, 1]);
    expect(figures.krippendorffAlpha.nominal).toHaveProperty('undefinedBecause');
    expect(figures.fleissKappa).toHaveProperty('undefinedBecause');
  });
});

function compareOrNone(actual: Figure, expected: number | null): void {
  if (expected === null) expect(actual).toEqual({ undefinedBecause: expect.stringMatching(/\w+/) as string });
  else compare(actual, expected);
}

function compare(actual: Figure, expected: number | null | undefined): void {
  if (typeof actual !== 'number') throw new Error(`undefined, because ${actual.undefinedBecause}`);
  if (expected === undefined || expected === null) throw new Error('There is nothing to compare with.');
  expectClose(actual, expected, tolerance);
}

function valueIn({ statistics }: PublishedSet, which: Partial<OtherStatistic>): number | null {
  const keys = Object.keys(which) as (keyof OtherStatistic)[];
  const found = statistics.find((one) => keys.every((key) => one[key] === which[key]));
  if (!found) throw new Error(`There is no ${JSON.stringify(which)}.`);
  return found.value;
}

type Named = Aggregation & Pick<Awaited<ReturnType<typeof readRatings>>, 'items' | 'raters' | 'categories'>;

async function aggregated(
  set: PublishedSet,
  aggregate: (ratings: Awaited<ReturnType<typeof readRatings>>['ratings']) => Aggregation,
): Promise<Named> {
  const { labels: path, scale, order } = set;
  const file = await readRatings({ path, columns, scale, order, repeats: 'all' });
  return { ...aggregate(file.ratings), items: file.items, raters: file.raters, categories: file.categories };
}

function largestDifference(
  set: PublishedSet,
  { items, categories, posteriors }: Named,
  column: string,
): number {
  const rows = new Map(set.table('tasks').map((row) => [row.task, row]));
  let largest = 0;
  for (const [item, name] of items.entries()) {
    for (const [index, category] of categories.entries()) {
      const other = Number(rows.get(name)![`${column}_p[${category}]`]);
      largest = Math.max(largest, Math.abs(posteriors[item * categories.length + index]! - other));
    }
  }
  return largest;
}

function correlation(pairs: readonly (readonly [number, number])[]): number {
  const mean = (index: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[index], 0) / pairs.length;
  const [a, b] = [mean(0), mean(1)];
  const sum = (of: (x: number, y: number) => number) =>
    pairs.reduce((total, [x, y]) => total + of(x - a, y - b), 0);
  return sum((x, y) => x * y) / Math.sqrt(sum((x) => x * x) * sum((_x, y) => y * y));
}
