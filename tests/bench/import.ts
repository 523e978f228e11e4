import { Command, Option } from 'commander';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPostgresSchema, type Engine } from '../support/engines';
import { startPostgres } from '../support/postgres';
import { bareLoop } from './bare-loop';
import { median, print, secondsOf, spread } from './figures';
import { importWithAssay, type ImportTimes } from './import-with-assay';
import { writePersonaFile } from './persona-file';

interface Options {
  readonly rows: string;
  readonly rounds: string;
  readonly engine: Engine;
}

/** Rows per second of an import, beside a bare loop over the same file in the same run. */
export function importBenchmark(): Command {
  return new Command('import')
    .description('rows per second of an import, beside a bare loop of inserts over the same file')
    .option('--rows <number>', 'rows of the file', '100000')
    .option('--rounds <number>', 'how often each is measured, in turns', '3')
    .addOption(new Option('--engine <engine>').choices(['sqlite', 'postgres']).default('sqlite'))
    .action(async (options: Options) => {
      const postgres = options.engine === 'postgres' ? await startPostgres() : undefined;
      // Where the schemas of PostgreSQL are made.
      if (postgres) process.env.TEST_DATABASE_URL = postgres.url;
      try {
        await measure(options);
      } finally {
        await postgres?.stop();
      }
    });
}

async function measure({ rows, rounds, engine }: Options): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  try {
    const file = join(folder, 'persona.jsonl');
    const size = await writePersonaFile(file, { seed: 'import', enough: (so) => so.rows >= Number(rows) });
    print(
      `${engine}, ${size.rows.toLocaleString('en-US')} rows of ${Math.round(size.bytes / size.rows)} bytes`,
    );
    const bare: number[] = [];
    const assay: ImportTimes[] = [];
    const turns = [
      async () => void bare.push(await inPlace(engine, ({ url }) => secondsOf(() => bareLoop(file, url)))),
      async () => void assay.push(await inPlace(engine, (place) => importWithAssay(file, place))),
    ];
    for (let round = 0; round < Number(rounds); round++) {
      // Whoever comes second may find the machine warmer, or busier.
      for (const turn of round % 2 === 0 ? turns : turns.toReversed()) await turn();
    }
    report(size.rows, bare, assay);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An empty database and data folder, gone afterwards. */
async function inPlace<T>(
  engine: Engine,
  work: (place: { url: string; dataFolder: string }) => Promise<T>,
): Promise<T> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'assay-bench-data-'));
  const schema = engine === 'postgres' ? await createPostgresSchema() : undefined;
  try {
    return await work({ url: schema?.url ?? `sqlite:${join(dataFolder, 'assay.db')}`, dataFolder });
  } finally {
    await schema?.drop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

function report(rows: number, bare: readonly number[], assay: readonly ImportTimes[]): void {
  const line = (name: string, seconds: readonly number[]): void =>
    print(`${name.padEnd(34)} ${spread(seconds.map((each) => rows / each)).padStart(26)} rows/s`);
  print('Median (least–most) of the rounds:');
  line('bare loop', bare);
  line(
    'import job (confirmed to ready)',
    assay.map((times) => times.import),
  );
  line(
    'check job (read and lint)',
    assay.map((times) => times.check),
  );
  line(
    'copy and hash',
    assay.map((times) => times.receive),
  );
  line(
    'all three',
    assay.map((times) => times.receive + times.check + times.import),
  );
  const ratio = median(bare) / median(assay.map((times) => times.import));
  print(`import job / bare loop: ${ratio.toFixed(2)} (wanted: 0.5 or more)`);
  const sum = median(bare) / median(assay.map((times) => times.check + times.import));
  print(`check and import jobs / bare loop: ${sum.toFixed(2)}`);
}
