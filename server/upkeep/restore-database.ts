import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { findAuditHead, type AuditHead } from '../audit/audit-store';
import type { Context } from '../context';
import { originalsFolder } from '../datasets/importing/keep-original';
import { listTables } from '../db/copying/catalogue';
import { copyPages, makeSingleFile } from '../db/copying/copy-pages';
import { countRows } from '../db/copying/copy-rows';
import { openSnapshot, type Snapshot } from '../db/copying/snapshot';
import { takeServerLock } from '../db/server-lock';
import { Conflict } from '../errors';
import { originalsBeside } from './backup-database';
import type { CheckOutcome } from './check';
import { checks } from './checks';
import { damageOf, isAsBackedUp } from './checksum';
import { choosePart, removePart } from './durable-files';
import { assertEmptyPostgres, isEmptyFile } from './empty-target';
import { fillPostgres } from './fill-database';
import { listOriginalHashes } from './original-store';
import { copyOriginals, type CopiedOriginals } from './originals';
import { placeFile } from './place-file';
import { runChecks } from './run-checks';
import { migrateDatabase } from './schema';
import { sqlitePath } from './sqlite-path';
import type { Tell } from './tell';

export interface RestoreWish {
  /** The backup. */
  readonly file: string;
  /** Whether a SQLite database that is there may be moved aside. */
  readonly replace: boolean;
  /** Whether a backup in which the checks find faults may be restored. */
  readonly withFaults: boolean;
  readonly databaseOnly: boolean;
}

export interface Restored {
  readonly rows: number;
  readonly audit: AuditHead;
  /** Where the database that was there is now; null when there was none. */
  readonly movedTo: string | null;
  /** Null when there are none beside the backup, or they were left out. */
  readonly originals: CopiedOriginals | null;
  /** What the checks found in the backup. */
  readonly faults: readonly string[];
}

type Surroundings = Pick<Context, 'config' | 'now' | 'newId'>;

/**
 * Puts a backup in the place of an empty database, or of one that may be moved aside, brings it up to date, and puts
 * the originals beside it back.
 * @throws Conflict when the backup has faults, when the database is not empty, or a server runs on it
 */
export async function restore(context: Surroundings, wish: RestoreWish, tell: Tell): Promise<Restored> {
  if (!existsSync(wish.file)) throw new Conflict(`There is no file ${wish.file}.`, 'Name a backup.');
  const path = sqlitePath(context.config.databaseUrl);
  if (path === undefined) return restoreToPostgres(context, wish, tell);
  await mkdir(dirname(path), { recursive: true });
  const lock = takeServerLock(path);
  try {
    return await restoreToFile(context, { ...wish, path }, tell);
  } finally {
    lock.release();
  }
}

async function restoreToFile(
  context: Surroundings,
  wish: RestoreWish & { path: string },
  tell: Tell,
): Promise<Restored> {
  const { path, replace } = wish;
  const isEmpty = !existsSync(path) || (await isEmptyFile(path));
  if (!isEmpty && !replace) {
    throw new Conflict(`There is a database in ${path}.`, 'Add --replace to have it moved aside.');
  }
  const part = await choosePart(dirname(path), context);
  try {
    const prepared = await prepare(context, wish, { part, tell });
    const originals = await restoreOriginals(context, wish, { ...prepared, tell });
    const time = new Date(context.now()).toISOString().replaceAll(':', '.');
    const movedTo = isEmpty ? null : `${path}.replaced-${time}`;
    await placeFile(part, path, movedTo ?? undefined);
    return { ...prepared.found, movedTo, originals };
  } finally {
    await removePart(part);
  }
}

async function restoreToPostgres(context: Surroundings, wish: RestoreWish, tell: Tell): Promise<Restored> {
  const { databaseUrl, dataFolder } = context.config;
  await assertEmptyPostgres(databaseUrl);
  await mkdir(dataFolder, { recursive: true });
  const part = await choosePart(dataFolder, context);
  try {
    const prepared = await prepare(context, wish, { part, tell });
    const originals = await restoreOriginals(context, wish, { ...prepared, tell });
    await withSnapshot(part, (source) => fillPostgres(context, source, databaseUrl, tell));
    return { ...prepared.found, movedTo: null, originals };
  } finally {
    await removePart(part);
  }
}

interface Prepared {
  readonly found: Pick<Restored, 'rows' | 'audit' | 'faults'>;
  /** Of the originals. */
  readonly hashes: readonly string[];
}

/** Makes a copy of the backup that has today's schema, and looks through it. The backup itself stays as it is. */
async function prepare(
  context: Surroundings,
  { file, withFaults }: RestoreWish,
  { part, tell }: { part: string; tell: Tell },
): Promise<Prepared> {
  const damage = (await isAsBackedUp(file)) === false ? [damageOf(file)] : [];
  if (!withFaults) assertNone(damage);
  await copyPages(file, part, (done, total) => tell({ step: 'copying', done, total, unit: 'pages' }));
  await migrateDatabase(`sqlite:${part}`, context);
  makeSingleFile(part);
  return withSnapshot(part, async (copy) => {
    const faults = [...damage, ...(await faultsIn(runChecks(copy, checks), tell))];
    if (!withFaults) assertNone(faults);
    const rows = await countRows(copy, await listTables(copy));
    const found = { rows, audit: await findAuditHead(copy), faults };
    return { found, hashes: await listOriginalHashes(copy) };
  });
}

function assertNone([fault]: readonly string[]): void {
  if (fault === undefined) return;
  throw new Conflict(
    `The backup has faults: ${fault}.`,
    'The command verify names all of them. Take another backup, or add --with-faults to restore it as it is.',
  );
}

async function faultsIn(outcomes: AsyncIterable<CheckOutcome>, tell: Tell): Promise<string[]> {
  const faults: string[] = [];
  let done = 0;
  for await (const outcome of outcomes) {
    faults.push(...outcome.faults);
    tell({ step: 'checking', done: ++done, total: checks.length, unit: 'checks' });
  }
  return faults;
}

async function withSnapshot<T>(path: string, work: (db: Snapshot) => Promise<T>): Promise<T> {
  const db = await openSnapshot(`sqlite:${path}`);
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

async function restoreOriginals(
  context: Surroundings,
  { file, databaseOnly }: RestoreWish,
  { hashes, tell }: { hashes: readonly string[]; tell: Tell },
): Promise<CopiedOriginals | null> {
  const from = originalsBeside(file);
  if (databaseOnly || !existsSync(from)) return null;
  return copyOriginals(context, { hashes, from, to: originalsFolder(context) }, tell);
}
