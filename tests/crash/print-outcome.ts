import { median } from '../bench/figures';
import type { ContentionOutcome } from './contention';
import type { Syncs } from './fsyncs';
import { acknowledgedIsStored, storedOnce } from './invariants/acknowledged';
import { submissionOnce } from './invariants/chains';
import { nobodyTwice, noItemOver } from './invariants/slots';
import { nobodyStarved, nothingHeld } from './invariants/starvation';
import type { Invariant } from './invariants/view';
import { sum, type Counts, type Tally } from './tally';

/** What a run with checks has to tell. */
export interface Outcome {
  readonly seed: string;
  readonly engine: string;
  readonly seconds: number;
  readonly tally: Tally;
  /** Faults that could not be tried here, and why. */
  readonly leftOut: readonly string[];
  /** Where a database is kept in which something was wrong. */
  readonly keptIn: string | undefined;
}

/** Violations that are printed; when there are more, they say the same. */
const most = 20;

/** An outcome in figures. */
export function figuresOf<Kind extends Outcome>({ tally, ...outcome }: Kind) {
  const { firstAnswers, ...counts } = tally;
  const starts = firstAnswers.length;
  return {
    ...outcome,
    totals: {
      kills: sum(tally.kills),
      starts,
      acknowledged: sum(tally.acknowledged),
      checks: sum(tally.checks),
      ...wrongs(tally),
    },
    ...(starts > 0 && {
      millisecondsToFirstAnswer: { median: Math.round(median(firstAnswers)), max: Math.max(...firstAnswers) },
    }),
    ...counts,
  };
}

/** What must be 0, under the names of the promises. */
function wrongs({ broken }: Tally) {
  const count = (...invariants: Invariant[]): number =>
    invariants.reduce((total, { name }) => total + (broken[name] ?? 0), 0);
  return {
    lost: count(acknowledgedIsStored),
    twice: count(storedOnce, submissionOnce, nobodyTwice),
    over: count(noItemOver),
    starved: count(nobodyStarved, nothingHeld),
  };
}

/** An outcome as lines, the verdict last. */
export function linesOf(outcome: Outcome): string[] {
  const { tally, seed, seconds, leftOut, keptIn } = outcome;
  const { totals, millisecondsToFirstAnswer: first } = figuresOf(outcome);
  const { lost, twice, over, starved } = totals;
  const found = tally.violations.length;
  return [
    `${totals.kills} kills and ${totals.starts} starts in ${seconds} seconds: ${listOf(tally.kills)}`,
    ...(first ? [`first answer after a start: median ${first.median} ms, at most ${first.max} ms`] : []),
    `faults: ${listOf(tally.faults)}`,
    `operations of raters: ${listOf(tally.operations)}`,
    `answers of the server: ${listOf(tally.replies)}`,
    `${totals.acknowledged} submissions acknowledged: ${listOf(tally.acknowledged)}`,
    `submissions without an answer, or refused: ${listOf(tally.others)}`,
    `${totals.checks} checks of ${Object.keys(tally.checks).length} invariants`,
    ...leftOut.map((line) => `left out: ${line}`),
    `lost ${lost}, twice ${twice}, items over ${over}, starved ${starved}, violations ${found}`,
    ...tally.violations.slice(0, most),
    ...(found > 0 ? [`Repeat with --seed ${seed}. The database is kept in ${keptIn}.`] : []),
  ];
}

export function linesOfContention({ slots, filled, surplus }: ContentionOutcome): string[] {
  return [`${filled} of ${slots} slots filled, ${surplus} answers beside them`];
}

export function linesOfSyncs({ acknowledged, commits, syncs, redirects, early }: Syncs): string[] {
  return [
    `${acknowledged} submissions acknowledged`,
    `${syncs} syncs of the log for ${commits} commits`,
    `${redirects} redirects sent, ${early} of them before what they say was on the disk`,
  ];
}

function listOf(counts: Counts): string {
  const parts = Object.entries(counts).map(([name, number]) => `${number} ${name}`);
  return parts.join(', ') || 'none';
}
