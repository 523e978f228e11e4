import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { paths } from '../../server/paths';
import { seededRandom } from '../../server/statistics/seeded-random';
import { openVisitor } from './keep-alive';
import { copyDatabase, nameOf, password, type ReadyDatabase } from './rate-database';
import type { Rater } from './rate-loop';
import { startMeasured, type MeasuredServer } from './rate-process';

/** A server with raters at its door. */
export interface Target {
  readonly server: MeasuredServer;
  readonly raters: readonly Rater[];
  /** Brings every rater to a first page. */
  enter(study: 'measured' | 'warm-up'): Promise<void>;
  stop(): Promise<void>;
}

/** At most so many sign in at once: their passwords are hashed two at a time. */
const signingIn = 20;

/**
 * Starts Assay on a copy of the database.
 * @param before what stands before the script, such as a tracer
 */
export function startAssay(
  database: ReadyDatabase,
  folder: string,
  before: readonly string[] = [process.execPath],
  settings: Readonly<Record<string, string>> = {},
): Promise<MeasuredServer> {
  const { url, dataFolder } = copyDatabase(database, folder);
  const secret = randomBytes(32).toString('base64url');
  // Nobody who pauses could send so many.
  const env = {
    SESSION_SECRET: secret,
    DATABASE_URL: url,
    DATA_FOLDER: dataFolder,
    RATINGS_PER_MINUTE: '1000000',
    ...settings,
  };
  return startMeasured({ command: [...before, 'dist/index.js'], folder, env });
}

/** Lets raters of Assay sign in. */
export async function assayTarget(
  server: MeasuredServer,
  database: ReadyDatabase,
  count: number,
): Promise<Target> {
  const raters = visitorsOf(server, count);
  const signIn = async ({ visitor }: Rater, index: number): Promise<void> => {
    const form = new URLSearchParams({ username: nameOf(index), password }).toString();
    const { status } = await visitor.post(paths.signIn(), form);
    if (status !== 303) throw new Error(`${nameOf(index)} could not sign in: ${status}.`);
  };
  for (let first = 0; first < count; first += signingIn) {
    const group = raters.slice(first, first + signingIn);
    await Promise.all(group.map((rater, index) => signIn(rater, first + index)));
  }
  const enter = async (study: 'measured' | 'warm-up'): Promise<void> => {
    const id = study === 'measured' ? database.studyId : database.warmUpId;
    for (const rater of raters) {
      rater.location = (await rater.visitor.post(paths.studyAssignments(id), '')).location;
    }
  };
  return { server, raters, enter, stop: () => stopAll(server, raters) };
}

/** Starts the bare server with pages as large as Assay's. */
export async function bareTarget(pageBytes: number, folder: string, count: number): Promise<Target> {
  mkdirSync(folder, { recursive: true });
  const script = join(__dirname, 'bare-server.ts');
  const command = [process.execPath, '--import', 'tsx', script, String(pageBytes)];
  const server = await startMeasured({ command, folder, env: {} });
  const raters = visitorsOf(server, count);
  const enter = async (): Promise<void> => {
    for (const rater of raters) rater.location = '/page';
  };
  return { server, raters, enter, stop: () => stopAll(server, raters) };
}

function visitorsOf({ url }: MeasuredServer, count: number): Rater[] {
  return Array.from({ length: count }, (_, index) => ({
    visitor: openVisitor(url),
    random: seededRandom(nameOf(index)),
    location: '',
  }));
}

async function stopAll(server: MeasuredServer, raters: readonly Rater[]): Promise<void> {
  for (const { visitor } of raters) visitor.close();
  await server.stop();
}
