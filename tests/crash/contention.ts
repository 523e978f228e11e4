import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../server/db/database';
import { openDatabase } from '../../server/db/open-database';
import type { Engine } from '../support/engines';
import { checkInvariants } from './invariants/check-invariants';
import { createModel } from './model';
import { openPlaces } from './places/open-places';
import { lastingPort } from './ports';
import { prepareStudy, type StudySize } from './prepare-study';
import type { Outcome } from './print-outcome';
import { createCrowd } from './raters/crowd';
import { contending } from './raters/operations';
import { serverUnderTest, type ServerUnderTest } from './server-under-test';
import { createTally } from './tally';

export interface ContentionOptions extends StudySize {
  readonly engine: Engine;
  readonly seed: string;
  readonly program: string;
  /** How many servers share the database; the raters spread over them. */
  readonly processes: number;
}

export interface ContentionOutcome extends Outcome {
  /** Slots of the study and how many of them have an answer at the end; answers beside them. */
  readonly slots: number;
  readonly filled: number;
  readonly surplus: number;
}

/**
 * Lets many raters compete for a study until nothing is left, clicking twice, aborting, reloading and with two tabs,
 * but with servers that nobody disturbs: then they must not fail either.
 */
export async function runContention(options: ContentionOptions): Promise<ContentionOutcome> {
  const { engine, seed, program } = options;
  const folder = mkdtempSync(join(tmpdir(), 'crash-'));
  const places = await openPlaces(engine, folder);
  const tally = createTally();
  const servers: ServerUnderTest[] = [];
  try {
    const study = await prepareStudy({ databaseUrl: places.templateUrl, dataFolder: folder }, options);
    const place = await places.copy(1);
    const env = { DATABASE_URL: place.databaseUrl, DATA_FOLDER: folder };
    for (let n = 0; n < options.processes; n++) {
      servers.push(serverUnderTest({ program: [program], port: await lastingPort(), env, tally }));
      await servers.at(-1)!.up();
    }
    const urls = servers.map(({ port }) => `http://127.0.0.1:${port}`);
    const patience = 60_000;
    const model = createModel(tally.violations);
    const crowd = createCrowd({ study, model, tally, seed, urls, patience, isServerUp: () => true });
    const begun = performance.now();
    await crowd.finish(contending);
    const seconds = Math.round((performance.now() - begun) / 1000);
    crowd.close();
    const server = servers[0]!;
    await checkInvariants({ place, server, study, model, tally }, 'at the end');
    const faulty = tally.replies['500'] ?? 0;
    if (faulty > 0) tally.violations.push(`${faulty} requests were answered with 500.`);
    const slots = await readSlots(place.databaseUrl);
    for (const one of servers) await one.stop();
    const keptIn = tally.violations.length > 0 ? mkdtempSync(join(tmpdir(), 'crash-kept-')) : undefined;
    await place.clear(keptIn && join(keptIn, 'contention'));
    return { seed, engine, seconds, tally, leftOut: [], keptIn, ...slots };
  } finally {
    for (const server of servers) await server.stop();
    await places.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function readSlots(url: string): Promise<Pick<ContentionOutcome, 'slots' | 'filled' | 'surplus'>> {
  const db: Database = await openDatabase(url);
  try {
    const row = await db.get<{ slots: number; filled: number; surplus: number }>(
      `SELECT SUM(CASE WHEN is_surplus = 0 AND state <> 'expired' THEN 1 ELSE 0 END) AS slots,
         SUM(CASE WHEN is_surplus = 0 AND state = 'completed' THEN 1 ELSE 0 END) AS filled,
         SUM(is_surplus) AS surplus
       FROM assignments WHERE is_gold = 0`,
    );
    return row!;
  } finally {
    await db.close();
  }
}
