import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { emptyChain, findAuditHead, type AuditHead } from '../audit/audit-store';
import type { Context } from '../context';
import { originalsFolder } from '../datasets/importing/keep-original';
import { listTables } from '../db/copying/catalogue';
import { copyPages } from '../db/copying/copy-pages';
import { countRows } from '../db/copying/copy-rows';
import { openSnapshot } from '../db/copying/snapshot';
import { quickCheck } from '../db/quick-check';
import { Conflict } from '../errors';
import { removeChecksum, writeChecksum } from './checksum';
import { choosePart, hashFile, nameDurably, removePart } from './durable-files';
import { fillNewFile } from './fill-database';
import { listOriginalHashes } from './original-store';
import { copyOriginals, type CopiedOriginals } from './originals';
import { assertCurrentSchema } from './schema';
import { sqlitePath } from './sqlite-path';
import type { Tell } from './tell';

export interface BackupWish {
  /** The file to make. */
  readonly file: string;
  readonly overwrite: boolean;
  readonly databaseOnly: boolean;
}

export interface Backup {
  readonly file: string;
  readonly bytes: number;
  readonly rows: number;
  readonly sha256: string;
  /** Where the audit chain in the backup ends. */
  readonly audit: AuditHead;
  /** Null when they were left out. */
  readonly originals: CopiedOriginals | null;
}

/** Where a backup's originals lie. */
export function originalsBeside(file: string): string {
  return `${file}.originals`;
}

/**
 * Makes a SQLite file of the database, whichever engine it is on, while others use it, and copies the originals beside
 * it. The file gets its name when it is complete, checked and on the disk.
 * @throws Conflict when the file is there and may not be overwritten, or its folder is not
 */
export async function backUp(
  context: Pick<Context, 'config' | 'now' | 'newId'>,
  wish: BackupWish,
  tell: Tell,
): Promise<Backup> {
  const { file, overwrite, databaseOnly } = wish;
  if (existsSync(file) && !overwrite) {
    throw new Conflict(`${file} exists already.`, 'Name another file, or add --overwrite.');
  }
  if (!existsSync(dirname(file))) {
    throw new Conflict(`There is no folder ${dirname(file)}.`, 'Make it, or name another.');
  }
  const part = await choosePart(dirname(file), context);
  try {
    await copyDatabase(context, part, tell);
    const found = await inspect(part, tell);
    // After the database: an original that a row tells of is there before the row, and a day longer.
    const { hashes, ...counted } = found;
    const folders = { hashes, from: originalsFolder(context), to: originalsBeside(file) };
    const originals = databaseOnly ? null : await copyOriginals(context, folders, tell);
    const { size: bytes } = await stat(part);
    await removeChecksum(file);
    await nameDurably(part, file);
    await writeChecksum(file, found.sha256, context);
    return { file, bytes, ...counted, originals };
  } finally {
    await removePart(part);
  }
}

async function copyDatabase(
  context: Pick<Context, 'config' | 'now'>,
  part: string,
  tell: Tell,
): Promise<void> {
  const { databaseUrl } = context.config;
  const path = sqlitePath(databaseUrl);
  if (path !== undefined) {
    await copyPages(path, part, (done, total) => tell({ step: 'copying', done, total, unit: 'pages' }));
    return;
  }
  const source = await openSnapshot(databaseUrl);
  try {
    await assertCurrentSchema(source, 'The database');
    await fillNewFile(context, source, part, tell);
  } finally {
    await source.close();
  }
}

type Inspected = Pick<Backup, 'rows' | 'sha256' | 'audit'> & { readonly hashes: readonly string[] };

/** @throws Error when the copy is not whole */
async function inspect(part: string, tell: Tell): Promise<Inspected> {
  tell({ step: 'checking', done: 0, total: 1, unit: 'files' });
  const [fault] = await quickCheck(part);
  if (fault !== undefined) throw new Error(`The database is damaged: ${fault}. Nothing was backed up.`);
  const copy = await openSnapshot(`sqlite:${part}`);
  try {
    const tables = await listTables(copy);
    const has = (table: string): boolean => tables.some(({ name }) => name === table);
    return {
      rows: await countRows(copy, tables),
      // A backup may be of a version that had no chain yet.
      audit: has('audit_head') ? await findAuditHead(copy) : emptyChain,
      hashes: has('imports') ? await listOriginalHashes(copy) : [],
      sha256: await hashFile(part),
    };
  } finally {
    await copy.close();
  }
}
