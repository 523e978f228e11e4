import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Context } from '../../server/context';
import { launchServer, type ServerProcess } from '../support/server-process';
import { freePort } from '../support/postgres';
import { built } from './built';
import { openContext } from './import-with-assay';
import { writePersonaFile } from './persona-file';

export type Person = Readonly<Record<'username' | 'password', string>>;

/** A server with a small study that raters have joined, and a second handle on its database. */
export interface LargeServer {
  readonly server: ServerProcess;
  readonly context: Context;
  readonly studyId: string;
  readonly admin: Person;
  readonly raters: readonly Person[];
}

const password = 'seven boats on a quiet river';
/** A thousand items for every rater: enough for a quarter of an hour. */
const studyItems = 1000;

/** Starts what `npm start` runs on a database where everything is ready for raters. */
export async function startLargeServer(
  { url, dataFolder }: { url: string; dataFolder: string },
  raterCount: number,
): Promise<LargeServer> {
  const context = await openContext({ url, dataFolder });
  const admin = { username: 'dana', password };
  const { id: adminId } = await built.createUser(context.db, context, { ...admin, role: 'admin' });
  const raters = Array.from({ length: raterCount }, (_, i) => ({ username: `rater-${i + 1}`, password }));
  const studyId = await makeStudy(context, { folder: dataFolder, adminId, overlap: raterCount });
  for (const rater of raters) {
    const { id: raterId } = await built.createUser(context.db, context, { ...rater, role: 'rater' });
    await context.db.transaction((tx) => built.joinStudy(tx, context, { studyId, raterId }));
  }
  const port = await freePort();
  const env = {
    NODE_ENV: 'production',
    SESSION_SECRET: randomBytes(32).toString('base64url'),
    PORT: String(port),
    BASE_URL: `http://127.0.0.1:${port}`,
    DATABASE_URL: url,
    DATA_FOLDER: dataFolder,
    RATINGS_PER_MINUTE: '1000000',
  };
  const server = await launchServer(env, ['dist/index.js']);
  return { server, context, studyId, admin, raters };
}

async function makeStudy(
  context: Context,
  { folder, adminId, overlap }: { folder: string; adminId: string; overlap: number },
): Promise<string> {
  const path = join(folder, 'small.jsonl');
  await writePersonaFile(path, { seed: 'small', enough: ({ rows }) => rows >= studyItems });
  const options = { path, fileName: 'persona/enjoys-quiet.jsonl', actorId: null, acceptDrafts: true };
  const { slug } = await built.importDataset(context, options);
  const plan = {
    name: 'While others import',
    datasets: [slug!],
    perDataset: studyItems,
    overlap,
    questionSet: 'paper',
    labelMode: 'blind',
    seed: 1,
  } as const;
  return (await built.freezeStudy(context, plan, adminId)).id;
}
