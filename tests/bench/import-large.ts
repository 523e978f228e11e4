import { Command } from 'commander';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { paths } from '../../server/paths';
import { built } from './built';
import { percentile, print, secondsOf } from './figures';
import { startLargeServer, type LargeServer } from './large-server';
import { peakMemory, watchMemory } from './memory';
import { writePersonaFile, type FileSize } from './persona-file';
import { startRaters, type Raters } from './rater-traffic';
import { createVisitor, type Visitor } from './visitor';

interface Options {
  readonly bytes: string;
  readonly raters: string;
  readonly pause: string;
  readonly calm: string;
}

/** Memory of the server and patience of the raters while a large file is uploaded, checked and imported. */
export function importLargeBenchmark(): Command {
  return new Command('import-large')
    .description(
      'memory and rating times of the server while it takes in a large file, and takes it back (SQLite)',
    )
    .option('--bytes <size>', 'size of the file, such as 100MB', '1GB')
    .option('--raters <number>', 'how many rate meanwhile, at most 20', '10')
    .option('--pause <milliseconds>', 'how long a rater thinks, on average', '500')
    .option('--calm <seconds>', 'how long to measure without an import', '60')
    .action(async (options: Options) => {
      const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
      try {
        await measure(folder, options);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
}

async function measure(folder: string, options: Options): Promise<void> {
  const file = join(folder, 'large.jsonl');
  const wanted = bytesOf(options.bytes);
  const size = await writePersonaFile(file, { seed: 'large', enough: ({ bytes }) => bytes >= wanted });
  print(`${size.rows.toLocaleString('en-US')} rows, ${(size.bytes / 1e6).toLocaleString('en-US')} MB`);
  const place = { url: `sqlite:${join(folder, 'assay.db')}`, dataFolder: folder };
  const large = await startLargeServer(place, Number(options.raters));
  try {
    const { url } = large.server;
    const pause = Number(options.pause);
    const raters = await startRaters({ url, studyId: large.studyId, raters: large.raters, pause });
    await importMeanwhile(large, raters, { file, size, calm: Number(options.calm) });
    await raters.stop();
  } finally {
    await large.context.db.close();
    await large.server.stop();
  }
}

interface LargeFile {
  readonly file: string;
  readonly size: FileSize;
  /** Seconds to measure before and after the import. */
  readonly calm: number;
}

async function importMeanwhile(
  large: LargeServer,
  raters: Raters,
  { file, size, calm }: LargeFile,
): Promise<void> {
  const { context, server, admin } = large;
  const memory = watchMemory(server.pid);
  const step = async (name: string, work: () => Promise<void>): Promise<void> => {
    raters.take();
    const seconds = await secondsOf(work);
    report(name, { seconds, raters, megabytes: memory.take() });
  };
  const dana = createVisitor(server.url);
  await dana.post(paths.signIn(), admin);
  let id = '';
  await step('no import', () => setTimeout(calm * 1000));
  await step('upload', async () => {
    const { status, location } = await dana.upload(paths.imports(), { path: file, fileName: 'large.jsonl' });
    if (status !== 303) throw new Error(`The upload was answered with ${status}.`);
    id = location.split('/')[2]!;
  });
  await step('check', async () => {
    await built.requestCheck(context, await built.loadImport(context.db, id));
    await until(large, id, 'checked');
  });
  await step('import', async () => {
    const checked = await built.loadImport(context.db, id);
    const plan = await built.draftPlan(context, checked, { confirmBehavior: true });
    await built.confirmImport(context, checked, plan);
    await until(large, id, 'imported');
  });
  await step('no import', () => setTimeout(calm * 1000));
  const { items, datasetId } = await built.loadImport(context.db, id);
  await step('lint again', () => done(large, dana, paths.lintRuns(datasetId!)));
  await step('undo', () => done(large, dana, paths.importUndoing(id)));
  memory.stop();
  print(`${items.toLocaleString('en-US')} of ${size.rows.toLocaleString('en-US')} rows are items now.`);
  print(`Most memory ever: ${Math.round(peakMemory(server.pid))} MB (wanted: less than 300 MB)`);
}

/** Asks for something that is done by jobs, and waits for them. */
async function done({ context }: LargeServer, visitor: Visitor, path: string): Promise<void> {
  const { status } = await visitor.post(path, {});
  if (status !== 303) throw new Error(`${path} was answered with ${status}.`);
  while ((await built.listOpenJobs(context.db)).length > 0) await setTimeout(500);
}

/** Looks as seldom as a person would. */
async function until({ context }: LargeServer, id: string, wanted: string): Promise<void> {
  const before = ['checking', 'importing'];
  for (;;) {
    const { state } = await built.loadImport(context.db, id);
    if (state === wanted) return;
    if (!before.includes(state)) throw new Error(`The import is ${state}, not ${wanted}.`);
    await setTimeout(500);
  }
}

function report(
  name: string,
  { seconds, raters, megabytes }: { seconds: number; raters: Raters; megabytes: number },
): void {
  const { ratings, pages, failures } = raters.take();
  const times = (values: readonly number[]): string => {
    const shares = [0.5, 0.95, 0.99, 1].map((share) => percentile(values, share).toFixed(0));
    return `${shares.join(' / ')} ms (${values.length})`;
  };
  print(`${name}: ${seconds.toFixed(1)} s, at most ${Math.round(megabytes)} MB`);
  print(`  saving a rating, p50 / p95 / p99 / max: ${times(ratings)}; wanted: p99 of at most 100 ms`);
  print(`  opening the next item:                  ${times(pages)}`);
  if (failures.length > 0) print(`  ${failures.length} failures, such as: ${failures[0]}`);
}

function bytesOf(text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*([kMG]?)B?$/i.exec(text) ?? [];
  if (number === undefined) throw new Error(`"${text}" is no size: write 1GB or 100MB.`);
  return Number(number) * 1000 ** ['', 'K', 'M', 'G'].indexOf(unit!.toUpperCase());
}
