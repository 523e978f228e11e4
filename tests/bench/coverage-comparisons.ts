import { Command } from 'commander';
import { printTable } from '../../server/bin/print-table';
import { calibration } from '../../server/statistics/calibration/calibration';
import { keepAbove } from '../../server/statistics/calibration/keep-above';
import { thresholdFor } from '../../server/statistics/calibration/threshold-for';
import { type Cluster, clusteredShare } from '../../server/statistics/clustered-share';
import { meanDifference } from '../../server/statistics/comparing/mean-difference';
import { shareDifference } from '../../server/statistics/comparing/share-difference';
import { shrinkShares } from '../../server/statistics/comparing/shrink-shares';
import { isUndefined } from '../../server/statistics/outcome';
import { seededRandom } from '../../server/statistics/seeded-random';
import { print } from './figures';
import { type Ends, held } from './held';
import { normal } from './coverage-scales';

/** An interval and the truth it is to hold. */
type Pair = readonly [ends: Ends, truth: number];
type Random = () => number;

/** What is compared, and the intervals of one simulated study. */
interface Simulation {
  readonly name: string;
  readonly study: (random: Random) => readonly Pair[];
}

const items = 100;

const simulations: readonly Simulation[] = [
  ...[0.05, 0.3].map((spread) => ({
    name: `difference of two shares of ratings, 90% and 80%, items differ by ${spread}`,
    study: (random: Random): Pair[] => {
      const sides = [0.9, 0.8].map((share) => clusteredShare(drawClusters(share, spread, random)));
      return [[shareDifference(sides[0]!, sides[1]!), meanShare(0.9, spread) - meanShare(0.8, spread)]];
    },
  })),
  {
    name: 'difference of two orders, the same items in both',
    study: (random) => [[ordersOf(random), 0.1]],
  },
  {
    name: 'difference of mean relevance, one side varies more',
    study: (random) => {
      const values = (mean: number, sd: number) =>
        Array.from({ length: items }, () => Math.min(5, Math.max(1, mean + sd * normal(random))));
      return [[meanDifference(values(3, 0.3), values(3, 0.8)), 0]];
    },
  },
  ...[5, 20, 154].map((groups) => ({
    name: `shrunken share of each of ${groups} datasets of ${items}, which differ`,
    study: (random: Random) => shrunken(groups, random),
  })),
  { name: 'share right in each bin of confidence', study: binsOf },
  { name: 'share right among those kept by the lower end', study: keptByLow },
];

/** How often the intervals of comparisons, shrunken shares and calibration hold what they are about. */
export function coverageComparisonsBenchmark(): Command {
  return new Command('coverage-comparisons')
    .description('how often 95% intervals of differences and of calibration hold the truth')
    .option('--studies <number>', 'of each kind', '2000')
    .option('--seed <text>', 'of all chance', '1')
    .action((given: Record<'studies' | 'seed', string>) => {
      print(`${given.studies} studies each; share of 95% intervals that hold the truth (mean width)`);
      const rows = simulations.map(({ name, study }) => {
        const random = seededRandom(`${given.seed}: ${name}`);
        const pairs = Array.from({ length: Number(given.studies) }, () => study(random)).flat();
        return [name, held(pairs)];
      });
      printTable(['interval', 'held'], rows);
    });
}

/** Three ratings an item, whose chance is the share, more or less. */
function drawClusters(share: number, spread: number, random: Random): Cluster[] {
  return Array.from({ length: items }, () => {
    const chance = chanceOf(share, spread, random);
    return { successes: [0, 1, 2].filter(() => random() < chance).length, n: 3 };
  });
}

function chanceOf(share: number, spread: number, random: Random): number {
  return Math.min(1, share + spread * (2 * random() - 1));
}

/** The mean of `chanceOf`, which is cut off at 1. */
function meanShare(share: number, spread: number): number {
  const cut = Math.max(0, share + spread - 1);
  return share - cut ** 2 / (4 * spread);
}

/** Each item is rated in one order twice, in the other once; in the first order one tenth more say yes. */
function ordersOf(random: Random): Ends {
  const first: Cluster[] = [];
  const last: Cluster[] = [];
  for (let item = 0; item < items; item++) {
    const chance = 0.2 + 0.5 * random();
    const yes = (more: number): number => Number(random() < chance + more);
    first.push({ successes: yes(0.1) + yes(0.1), n: 2 });
    last.push({ successes: yes(0), n: 1 });
  }
  return shareDifference(clusteredShare(first), clusteredShare(last));
}

function shrunken(groups: number, random: Random): Pair[] {
  const truths = Array.from({ length: groups }, () => 0.8 + 0.2 * random());
  const drawn = truths.map((truth) => ({
    successes: Array.from({ length: items }).filter(() => random() < truth).length,
    n: items,
  }));
  return shrinkShares(drawn).estimates.map((estimate, place) => [estimate, truths[place]!]);
}

/** Somewhat overconfident. */
const rightAt = (confidence: number): number => 0.1 + 0.85 * confidence;

function drawAnswers(random: Random) {
  return Array.from({ length: 4 * items }, () => {
    const confidence = 0.5 + random() / 2;
    return { confidence, isRight: random() < rightAt(confidence) };
  });
}

/** The chance of a bin is at the mean confidence of its answers, because it rises evenly. */
function binsOf(random: Random): Pair[] {
  const { bins } = calibration(drawAnswers(random), { by: 'width', count: 10 });
  return bins.map(({ right, confidence }) => [right, rightAt(confidence)]);
}

function keptByLow(random: Random): Pair[] {
  const { byLow } = thresholdFor(keepAbove(drawAnswers(random)), 0.8);
  if (isUndefined(byLow)) return [];
  // Those kept are spread evenly between the threshold and 1.
  return [[byLow.right, rightAt((byLow.threshold + 1) / 2)]];
}
