import { connect, readsOn } from './postgres-connection';
import { postgresRows } from './postgres-rows';
import type { Snapshot } from './snapshot';

/** A connection of its own in one repeatable read transaction. */
export async function openPostgresSnapshot(url: string): Promise<Snapshot> {
  const client = await connect(url);
  await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
  // The moment is that of the first look.
  await client.query('SELECT 1');
  return {
    ...readsOn(client),
    rows: (table) => postgresRows(client, table),
    close: () => client.end(),
  };
}
