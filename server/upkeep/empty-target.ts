import { findFilledTable } from '../db/copying/copy-rows';
import { openSnapshot } from '../db/copying/snapshot';
import { Conflict } from '../errors';

/** Whether a file is a SQLite database without any row. One that cannot be read may hold everything. */
export async function isEmptyFile(path: string): Promise<boolean> {
  try {
    return (await filledTable(`sqlite:${path}`)) === undefined;
  } catch {
    return false;
  }
}

/** @throws Conflict when a PostgreSQL database has rows */
export async function assertEmptyPostgres(url: string): Promise<void> {
  const table = await filledTable(url);
  if (table === undefined) return;
  throw new Conflict(
    `The PostgreSQL database has rows already, in table ${table}.`,
    'It is not replaced: stop the server, drop the database and create it anew (dropdb NAME, createdb NAME), or name another.',
  );
}

async function filledTable(url: string): Promise<string | undefined> {
  const db = await openSnapshot(url);
  try {
    return await findFilledTable(db);
  } finally {
    await db.close();
  }
}
