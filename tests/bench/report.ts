import { Command } from 'commander';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { paths } from '../../server/paths';
import { openContext } from './import-with-assay';
import { built } from './built';
import { percentile, print } from './figures';
import { writePersonaFile } from './persona-file';
import { mostRaters, password, prepareDatabase, type ReadyDatabase } from './rate-database';
import { rateAtPace } from './rate-loop';
import { assayTarget, startAssay } from './rate-target';
import { openVisitor } from './keep-alive';

interface Options {
  readonly datasets: number;
  readonly items: number;
  readonly raters: number;
}

const administrator = 'bench-admin';

/** How long a report of a large study takes, and whether raters notice. */
export function reportBenchmark(): Command {
  return new Command('report')
    .description('a report of many datasets with 2,000 samples an interval, while raters rate (SQLite)')
    .option('--datasets <number>', 'of the study', Number, 154)
    .option('--items <number>', 'of each dataset', Number, 100)
    .option('--raters <number>', 'who rated it, three an item', Number, 60)
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
  const database = await prepareDatabase(folder, 3000);
  const reportedId = await prepareRatedStudy(folder, database, options);
  const server = await startAssay(database, join(folder, 'served'));
  const target = await assayTarget(server, database, mostRaters);
  const admin = openVisitor(server.url);
  try {
    await admin.post(paths.signIn(), form({ username: administrator, password }));
    await target.enter('measured');
    const alone = await rateAtPace(target.raters, { seconds: 20, every: 5 });
    let seconds = 0;
    const asked = (async () => {
      await setTimeout(5000);
      seconds = await secondsOfReport(admin, reportedId);
    })();
    const beside = await rateAtPace(target.raters, { seconds: 30, every: 5 });
    await asked;
    print(
      `report of ${options.datasets} datasets of ${options.items} items, 3 ratings each: shown ${seconds.toFixed(1)} s after it was asked for`,
    );
    for (const [name, met] of [
      ['alone', alone],
      ['beside the report', beside],
    ] as const) {
      print(
        `${mostRaters} raters, a rating each 5 s, ${name}: p50 ${percentile(met.submissions, 0.5).toFixed(1)} ms, p99 ${percentile(met.submissions, 0.99).toFixed(1)} ms, longest ${Math.max(...met.submissions).toFixed(0)} ms of ${met.submissions.length}; ${met.failures.length} failures`,
      );
    }
  } finally {
    admin.close();
    await target.stop();
  }
}

/** Imports the datasets, and has raters of known accuracy rate all of their items. */
async function prepareRatedStudy(
  folder: string,
  { file }: ReadyDatabase,
  { datasets, items, raters }: Options,
): Promise<string> {
  const context = await openContext({ url: `sqlite:${file}`, dataFolder: join(folder, 'data') });
  try {
    const slugs: string[] = [];
    for (let number = 1; number <= datasets; number++) {
      const path = join(folder, `dataset-${number}.jsonl`);
      await writePersonaFile(path, { seed: `report-${number}`, enough: ({ rows }) => rows >= items });
      const names = { fileName: `persona/dataset-${number}.jsonl`, actorId: null, acceptDrafts: true };
      slugs.push((await built.importDataset(context, { path, ...names })).slug!);
    }
    const plan = { name: 'Reported', datasets: slugs, perDataset: items, overlap: 3 } as const;
    const rules = { questionSet: 'paper', labelMode: 'blind', seed: 1 } as const;
    const { id } = await built.freezeStudy(context, { ...plan, ...rules }, null);
    const crowd = Array.from({ length: raters }, (_, index) => ({
      username: `synthetic-${index}`,
      accuracy: 0.8 + 0.2 * (index / raters),
      habit: 'careful' as const,
    }));
    await built.simulateRaters(context, { studyId: id, raters: crowd, seed: 1, until: 1 });
    const passwordHash = await built.hashPassword(password);
    await built.addUser(context.db, context, {
      username: administrator,
      role: 'admin',
      passwordHash,
      isSynthetic: false,
    });
    return id;
  } finally {
    await context.db.close();
  }
}

async function secondsOfReport(admin: ReturnType<typeof openVisitor>, studyId: string): Promise<number> {
  const start = performance.now();
  const { location } = await admin.post(paths.studyReports(studyId), form({ barPercent: '90', seed: '1' }));
  for (;;) {
    const { body } = await admin.get(location);
    if (body.includes('report-section')) return (performance.now() - start) / 1000;
    await setTimeout(100);
  }
}

function form(fields: Record<string, string>): string {
  return new URLSearchParams(fields).toString();
}
