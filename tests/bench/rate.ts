import { Command } from 'commander';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { print } from './figures';
import { mostRaters, prepareDatabase, type ReadyDatabase } from './rate-database';
import { rateAtPace, type Met } from './rate-loop';
import { measurePair, type Pair } from './rate-round';
import { assayTarget, startAssay } from './rate-target';
import { measureStarts } from './rate-starts';
import { countSyncs } from './rate-syncs';
import { printResult, toJson, type Cell, type CellResult, type RateResult } from './rate-result';

interface Options {
  readonly raters?: readonly number[];
  readonly items?: readonly number[];
  readonly seconds: number;
  readonly rounds: number;
  readonly pace: number;
  readonly starts: number;
  readonly full?: true;
  readonly json?: true;
}

const allRaters = [1, 10, 50, mostRaters];
const allItems = [1000, 10_000, 100_000];
/** Every number of raters on the smallest study, and every size of study with fifty raters. */
const usualCells: readonly Cell[] = [
  ...allRaters.map((raters) => [raters, 1000] as const),
  [50, 10_000],
  [50, 100_000],
];

const paceEvery = 5;

/** How fast raters are served, beside a bare server with a page of the same size in the same run. */
export function rateBenchmark(): Command {
  return new Command('rate')
    .description('ratings per second over HTTP, beside a bare Express and EJS server (SQLite)')
    .option('--raters <numbers>', 'how many rate at once, such as 10,50', numbers)
    .option('--items <numbers>', 'items of the study, such as 1000,100000', numbers)
    .option('--seconds <number>', 'how long a round is measured', Number, 4)
    .option('--rounds <number>', 'how often each is measured, in turns', Number, 3)
    .option(
      '--pace <seconds>',
      `how long ${mostRaters} raters save a rating every ${paceEvery} s; 0: not`,
      Number,
      30,
    )
    .option('--starts <number>', 'how often a start is timed; 0: not', Number, 5)
    .option('--full', 'every number of raters on every size of study')
    .option('--json', 'print the figures for a program')
    .action(async (options: Options) => {
      const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
      try {
        await measure(folder, options);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
}

function numbers(list: string): number[] {
  return list.split(',').map(Number);
}

async function measure(folder: string, options: Options): Promise<void> {
  const cells = cellsOf(options);
  const sizes = [...new Set(cells.map(([, items]) => items))].sort((a, b) => a - b);
  const databases = new Map<number, ReadyDatabase>();
  for (const items of sizes) {
    tell(`Preparing ${items} items`);
    databases.set(items, await prepareDatabase(folder, items));
  }
  const smallest = databases.get(sizes[0]!)!;
  const largest = databases.get(sizes.at(-1)!)!;
  const { seconds } = options;
  const measureCell = ([raters, items]: Cell): Promise<Pair> =>
    measurePair({ folder, database: databases.get(items)!, raters, seconds });
  const result: RateResult = {
    cells: await measureCells(cells, measureCell, options.rounds),
    syncs: await countSyncs({ folder, database: smallest, raters: 50, seconds: Math.min(seconds, 4) }),
    paced: options.pace > 0 ? await measurePace(folder, largest, options.pace) : undefined,
    starts: await startsOf(folder, [smallest, largest], options.starts),
  };
  if (options.json) print(JSON.stringify(toJson(result)));
  else printResult(result);
}

function cellsOf({ raters, items, full }: Options): readonly Cell[] {
  if (!raters && !items && !full) return usualCells;
  const all = (items ?? allItems).flatMap((size) =>
    (raters ?? allRaters).map((count) => [count, size] as const),
  );
  if (all.some(([count]) => !(count >= 1 && count <= mostRaters)))
    throw new Error(`There can be 1 to ${mostRaters} raters.`);
  return all;
}

/** All cells in turns, so that what else the machine does falls on all of them; every other round backwards. */
async function measureCells(
  cells: readonly Cell[],
  measureOne: (cell: Cell) => Promise<Pair>,
  rounds: number,
): Promise<CellResult[]> {
  const results = cells.map((cell) => ({ cell, pairs: [] as Pair[] }));
  for (let round = 0; round < rounds; round++) {
    for (const { cell, pairs } of round % 2 === 0 ? results : results.toReversed()) {
      const pair = await measureOne(cell);
      pairs.push(pair);
      tell(`Round ${round + 1} of ${rounds}: ${describe(cell, pair)}`);
    }
  }
  return results;
}

function describe([raters, items]: Cell, { assay, bare }: Pair): string {
  return `${raters} raters, ${items} items: ${Math.round(assay.rate)} ratings/s, bare ${Math.round(bare.rate)}`;
}

/** Beside the figures, for whoever waits. */
function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function measurePace(folder: string, database: ReadyDatabase, seconds: number): Promise<Met> {
  const server = await startAssay(database, join(folder, 'paced'));
  const target = await assayTarget(server, database, mostRaters);
  try {
    await target.enter('measured');
    return await rateAtPace(target.raters, { seconds, every: paceEvery });
  } finally {
    await target.stop();
  }
}

async function startsOf(
  folder: string,
  databases: readonly ReadyDatabase[],
  starts: number,
): Promise<RateResult['starts']> {
  if (starts === 0) return [];
  const measured = [];
  for (const database of new Set(databases)) {
    measured.push({ items: database.items, milliseconds: await measureStarts(folder, database, starts) });
  }
  return measured;
}
