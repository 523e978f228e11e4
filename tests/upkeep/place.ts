import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../server/config';
import type { Context } from '../../server/context';
import type { Database } from '../../server/db/database';
import { migrate } from '../../server/db/migrate';
import { openDatabase } from '../../server/db/open-database';
import { idMaker } from '../../server/ids';
import { seededRandom } from '../../server/statistics/seeded-random';
import { createClock } from '../support/clock';
import { createPostgresSchema, migrationsFolder, type Engine } from '../support/engines';
import { ratingsText, reportText } from '../reports/texts';
import { fillSoundly, original, originalHash } from './sound-database';

/** Where Assay may be installed: a database that may not be there yet, and a data folder. */
export interface Place {
  readonly url: string;
  readonly folder: string;
  readonly context: Pick<Context, 'config' | 'now' | 'newId'>;
  /** For a process that is to work there. */
  readonly env: Readonly<Record<string, string>>;
  readonly drop: () => Promise<void>;
}

export async function createPlace(engine: Engine): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'place-'));
  const schema = engine === 'postgres' ? await createPostgresSchema() : undefined;
  const url = schema?.url ?? `sqlite:${join(folder, 'assay.db')}`;
  const env = { NODE_ENV: 'test', DATABASE_URL: url, DATA_FOLDER: folder };
  const random = seededRandom(folder);
  const bytes = (size: number): Uint8Array =>
    Uint8Array.from({ length: size }, () => Math.floor(random() * 256));
  const clock = createClock();
  return {
    url,
    folder,
    context: { config: readConfig(env), now: () => clock.now(), newId: idMaker(() => clock.now(), bytes) },
    env,
    drop: async () => {
      await schema?.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function withDatabase<T>(
  { url }: Pick<Place, 'url'>,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  const db = await openDatabase(url);
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

export async function migrated(place: Place): Promise<Place> {
  await withDatabase(place, (db) => migrate(db, migrationsFolder, 0));
  return place;
}

/** A place with a sound database and the original of its dataset. */
export async function createFilledPlace(engine: Engine): Promise<Place & { studyId: string }> {
  const place = await migrated(await createPlace(engine));
  const { id: studyId } = await withDatabase(place, fillSoundly);
  mkdirSync(join(place.folder, 'originals'));
  writeFileSync(join(place.folder, 'originals', originalHash), original);
  return { ...place, studyId };
}

/** What a study has come to, in every file that can be downloaded. */
export async function filesOf(place: Pick<Place, 'url'>, studyId: string): Promise<Record<string, string>> {
  return withDatabase(place, async (db) => ({
    'report.json': await reportText(db, studyId, 'json'),
    'report.csv': await reportText(db, studyId, 'csv'),
    'ratings.jsonl': await ratingsText(db, studyId, 'jsonl'),
    'ratings.csv': await ratingsText(db, studyId, 'csv'),
  }));
}
