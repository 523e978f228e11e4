import { Command } from 'commander';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { printJson } from '../../server/bin/output';
import { printTable } from '../../server/bin/print-table';
import { projectFolder } from '../support/source-tree';
import { print } from './figures';
import { measured, type Measured } from './statistics/measured';
import type { OneResult } from './statistics/measure-one';

interface Options {
  readonly labels: string;
  readonly items: string;
  readonly raters: string;
  readonly runs: string;
  readonly seed: string;
  readonly json?: true;
}

interface Result extends OneResult {
  readonly name: string;
  /** How many times as long the other program took, for an iteration where both have them. */
  readonly faster: number | null;
}

/** How long the statistics take on a large crowd, and how much memory. */
export function statisticsBenchmark(): Command {
  return new Command('statistics')
    .description('processor time and memory of coefficients and aggregation on a made crowd')
    .option('--labels <number>', 'ratings', '1000000')
    .option('--items <number>', 'yes-or-no items', '100000')
    .option('--raters <number>', 'raters', '2000')
    .option('--runs <number>', 'of which the median is taken, each in a process of its own', '3')
    .option('--seed <text>', 'of the crowd', '1')
    .option('--json', 'print one JSON document')
    .action((options: Options) => {
      const results = measured.map((one) => measure(one, options));
      if (options.json) printJson(results);
      else printResults(results, options);
    });
}

function measure(one: Measured, { labels, items, raters, runs, seed }: Options): Result {
  const size = JSON.stringify({ labels: Number(labels), items: Number(items), raters: Number(raters) });
  const script = join(projectFolder, 'tests/bench/statistics/measure-one.ts');
  const results = Array.from({ length: Number(runs) }, () => {
    const args = ['--import', 'tsx', script, one.name, size, seed];
    const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stdout) as OneResult;
  }).sort((a, b) => a.seconds - b.seconds);
  const middle = results[Math.floor(results.length / 2)]!;
  const perIteration = one.other?.each ? middle.seconds / middle.iterations! : middle.seconds;
  return { ...middle, name: one.name, faster: one.other ? one.other.seconds / perIteration : null };
}

function printResults(results: readonly Result[], { labels, items, raters, runs }: Options): void {
  print(`${labels} ratings, ${items} items, ${raters} raters; median of ${runs}`);
  const rows = results.map(({ name, seconds, iterations, megabytes, faster }) => {
    const { other } = measured.find((one) => one.name === name)!;
    return [
      name,
      seconds.toFixed(3),
      iterations === null ? '' : `${iterations} × ${(seconds / iterations).toFixed(4)}`,
      megabytes.toFixed(0),
      faster === null ? '' : `${faster.toFixed(1)} × ${other!.name}${other!.each ? ', an iteration' : ''}`,
    ];
  });
  printTable(['what', 'seconds', 'iterations', 'MB', 'as fast as'], rows);
}
