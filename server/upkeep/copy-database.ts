import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Context } from '../context';
import type { CopiedTable } from '../db/copying/copy-rows';
import { openSnapshot, type Snapshot } from '../db/copying/snapshot';
import { takeServerLock } from '../db/server-lock';
import { Conflict, Invalid } from '../errors';
import { choosePart, removePart } from './durable-files';
import { assertEmptyPostgres, isEmptyFile } from './empty-target';
import { fillNewFile, fillPostgres } from './fill-database';
import { placeFile } from './place-file';
import { assertCurrentSchema } from './schema';
import { sqlitePath } from './sqlite-path';
import type { Tell } from './tell';

/**
 * Copies every row of the database to an empty one on either engine, as it is at this moment, and compares what came
 * back. After a fault nothing of it is there.
 * @returns every table with its number of rows and their hash, the same on both sides
 */
export async function copyDatabase(
  context: Pick<Context, 'config' | 'now' | 'newId'>,
  to: string,
  tell: Tell,
): Promise<CopiedTable[]> {
  const { databaseUrl } = context.config;
  if (to === databaseUrl) throw new Invalid('This is the database itself.', 'Name another one.');
  const source = await openSnapshot(databaseUrl);
  try {
    await assertCurrentSchema(source, 'The database');
    const path = sqlitePath(to);
    if (path !== undefined) return await copyToFile(context, source, { path, tell });
    await assertEmptyPostgres(to);
    return await fillPostgres(context, source, to, tell);
  } finally {
    await source.close();
  }
}

async function copyToFile(
  context: Pick<Context, 'now' | 'newId'>,
  source: Snapshot,
  { path, tell }: { path: string; tell: Tell },
): Promise<CopiedTable[]> {
  if (existsSync(path) && !(await isEmptyFile(path))) {
    throw new Conflict(`There is a database in ${path}.`, 'Name a file that does not exist.');
  }
  await mkdir(dirname(path), { recursive: true });
  const lock = takeServerLock(path);
  const part = await choosePart(dirname(path), context);
  try {
    const copied = await fillNewFile(context, source, part, tell);
    await placeFile(part, path, undefined);
    return copied;
  } finally {
    await removePart(part);
    lock.release();
  }
}
