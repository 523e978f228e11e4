import type { Express } from 'express';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import supertest from 'supertest';
import { addUser } from '../../server/accounts/create-user';
import { hashPassword } from '../../server/accounts/password';
import { createApp } from '../../server/app';
import { readConfig } from '../../server/config';
import type { Context } from '../../server/context';
import type { Database } from '../../server/db/database';
import { importJobs } from '../../server/datasets/importing/import-jobs';
import { migrate } from '../../server/db/migrate';
import { openDatabase } from '../../server/db/open-database';
import { idMaker } from '../../server/ids';
import { runJobs } from '../../server/jobs/run-jobs';
import { createLogger } from '../../server/log';
import { reportJobs } from '../../server/reports/report-job';
import { paths } from '../../server/paths';
import { seededRandom } from '../../server/statistics/seeded-random';
import type { Role } from '../../server/web/current-user';
import { createClock, type Clock } from './clock';
import { migrationsFolder, openTestDatabase, type Engine } from './engines';
import { leaksIn } from './watch-log';

export type Agent = ReturnType<typeof supertest.agent>;

export interface CastMember {
  readonly id: string;
  readonly username: string;
  readonly password: string;
}

/** The permanent cast: an administrator and three raters. */
const roles = { dana: 'admin', ada: 'rater', ben: 'rater', cai: 'rater' } as const satisfies Record<
  string,
  Role
>;
export type CastName = keyof typeof roles;

/** The real application on an empty database, with a clock, chance and ids that repeat from run to run. */
export interface House {
  readonly context: Context;
  readonly app: Express;
  readonly clock: Clock;
  readonly cast: Readonly<Record<CastName, CastMember>>;
  /** A browser that nobody has signed in with. */
  visitor(): Agent;
  /** A browser that one of the cast has signed in with. */
  signedIn(name: CastName): Promise<Agent>;
  /** Does the work that imports and reports have asked for, until none is due. */
  runJobs(): Promise<number>;
  /** What stands in its log so far, line by line. */
  readonly logged: readonly string[];
  /** Looks through the log first: it must hold no secret of this house and no word of its items. */
  close(): Promise<void>;
}

export async function openHouse(engine: Engine, env: Record<string, string> = {}): Promise<House> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'assay-test-'));
  for (const name of ['uploads', 'originals']) mkdirSync(join(dataFolder, name));
  const clock = createClock();
  const lines: string[] = [];
  const tokens: string[] = [];
  const context: Context = {
    config: readConfig({ NODE_ENV: 'test', DATA_FOLDER: dataFolder, BASE_URL: 'http://assay.test', ...env }),
    db: await (env.DATABASE_URL ? openMigrated(env.DATABASE_URL) : openTestDatabase(engine)),
    log: createLogger('info', { write: (line) => void lines.push(line) }),
    ...repeatable(clock, tokens),
  };
  const cast = await createCast(context);
  const app = createApp(context);
  const visitor = (): Agent => supertest.agent(app).set('Sec-Fetch-Site', 'same-origin');
  return {
    context,
    app,
    clock,
    cast,
    logged: lines,
    visitor,
    signedIn: async (name) => {
      const agent = visitor();
      const { username, password } = cast[name];
      await agent.post(paths.signIn()).type('form').send({ username, password }).expect(303);
      return agent;
    },
    runJobs: () => runJobs(context, [...importJobs, ...reportJobs]),
    close: async () => {
      const leaks = leaksIn(lines, [...tokens, ...(await textsIn(context.db))]);
      await context.db.close();
      rmSync(dataFolder, { recursive: true, force: true });
      if (leaks.length > 0) throw new Error(`The log tells what it must not:\n${leaks.slice(0, 3).join('')}`);
    },
  };
}

/** Texts of items and comments; none when the test has broken the database. */
async function textsIn(db: Database): Promise<string[]> {
  const listed = async (sql: string): Promise<string[]> =>
    (await db.all<{ words: string }>(sql).catch(() => [])).map(({ words }) => words);
  const contents = await listed('SELECT content AS words FROM items ORDER BY id LIMIT 200');
  const comments = await listed('SELECT comment AS words FROM ratings WHERE comment IS NOT NULL LIMIT 200');
  return [...contents.map((content) => (JSON.parse(content) as { text: string }).text), ...comments];
}

/** A database that other processes can open too. */
async function openMigrated(url: string): Promise<Database> {
  const db = await openDatabase(url);
  await migrate(db, migrationsFolder, 0);
  return db;
}

/** @param tokens where every token that is made is written down */
function repeatable(clock: Clock, tokens: string[]): Pick<Context, 'now' | 'random' | 'newId' | 'newToken'> {
  const random = seededRandom('house');
  const bytes = (size: number): Uint8Array =>
    Uint8Array.from({ length: size }, () => Math.floor(random() * 256));
  return {
    now: () => clock.now(),
    random,
    newId: idMaker(() => clock.now(), bytes),
    newToken: () => {
      const token = Buffer.from(bytes(32)).toString('base64url');
      tokens.push(token);
      return token;
    },
  };
}

async function createCast(context: Context): Promise<Record<CastName, CastMember>> {
  const member = async (username: CastName): Promise<CastMember> => {
    const password = `correct horse battery of ${username.length} staples`;
    const passwordHash = await hashed(password);
    const user = { username, passwordHash, role: roles[username], isSynthetic: false };
    const { id } = await context.db.transaction((tx) => addUser(tx, context, user));
    return { id, username, password };
  };
  return {
    dana: await member('dana'),
    ada: await member('ada'),
    ben: await member('ben'),
    cai: await member('cai'),
  };
}

const hashes = new Map<string, Promise<string>>();

/** Hashing is slow on purpose; everybody's password is hashed once for all the houses of a file. */
function hashed(password: string): Promise<string> {
  const known = hashes.get(password) ?? hashPassword(password);
  hashes.set(password, known);
  return known;
}
