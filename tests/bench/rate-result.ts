import { median, percentile, print, spread } from './figures';
import type { Met } from './rate-loop';
import type { Pair, Round } from './rate-round';

/** How many rate at once, on a study of how many items. */
export type Cell = readonly [raters: number, items: number];

/** The rounds of one number of raters on one size of study. */
export interface CellResult {
  readonly cell: Cell;
  readonly pairs: readonly Pair[];
}

export interface RateResult {
  readonly cells: readonly CellResult[];
  /** Writes to the disk per rating; undefined where they could not be counted. */
  readonly syncs: number | undefined;
  readonly paced: Met | undefined;
  readonly starts: readonly { readonly items: number; readonly milliseconds: readonly number[] }[];
}

const shares = [0.5, 0.95, 0.99];

export function printResult({ cells, syncs, paced, starts }: RateResult): void {
  for (const one of cells) printCell(one);
  const size = sizeRatios(cells);
  if (size.length > 0) print(`\nFifty raters, largest study / smallest: ${range(size)} (wanted: 0.9 to 1.1)`);
  print(
    `Writes to the disk (fsync) per rating, 50 raters: ${syncs?.toFixed(3) ?? 'not counted, strace is missing'}`,
  );
  if (paced) {
    print(
      `\n200 raters who save a rating every 5 s on the largest study (${paced.submissions.length} ratings)`,
    );
    print(`  saving, p50 / p95 / p99: ${times(paced.submissions)} ms (wanted: p99 of at most 100 ms)`);
    print(`  page:                    ${times(paced.pages)} ms`);
    printFailures(paced.failures);
  }
  for (const { items, milliseconds } of starts) {
    const most = Math.max(...milliseconds).toFixed(0);
    print(
      `Start to first answer, ${number(items)} items: median ${median(milliseconds).toFixed(0)} ms, ` +
        `most ${most} ms of ${milliseconds.length} (wanted: at most 1,000 ms)`,
    );
  }
}

function printCell({ cell: [raters, items], pairs }: CellResult): void {
  const [assayBytes, bareBytes] = pairs[0]!.pageBytes;
  print(`\n${raters} raters, ${number(items)} items, ${pairs.length} rounds: median (least–most)`);
  printRounds(
    `Assay (${number(assayBytes)} bytes)`,
    pairs.map(({ assay }) => assay),
  );
  printRounds(
    `bare (${number(bareBytes)} bytes)`,
    pairs.map(({ bare }) => bare),
  );
  print(`  ratings/s of Assay / bare: ${range(ratios(pairs))} (wanted with 50 raters: 0.6 or more)`);
  print(`  processor of bare / Assay: ${range(processorRatios(pairs))}`);
}

function printRounds(name: string, rounds: readonly Round[]): void {
  const all = (of: (round: Round) => readonly number[]): number[] => rounds.flatMap(of);
  const middle = (of: (round: Round) => number): string => median(rounds.map(of)).toFixed(2);
  print(
    `  ${name.padEnd(20)} ${spread(rounds.map(({ rate }) => rate))} ratings/s; processor ` +
      `${middle(({ processor }) => processor)} ms a rating, sender's ${middle(({ driver }) => driver)} ms; ` +
      `${Math.max(...rounds.map(({ megabytes }) => megabytes)).toFixed(0)} MB`,
  );
  print(
    `    p50 / p95 / p99: page ${times(all(({ pages }) => pages))} ms, saving ${times(all(({ submissions }) => submissions))} ms`,
  );
  printFailures(rounds.flatMap(({ failures }) => failures));
}

function printFailures(failures: readonly string[]): void {
  if (failures.length > 0) print(`    ${failures.length} failures, such as: ${failures[0]}`);
}

function ratios(pairs: readonly Pair[]): number[] {
  return pairs.map(({ assay, bare }) => assay.rate / bare.rate);
}

/** What the rates would be if the processor were all that counts; other programs disturb it less. */
function processorRatios(pairs: readonly Pair[]): number[] {
  return pairs.map(({ assay, bare }) => bare.processor / assay.processor);
}

/** Round by round, what fifty raters do on the largest study over what they do on the smallest. */
function sizeRatios(cells: readonly CellResult[]): number[] {
  const fifty = cells.filter(({ cell }) => cell[0] === 50).sort((a, b) => a.cell[1] - b.cell[1]);
  const [smallest, largest] = [fifty[0], fifty.at(-1)];
  if (!smallest || !largest || smallest === largest) return [];
  return largest.pairs.map(({ assay }, round) => assay.rate / smallest.pairs[round]!.assay.rate);
}

function times(values: readonly number[]): string {
  return shares.map((share) => percentile(values, share).toFixed(1)).join(' / ');
}

function range(values: readonly number[]): string {
  const [middle, least, most] = [median(values), Math.min(...values), Math.max(...values)];
  return `${middle.toFixed(2)} (${least.toFixed(2)}–${most.toFixed(2)})`;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}

/** The same figures for a program: medians of rounds, percentiles of all rounds together, in milliseconds. */
export function toJson({ cells, syncs, paced, starts }: RateResult): object {
  return {
    cells: cells.map(({ cell: [raters, items], pairs }) => ({
      raters,
      items,
      ratios: ratios(pairs),
      processorRatios: processorRatios(pairs),
      assay: summary(pairs.map(({ assay }) => assay)),
      bare: summary(pairs.map(({ bare }) => bare)),
    })),
    sizeRatios: sizeRatios(cells),
    syncsPerRating: syncs,
    paced: paced && latencies([paced]),
    starts,
  };
}

function summary(rounds: readonly Round[]): object {
  return {
    rates: rounds.map(({ rate }) => rate),
    processor: median(rounds.map(({ processor }) => processor)),
    driver: median(rounds.map(({ driver }) => driver)),
    megabytes: Math.max(...rounds.map(({ megabytes }) => megabytes)),
    ...latencies(rounds),
  };
}

function latencies(met: readonly Met[]): object {
  const of = (values: readonly number[]): number[] => shares.map((share) => percentile(values, share));
  return {
    ratings: met.reduce((sum, { submissions }) => sum + submissions.length, 0),
    pages: of(met.flatMap(({ pages }) => pages)),
    submissions: of(met.flatMap(({ submissions }) => submissions)),
    failures: met.flatMap(({ failures }) => failures),
  };
}
