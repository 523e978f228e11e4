import { Command, Option } from 'commander';
import type { Engine } from '../support/engines';
import { runContention } from './contention';
import { watchSyncs } from './fsyncs';
import { figuresOf, linesOf, linesOfContention, linesOfSyncs } from './print-outcome';
import { runStorm } from './storm';
import { sum, type Tally } from './tally';

interface Options {
  readonly minutes: number;
  readonly seed: string;
  readonly engine: Engine;
  readonly raters: number;
  readonly items: number;
  readonly overlap: number;
  readonly processes: number;
  readonly program: string;
  readonly load?: true;
  readonly fsyncs?: true;
  readonly json?: true;
}

const command = new Command('crash')
  .description('Kills the server again and again while raters rate, and compares with what they were told.')
  .option('--minutes <number>', 'how long to disturb it', Number, 1)
  .option('--seed <text>', 'repeats the choices of a run; the moments are its own', String(Date.now()))
  .addOption(new Option('--engine <name>').choices(['sqlite', 'postgres']).default('sqlite'))
  .option('--raters <number>', 'how many rate at the same time', Number, 20)
  .option('--items <number>', 'items of the study', Number, 150)
  .option('--overlap <number>', 'raters for every item', Number, 3)
  .option('--load', 'no faults: raters compete for a study until nothing is left')
  .option('--processes <number>', 'with --load: how many servers share the database', Number, 1)
  .option(
    '--fsyncs',
    'no faults: watches whether answers are on the disk before raters are told (needs strace)',
  )
  .option('--program <file>', 'the server to run', 'dist/index.js')
  .option('--json', 'print figures as JSON');

async function main(): Promise<void> {
  // Disks that were mounted and processes that were started go at the exit.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
  const options = command.parse().opts<Options>();
  tell(`Seed ${options.seed}, ${options.engine}.`);
  if (options.fsyncs) return printSyncs(options);
  if (options.load) return printContention(options);
  const outcome = await runStorm({ ...options, onRound: tellOfRound });
  print(options, figuresOf(outcome), linesOf(outcome));
  process.exitCode = outcome.tally.violations.length > 0 ? 1 : 0;
}

async function printContention(options: Options): Promise<void> {
  const outcome = await runContention(options);
  print(options, figuresOf(outcome), [...linesOf(outcome), ...linesOfContention(outcome)]);
  process.exitCode = outcome.tally.violations.length > 0 ? 1 : 0;
}

async function printSyncs(options: Options): Promise<void> {
  const syncs = await watchSyncs(options);
  print(options, syncs, linesOfSyncs(syncs));
  process.exitCode = syncs.early > 0 || syncs.syncs < syncs.commits ? 1 : 0;
}

function tellOfRound(round: number, { kills, acknowledged, checks }: Tally): void {
  tell(
    `round ${round}: ${sum(kills)} kills, ${sum(acknowledged)} acknowledged, ${sum(checks)} checks so far`,
  );
}

/** Not on the way of figures that another program reads. */
function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

function print({ json }: Options, figures: object, lines: readonly string[]): void {
  process.stdout.write(json ? `${JSON.stringify(figures, null, 2)}\n` : `${lines.join('\n')}\n`);
}

main().catch((error: unknown) => {
  tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
});
