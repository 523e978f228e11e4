import { Command } from 'commander';
import { printJson } from '../../server/bin/output';
import { printTable } from '../../server/bin/print-table';
import { clopperPearsonInterval } from '../../server/statistics/clopper-pearson-interval';
import { arrangeRatings, type CodedRatings } from '../../server/statistics/coded-ratings';
import { isUndefined, type Undefined } from '../../server/statistics/outcome';
import { ratingAccuracy } from '../../server/statistics/rating-accuracy';
import { seededRandom } from '../../server/statistics/seeded-random';
import { wilsonInterval } from '../../server/statistics/wilson-interval';
import { print } from './figures';

interface Options {
  readonly studies: string;
  readonly items: string;
  readonly raters: string;
  readonly perItem: string;
  readonly seed: string;
  readonly json?: true;
}

interface Size {
  readonly items: number;
  readonly raters: number;
  readonly perItem: number;
}

/** How probable it is that a rating is right, drawn anew for each study. */
type Crowd = (size: Size, random: () => number) => (item: number, rater: number) => number;

/** On average four of five ratings are right in all of them. */
const accuracy = 0.8;

/** Numbers between 0.6 and 1, 0.8 on average: some raters, or items, are much better than others. */
const varied = (count: number, random: () => number): Float64Array =>
  Float64Array.from({ length: count }, () => 0.6 + 0.4 * random());

const crowds: readonly (readonly [name: string, crowd: Crowd])[] = [
  ['independent ratings', () => () => accuracy],
  [
    'raters differ',
    ({ raters }, random) => {
      const skill = varied(raters, random);
      return (_item, rater) => skill[rater]!;
    },
  ],
  [
    'items differ',
    ({ items }, random) => {
      const ease = varied(items, random);
      return (item) => ease[item]!;
    },
  ],
  [
    'raters and items differ',
    ({ items, raters }, random) => {
      const [skill, ease] = [varied(raters, random), varied(items, random)];
      return (item, rater) => (skill[rater]! + ease[item]!) / 2;
    },
  ],
];

/** How often the 95% intervals of accuracy hold the accuracy of the crowd that raters and items were drawn from. */
export function coverageBenchmark(): Command {
  return new Command('coverage')
    .description('how often 95% intervals of accuracy hold the truth, in simulated studies')
    .option('--studies <number>', 'of each crowd', '2000')
    .option('--items <number>', 'of a study', '100')
    .option('--raters <number>', 'of a study', '40')
    .option('--per-item <number>', 'ratings of an item', '5')
    .option('--seed <text>', 'of all chance', '1')
    .option('--json', 'print one JSON document')
    .action(({ studies, seed, json, ...size }: Options) => {
      const wanted = {
        items: Number(size.items),
        raters: Number(size.raters),
        perItem: Number(size.perItem),
      };
      const results = crowds.map(([name, crowd]) => {
        const random = seededRandom(`${seed}: ${name}`);
        return { name, ...coverage(Number(studies), () => intervalsOf(drawStudy(crowd, wanted, random))) };
      });
      if (json) printJson(results);
      else printCoverage(results, Number(studies), wanted);
    });
}

type Intervals = Readonly<Record<string, { readonly low: number; readonly high: number } | Undefined>>;

function intervalsOf({ ratings, gold }: { ratings: CodedRatings; gold: Int32Array }): Intervals {
  const { wilson, intervals } = ratingAccuracy(ratings, gold);
  const n = ratings.categoryOf.length;
  const right = ratings.categoryOf.reduce((sum, category) => sum + (category === 0 ? 1 : 0), 0);
  return { wilson, exact: clopperPearsonInterval(right, n), ...intervals };
}

/** Category 0 is right. Every item is rated by as many raters, each drawn as often as any other. */
function drawStudy(
  crowd: Crowd,
  size: Size,
  random: () => number,
): { ratings: CodedRatings; gold: Int32Array } {
  const { items, raters, perItem } = size;
  const chance = crowd(size, random);
  const rows = { itemOf: [] as number[], raterOf: [] as number[], categoryOf: [] as number[] };
  for (let item = 0; item < items; item++) {
    const first = Math.floor(random() * raters);
    for (let place = 0; place < perItem; place++) {
      const rater = (first + place * 7) % raters;
      rows.itemOf.push(item);
      rows.raterOf.push(rater);
      rows.categoryOf.push(random() < chance(item, rater) ? 0 : 1);
    }
  }
  const columns = {
    itemOf: Uint32Array.from(rows.itemOf),
    raterOf: Uint32Array.from(rows.raterOf),
    categoryOf: Uint32Array.from(rows.categoryOf),
  };
  const ratings = arrangeRatings({ items, raters, categories: 2, ...columns }, 'all');
  return { ratings, gold: new Int32Array(items) };
}

/** For each interval the share of studies in which it held the truth, and how wide it was on average. */
function coverage(studies: number, draw: () => Intervals): Record<string, { held: number; width: number }> {
  const found = new Map<string, { held: number; width: number; n: number }>();
  for (let study = 0; study < studies; study++) {
    for (const [key, interval] of Object.entries(draw())) {
      if (isUndefined(interval)) continue;
      const so = found.get(key) ?? { held: 0, width: 0, n: 0 };
      if (interval.low <= accuracy && accuracy <= interval.high) so.held++;
      so.width += interval.high - interval.low;
      so.n++;
      found.set(key, so);
    }
  }
  return Object.fromEntries(
    [...found].map(([key, { held, width, n }]) => [key, { held: held / studies, width: width / n }]),
  );
}

function printCoverage(
  results: readonly (Record<string, { held: number; width: number } | string> & { name: string })[],
  studies: number,
  { items, raters, perItem }: Size,
): void {
  print(`${studies} studies each of ${items} items, ${perItem} ratings an item of ${raters} raters`);
  print('share of 95% intervals that hold the true accuracy (mean width)');
  const keys = ['wilson', 'exact', 'item', 'rater', 'twoWay'];
  const rows = results.map(({ name, ...found }) => [
    name,
    ...keys.map((key) => {
      const { held, width } = found[key] as { held: number; width: number };
      const within = wilsonInterval(Math.round(held * studies), studies);
      const ends = isUndefined(within)
        ? ''
        : ` ${(within.low * 100).toFixed(1)}–${(within.high * 100).toFixed(1)}`;
      return `${(held * 100).toFixed(1)}%${ends} (${width.toFixed(3)})`;
    }),
  ]);
  printTable(['crowd', ...keys], rows);
}
