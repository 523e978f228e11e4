import { Command } from 'commander';
import { measures } from '../../server/agreement/measures';
import { printTable } from '../../server/bin/print-table';
import { type AgreementSums, agreementSums } from '../../server/statistics/agreement-sums';
import { bootstrapItems, type Figures } from '../../server/statistics/bootstrap/bootstrap-items';
import { type Cluster, clusteredShare } from '../../server/statistics/clustered-share';
import type { CountTable } from '../../server/statistics/count-table';
import { isUndefined, type Outcome } from '../../server/statistics/outcome';
import { seededRandom } from '../../server/statistics/seeded-random';
import { print } from './figures';
import { type Ends, held } from './held';

const categories = ['1', '2', '3', '4', '5'];
const perItem = 3;

/** How raters and items come about; both are drawn anew for each study. In steps of a scale of five, about 4 on average. */
interface Crowd {
  readonly name: string;
  /** How far raters are from each other in what they call relevant. */
  readonly severity: number;
  /** How far the truth about items is from each other. */
  readonly spread: number;
  /** How far ratings of one item by one rater would be from each other; drawn for each item. */
  readonly noise: (random: () => number) => number;
}

const crowds: readonly Crowd[] = [
  { name: 'independent ratings', severity: 0, spread: 0, noise: () => 0.8 },
  { name: 'items differ', severity: 0, spread: 0.8, noise: () => 0.6 },
  { name: 'items differ, some are hard', severity: 0, spread: 0.8, noise: (random) => 0.2 + 1.2 * random() },
  { name: 'raters and items differ', severity: 0.6, spread: 0.8, noise: () => 0.5 },
  { name: 'nearly all say 5', severity: 0.2, spread: 0.2, noise: () => 0.3 },
];

/** How often the intervals for questions on a scale, and for yes-or-no questions, hold what they are about. */
export function coverageScalesBenchmark(): Command {
  return new Command('coverage-scales')
    .description('how often 95% intervals of relevance and ambiguity hold the truth, in simulated studies')
    .option('--studies <number>', 'of each crowd', '2000')
    .option('--items <number>', 'of a study, three ratings each', '100')
    .option('--raters <number>', 'of a study', '40')
    .option('--replicates <number>', 'of bootstrap intervals', '400')
    .option('--again <number>', 'studies with the same raters that their truth is taken from', '60')
    .option('--seed <text>', 'of all chance', '1')
    .action((given: Record<'studies' | 'items' | 'raters' | 'replicates' | 'again' | 'seed', string>) => {
      const size = {
        ...{ studies: Number(given.studies), items: Number(given.items), raters: Number(given.raters) },
        ...{ replicates: Number(given.replicates), again: Number(given.again) },
      };
      print(
        `${given.studies} studies each of ${given.items} items, 3 ratings an item of ${given.raters} raters`,
      );
      print(
        'share of 95% intervals that hold the truth about these raters, with its own interval (mean width)',
      );
      const rows = crowds.map((crowd) => rowOf(crowd, size, seededRandom(`${given.seed}: ${crowd.name}`)));
      printTable(['crowd', ...Object.keys(figures), 'share of yes'], rows);
    });
}

type Size = Record<'studies' | 'items' | 'raters' | 'replicates' | 'again', number>;

const figures: Figures = {
  ...Object.fromEntries(
    measures
      .filter(({ scales }) => scales.includes('ordinal'))
      .map((measure) => [measure.key, (sums: AgreementSums) => measure.compute(sums, { scale: 'ordinal' })]),
  ),
  mean: ({ ratings }) => ({
    value: ratings.reduce((sum, count, place) => sum + count * (place + 1), 0) / sumOf(ratings),
    n: sumOf(ratings),
  }),
};

function rowOf(crowd: Crowd, size: Size, random: () => number): string[] {
  const keys = [...Object.keys(figures), 'yes'];
  const runs = Array.from({ length: size.studies }, () => {
    const severities = Array.from({ length: size.raters }, () => crowd.severity * normal(random));
    const study = drawStudy(crowd, severities, size.items, random);
    const intervals: Readonly<Record<string, Ends | undefined>> = {
      ...bootstrapItems(study, figures, { replicates: size.replicates, random }),
      yes: clusteredShare(yesOf(study)),
    };
    const again = Array.from({ length: size.again }, () =>
      valuesOf(drawStudy(crowd, severities, size.items, random)),
    );
    return { intervals, truth: again };
  });
  const pairs = (key: string) =>
    runs.map(({ intervals, truth }) => {
      const known = truth.map((one) => one[key]!).filter((value) => !Number.isNaN(value));
      return [intervals[key], sumOf(known) / known.length] as const;
    });
  return [crowd.name, ...keys.map((key) => held(pairs(key)))];
}

function drawStudy(
  crowd: Crowd,
  severities: readonly number[],
  items: number,
  random: () => number,
): CountTable {
  const counts = new Uint32Array(items * categories.length);
  for (let item = 0; item < items; item++) {
    const truth = (crowd.spread < 0.5 ? 4.8 : 4) + crowd.spread * normal(random);
    const noise = crowd.noise(random);
    const chosen = new Set<number>();
    while (chosen.size < perItem) chosen.add(Math.floor(random() * severities.length));
    for (const rater of chosen) {
      const felt = Math.round(truth + severities[rater]! + noise * normal(random));
      counts[item * categories.length + Math.min(5, Math.max(1, felt)) - 1]!++;
    }
  }
  return { items, categories, counts };
}

/** Yes is a rating below 4, so that the same crowds do for both kinds of question. */
function yesOf({ items, counts }: CountTable): Cluster[] {
  return Array.from({ length: items }, (_, item) => {
    const row = item * categories.length;
    return { successes: counts[row]! + counts[row + 1]! + counts[row + 2]!, n: perItem };
  });
}

function valuesOf(study: CountTable): Record<string, number> {
  const sums = agreementSums(study);
  const value = (outcome: Outcome): number => (isUndefined(outcome) ? Number.NaN : outcome.value);
  return {
    ...Object.fromEntries(Object.entries(figures).map(([key, compute]) => [key, value(compute(sums))])),
    yes: value(clusteredShare(yesOf(study))),
  };
}

function sumOf(numbers: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < numbers.length; at++) sum += numbers[at]!;
  return sum;
}

/** Box and Muller (1958), Annals of Mathematical Statistics 29(2), 610–611. */
export function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
