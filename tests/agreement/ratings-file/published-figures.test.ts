import { readRatings } from '../../../server/agreement/ratings-file/read-ratings';
import type { Figure } from '../../../server/agreement/ratings-file/rating-figures';
import type { Aggregation } from '../../../server/statistics/aggregation/aggregation';
import { dawidSkene } from '../../../server/statistics/aggregation/dawid-skene';
import { glad } from '../../../server/statistics/aggregation/glad';
import { mace } from '../../../server/statistics/aggregation/mace';
import { oneCoin } from '../../../server/statistics/aggregation/one-coin';
import { expectClose } from '../../statistics/expect-close';
import {
  columns,
  figuresOfFile,
  publishedSets,
  withData,
  type OtherStatistic,
  type PublishedSet,
} from './ratings-files';

/** Closed forms in double precision; the references are printed with 15 digits. */
const tolerance = 1e-10;
const sets = publishedSets();
const withGold = sets.filter(({ gold }) => gold !== undefined);

withData('figures of published ratings', () => {
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

function valueIn({ statistics }: PublishedSet, which: Partial<OtherStatistic>): number | null {
  const keys = Object.keys(which) as (keyof OtherStatistic)[];
  const found = statistics.find((one) => keys.every((key) => one[key] === which[key]));
  if (!found) throw new Error(`There is no ${JSON.stringify(which)}.`);
  return found.value;
}

function compare(figure: Figure, expected: number | null | undefined): void {
  if (typeof figure !== 'number') throw new Error(`undefined, because ${figure.undefinedBecause}`);
  if (expected === undefined || expected === null) throw new Error('There is nothing to compare with.');
  expectClose(figure, expected, tolerance);
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
