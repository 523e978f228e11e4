import { hitsAgainstChance } from '../../../statistics/hits-against-chance';
import { isUndefined } from '../../../statistics/outcome';
import { noteworthyDeviations } from './label-runs';

/** How often a choice was the label, among the items that offer it. */
export interface ChanceTally {
  offered: number;
  hits: number;
  expected: number;
  variance: number;
}

export function emptyTally(): ChanceTally {
  return { offered: 0, hits: 0, expected: 0, variance: 0 };
}

/** Adds one item that offers the choice among so many. */
export function addTo(tally: ChanceTally, isLabel: boolean, choices: number): void {
  const chance = 1 / choices;
  tally.offered++;
  if (isLabel) tally.hits++;
  tally.expected += chance;
  tally.variance += chance * (1 - chance);
}

/** Fewer items than this show nothing. */
const fewestItems = 8;

/** The share has to be off by this much besides: in a large file chance leaves hardly any room. */
const leastDifference = 0.05;

/** @returns the distance from chance in standard deviations, or undefined when it is not worth a word */
export function noteworthyExcess({ offered, hits, expected, variance }: ChanceTally): number | undefined {
  const isSmall = Math.abs(hits - expected) < leastDifference * offered;
  if (offered < fewestItems || isSmall) return undefined;
  const test = hitsAgainstChance(hits, { tries: offered, expected, variance });
  if (isUndefined(test)) return undefined;
  return Math.abs(test.value) >= noteworthyDeviations ? test.value : undefined;
}

/** "590 of 953, where chance gives 433 (z 10.2)". */
export function tallyInWords(tally: ChanceTally, z: number): string {
  return `${tally.hits} of ${tally.offered}, where chance gives ${Math.round(tally.expected)} (z ${z.toFixed(1)})`;
}
