import type { Database } from '../../db/database';
import { insertRows } from '../../db/insert-rows';

/** The tags of one dataset, sorted here because the engines sort text differently. */
export async function listTags(db: Database, datasetId: string): Promise<string[]> {
  const rows = await db.all<{ tag: string }>('SELECT tag FROM dataset_tags WHERE dataset_id = ?', datasetId);
  return rows.map(({ tag }) => tag).sort();
}

/** The tags of every dataset that has any, by its id. */
export async function listAllTags(db: Database): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db.all<{ dataset_id: string; tag: string }>('SELECT dataset_id, tag FROM dataset_tags');
  const tags = new Map<string, string[]>();
  for (const { dataset_id: id, tag } of rows) tags.set(id, [...(tags.get(id) ?? []), tag]);
  for (const list of tags.values()) list.sort();
  return tags;
}

/** Gives a dataset these tags instead of those it has. Call it inside a transaction. */
export async function replaceTags(db: Database, datasetId: string, tags: readonly string[]): Promise<void> {
  await db.run('DELETE FROM dataset_tags WHERE dataset_id = ?', datasetId);
  const rows = tags.map((tag) => [datasetId, tag]);
  await insertRows(db, 'dataset_tags', ['dataset_id', 'tag'], rows);
}
