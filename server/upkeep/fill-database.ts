import { copyRows, type CopiedTable } from '../db/copying/copy-rows';
import { makeSingleFile } from '../db/copying/copy-pages';
import { openPostgresSink } from '../db/copying/postgres-sink';
import type { Sink } from '../db/copying/sink';
import type { Snapshot } from '../db/copying/snapshot';
import { openSqliteSink } from '../db/copying/sqlite-sink';
import type { Context } from '../context';
import { migrateDatabase } from './schema';
import type { Tell } from './tell';

/** Makes a SQLite file with today's schema and all rows of a snapshot. */
export async function fillNewFile(
  context: Pick<Context, 'now'>,
  source: Snapshot,
  path: string,
  tell: Tell,
): Promise<CopiedTable[]> {
  await migrateDatabase(`sqlite:${path}`, context);
  makeSingleFile(path);
  return fill(source, openSqliteSink(path), tell);
}

/** Fills a PostgreSQL database whose tables are empty. After a fault they are empty again. */
export async function fillPostgres(
  context: Pick<Context, 'now'>,
  source: Snapshot,
  url: string,
  tell: Tell,
): Promise<CopiedTable[]> {
  await migrateDatabase(url, context);
  return fill(source, await openPostgresSink(url), tell);
}

async function fill(source: Snapshot, sink: Sink, tell: Tell): Promise<CopiedTable[]> {
  try {
    const copied = await copyRows(source, sink, (done, total) =>
      tell({ step: 'copying', done, total, unit: 'rows' }),
    );
    await sink.commit();
    return copied;
  } catch (error) {
    await sink.abandon();
    throw error;
  }
}
