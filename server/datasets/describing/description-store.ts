import type { Database, SqlValue } from '../../db/database';
import type { Dataset } from '../dataset-store';

/** What an admin may correct about a dataset, beside its tags. */
export type Description = Pick<
  Dataset,
  | 'behavior'
  | 'polarity'
  | 'source'
  | 'family'
  | 'category'
  | 'contentNote'
  | 'behaviorConfirmedAt'
  | 'behaviorConfirmedBy'
  | 'behaviorVersion'
>;

/** A behavior sentence a dataset has or had. */
export interface BehaviorVersion extends Pick<Dataset, 'behavior' | 'polarity'> {
  readonly version: number;
  /** Who wrote it or let it stand; null for the command line. */
  readonly setBy: string | null;
  readonly setAt: number;
}

/**
 * Writes a dataset's description if it still is the one that was read; behavior and polarity are when their version is.
 * Studies keep what they were frozen with.
 * @returns whether it was
 */
export async function replaceDescription(
  db: Database,
  before: Description & Pick<Dataset, 'id'>,
  after: Description,
): Promise<boolean> {
  const { changes } = await db.run(
    `UPDATE datasets SET behavior = ?, polarity = ?, behavior_version = ?, source = ?, family = ?, category = ?,
       content_note = ?, behavior_confirmed_at = ?, behavior_confirmed_by = ?
     WHERE id = ? AND state = 'ready' AND behavior_version = ? AND source = ? AND family = ? AND category = ?
       AND content_note = ? AND COALESCE(behavior_confirmed_at, -1) = ?`,
    after.behavior,
    after.polarity,
    ...sharedParts(after),
    after.behaviorConfirmedAt,
    after.behaviorConfirmedBy,
    before.id,
    ...sharedParts(before),
    before.behaviorConfirmedAt ?? -1,
  );
  return changes === 1;
}

/** What both halves of the statement above name, in their order. */
function sharedParts({ behaviorVersion, source, family, category, contentNote }: Description): SqlValue[] {
  return [behaviorVersion, source, family, category, contentNote];
}

export async function insertBehavior(
  db: Database,
  datasetId: string,
  { version, behavior, polarity, setBy, setAt }: BehaviorVersion,
): Promise<void> {
  await db.run(
    'INSERT INTO behaviors (dataset_id, version, behavior, polarity, set_by, set_at) VALUES (?, ?, ?, ?, ?, ?)',
    datasetId,
    version,
    behavior,
    polarity,
    setBy,
    setAt,
  );
}

/** Every behavior a dataset ever had and the names of those who set them, the newest first. */
export async function listBehaviors(
  db: Database,
  datasetId: string,
): Promise<(BehaviorVersion & { readonly setByName: string | null })[]> {
  return db.all(
    `SELECT b.version, b.behavior, b.polarity, b.set_by AS "setBy", b.set_at AS "setAt", u.username AS "setByName"
     FROM behaviors b LEFT JOIN users u ON u.id = b.set_by WHERE b.dataset_id = ? ORDER BY b.version DESC`,
    datasetId,
  );
}
