import type { Reads } from '../reads';
import { openPostgresSnapshot } from './postgres-snapshot';
import { openSqliteSnapshot } from './sqlite-snapshot';
import type { Row, Table } from './table';

/** A database as it was at one moment, whatever others write meanwhile; it cannot be written to. */
export interface Snapshot extends Reads {
  /** Every row of a table, a few hundred at a time, in the engine's own order. */
  rows(table: Table): AsyncIterable<readonly Row[]>;
  close(): Promise<void>;
}

/**
 * Opens the database that a URL names and looks at it as it is now: nothing is made, migrated or changed.
 * @throws Error when there is none, or it cannot be read
 */
export async function openSnapshot(url: string): Promise<Snapshot> {
  if (url.startsWith('sqlite:')) return openSqliteSnapshot(url.slice('sqlite:'.length));
  return openPostgresSnapshot(url);
}
