import { Command } from 'commander';
import {
  figuresOfFile,
  type OtherStatistic,
  type PublishedSet,
  publishedSets,
} from '../agreement/ratings-file/ratings-files';
import type { RatingFigures } from '../../server/agreement/ratings-file/rating-figures';
import type { Figure } from '../../server/agreement/question-agreement';
import { print } from './figures';

/** A figure of ours beside the same of another program. */
interface Compared {
  readonly name: string;
  readonly ours: (figures: RatingFigures) => Figure;
  readonly stat: string;
  readonly where?: Partial<OtherStatistic>;
}

const plain = { oracle: 'irrCAC:dist', weights: 'unweighted' };

const compared: readonly Compared[] = [
  {
    name: 'percent agreement',
    ours: ({ percentAgreement }) => percentAgreement.itemMean,
    stat: 'percent_agreement_item_mean',
    where: { oracle: 'numpy' },
  },
  { name: 'Fleiss’ kappa', ours: ({ fleissKappa }) => fleissKappa, stat: 'fleiss_kappa', where: plain },
  {
    name: 'alpha, nominal',
    ours: ({ krippendorffAlpha }) => krippendorffAlpha.nominal,
    stat: 'krippendorff_alpha',
    where: { oracle: 'krippendorff', level: 'nominal' },
  },
  {
    name: 'alpha, ordinal',
    ours: ({ krippendorffAlpha }) => krippendorffAlpha.ordinal,
    stat: 'krippendorff_alpha',
    where: { oracle: 'krippendorff', level: 'ordinal' },
  },
  { name: 'AC1', ours: ({ gwetAc1 }) => gwetAc1, stat: 'gwet_ac', where: plain },
  {
    name: 'Brennan-Prediger',
    ours: ({ brennanPrediger }) => brennanPrediger,
    stat: 'brennan_prediger',
    where: plain,
  },
  {
    name: 'majority, ties split',
    ours: ({ majority }) => majority.accuracySplitTies,
    stat: 'majority_vote_accuracy_expected_random_ties',
  },
  {
    name: 'Dawid-Skene',
    ours: ({ aggregators }) => aggregators['dawid-skene']!.accuracy,
    stat: 'dawid_skene_long_accuracy',
  },
  {
    name: 'one coin',
    ours: ({ aggregators }) => aggregators['one-coin']!.accuracy,
    stat: 'one_coin_ds_accuracy',
  },
  {
    name: 'MACE',
    ours: ({ aggregators }) => aggregators.mace!.accuracy,
    stat: 'mace_accuracy_rows_sorted_by_worker_label',
  },
  { name: 'GLAD', ours: ({ aggregators }) => aggregators.glad!.accuracy, stat: 'glad_accuracy' },
];

/** Prints the table of docs/statistics.md: figures of published ratings beside those of other programs. */
export function referenceBenchmark(): Command {
  return new Command('reference')
    .description('figures of the published ratings in ASSAY_DATA beside those of other programs, as Markdown')
    .action(async () => {
      const sets = publishedSets();
      if (sets.length === 0) throw new Error('Set ASSAY_DATA to the folder that holds `ratings`.');
      const ways = ['dawid-skene', 'one-coin', 'mace', 'glad'];
      print(`| set | ${compared.map(({ name }) => name).join(' | ')} |`);
      print(`| --- | ${compared.map(() => '---').join(' | ')} |`);
      for (const set of sets) {
        const figures = await figuresOfFile(set.labels, { ...set, repeats: 'all', ways });
        print(`| \`${set.name}\` | ${compared.map((one) => cellOf(one, set, figures)).join(' | ')} |`);
      }
    });
}

/** Our figure, and how far the other one is from it where it can be seen. */
function cellOf({ ours, stat, where = {} }: Compared, set: PublishedSet, figures: RatingFigures): string {
  const own = ours(figures);
  const wanted = Object.entries(where) as [keyof OtherStatistic, unknown][];
  const other = set.statistics.find(
    (one) => one.stat === stat && wanted.every(([key, value]) => one[key] === value),
  )?.value;
  if (typeof own !== 'number' || typeof other !== 'number') return '–';
  const difference = Math.abs(own - other);
  return `${own.toFixed(4)}, ${difference < 1e-10 ? 'equal' : `off ${difference.toExponential(0)}`}`;
}
