import type { Database } from '../db/database';
import { insertRows } from '../db/insert-rows';

/** An item's overlap slot as it is made. */
export interface NewAssignment {
  readonly id: string;
  readonly studyDatasetId: string;
  readonly studyItemId: string;
  readonly position: number;
  readonly slot: number;
}

/** A rater's hold on an item. */
export interface Claim {
  readonly id: string;
  readonly claimedAt: number;
  readonly leaseUntil: number;
}

/** Who asks for work, and where. */
export interface Claimant {
  readonly studyId: string;
  readonly raterId: string;
}

/** A claim about to be made in one dataset of a study. */
export interface WantedClaim {
  readonly raterId: string;
  readonly studyDatasetId: string;
  readonly claimedAt: number;
  readonly leaseUntil: number;
}

export async function insertAssignments(db: Database, assignments: readonly NewAssignment[]): Promise<void> {
  await insertRows(
    db,
    'assignments',
    ['id', 'study_dataset_id', 'study_item_id', 'position', 'slot', 'state'],
    assignments.map((one) => [one.id, one.studyDatasetId, one.studyItemId, one.position, one.slot, 'free']),
  );
}

/** How many ratings the study has slots for. */
export async function countSlots(db: Database, studyId: string): Promise<number> {
  const row = await db.get<{ slots: number }>(
    `SELECT COUNT(*) AS slots FROM study_datasets sd JOIN assignments a ON a.study_dataset_id = sd.id
     WHERE sd.study_id = ? AND a.state <> 'expired' AND a.is_surplus = 0 AND a.is_gold = 0`,
    studyId,
  );
  return row?.slots ?? 0;
}

/** What the rater holds in the study, whether or not its lease has run out. */
export async function findClaim(tx: Database, { studyId, raterId }: Claimant): Promise<Claim | undefined> {
  // CROSS JOIN because SQLite keeps its order: the other way round it reads everything the rater ever had.
  return tx.get<Claim>(
    `SELECT a.id, a.claimed_at AS "claimedAt", a.lease_until AS "leaseUntil"
     FROM study_datasets sd CROSS JOIN assignments a
     WHERE sd.study_id = ? AND a.rater_id = ? AND a.study_dataset_id = sd.id AND a.state = 'claimed'`,
    studyId,
    raterId,
  );
}

/** Gives a claim a new lease. @returns false when the slot has been freed meanwhile */
export async function renewClaim(tx: Database, claim: Claim): Promise<boolean> {
  // Only a claim that nobody has freed between our reading and this statement.
  const { changes } = await tx.run(
    `UPDATE assignments SET claimed_at = ?, lease_until = ? WHERE id = ? AND state = 'claimed'`,
    claim.claimedAt,
    claim.leaseUntil,
    claim.id,
  );
  return changes === 1;
}

/** The last place of the drawn order that still has a free slot; undefined when none has. */
export async function findLastFreePosition(
  tx: Database,
  studyDatasetId: string,
): Promise<number | undefined> {
  const row = await tx.get<{ last: number | null }>(
    `SELECT MAX(position) AS last FROM assignments WHERE study_dataset_id = ? AND state = 'free'`,
    studyDatasetId,
  );
  return row?.last ?? undefined;
}

/**
 * Claims the first free slot of the dataset at or after a place of the drawn order, on an item the rater never had.
 * @returns undefined when there is none, or when somebody else took it at the same moment
 */
export async function claimFreeSlot(
  tx: Database,
  wanted: WantedClaim & { from: number },
): Promise<string | undefined> {
  // Chooses and takes in one statement. Of two raters who choose the same slot the second waits, then finds it
  // is no longer free and changes nothing.
  const [row] = await tx.all<{ id: string }>(
    `UPDATE assignments SET state = 'claimed', rater_id = ?, claimed_at = ?, lease_until = ?,
       choices_reversed = (position + slot) % 2
     WHERE id = (
       SELECT a.id FROM assignments a
       WHERE a.study_dataset_id = ? AND a.state = 'free' AND a.position >= ? AND NOT EXISTS (
         SELECT 1 FROM assignments mine WHERE mine.study_item_id = a.study_item_id AND mine.rater_id = ?)
       ORDER BY a.position, a.slot
       LIMIT 1
     ) AND state = 'free'
     RETURNING id`,
    wanted.raterId,
    wanted.claimedAt,
    wanted.leaseUntil,
    wanted.studyDatasetId,
    wanted.from,
    wanted.raterId,
  );
  return row?.id;
}

/** The gold items of the dataset that the rater never had, in order. Those of the training are known to its raters. */
export async function listUnseenGold(
  tx: Database,
  { studyDatasetId, raterId }: Pick<WantedClaim, 'studyDatasetId' | 'raterId'>,
): Promise<{ studyItemId: string; position: number }[]> {
  return tx.all<{ studyItemId: string; position: number }>(
    `SELECT si.id AS "studyItemId", si.position FROM study_items si
     WHERE si.study_dataset_id = ? AND si.is_gold = 1 AND NOT EXISTS (
       SELECT 1 FROM assignments mine WHERE mine.study_item_id = si.id AND mine.rater_id = ?)
       AND NOT EXISTS (
         SELECT 1 FROM study_datasets sd JOIN training_sets ts ON ts.study_id = sd.study_id
         JOIN training_items ti ON ti.training_set_id = ts.id
         WHERE sd.id = si.study_dataset_id AND ts.opened_at IS NOT NULL AND ti.item_id = si.item_id)
     ORDER BY si.position`,
    studyDatasetId,
    raterId,
  );
}

/** Gives a gold item to a rater. It has no slots to run out of. */
export async function insertGoldClaim(
  tx: Database,
  claim: WantedClaim & { id: string; studyItemId: string; position: number; choicesReversed: boolean },
): Promise<void> {
  await tx.run(
    `INSERT INTO assignments (id, study_dataset_id, study_item_id, position, slot, state, rater_id, claimed_at,
       lease_until, choices_reversed, is_gold)
     VALUES (?, ?, ?, ?, 0, 'claimed', ?, ?, ?, ?, 1)`,
    claim.id,
    claim.studyDatasetId,
    claim.studyItemId,
    claim.position,
    claim.raterId,
    claim.claimedAt,
    claim.leaseUntil,
    claim.choicesReversed ? 1 : 0,
  );
}

/** A dataset that is not decided yet, and of whose tags the rater wants to see all. */
const isOpenToRater = `sd.decision IS NULL AND NOT EXISTS (
       SELECT 1 FROM opt_outs o JOIN dataset_tags t ON t.tag = o.tag AND t.dataset_id = sd.dataset_id
       WHERE o.rater_id = p.rater_id)`;

/** Whether the rater may be given items of the dataset, if it has any. */
export async function isOpenDataset(
  db: Database,
  { studyId, raterId, studyDatasetId }: Claimant & { studyDatasetId: string },
): Promise<boolean> {
  const row = await db.get(
    `SELECT sd.id FROM study_datasets sd
     JOIN participations p ON p.study_id = sd.study_id AND p.rater_id = ?
     WHERE sd.id = ? AND sd.study_id = ? AND ${isOpenToRater}`,
    raterId,
    studyDatasetId,
    studyId,
  );
  return row !== undefined;
}

/** The first dataset, in the rater's order, with a free slot on an item the rater never had. */
export async function findDatasetWithWork(
  db: Database,
  { studyId, raterId }: Claimant,
): Promise<string | undefined> {
  // Whoever had all items of a dataset is told by their number, without a look at its slots.
  const row = await db.get<{ id: string }>(
    `SELECT sd.id FROM study_datasets sd
     JOIN participations p ON p.study_id = sd.study_id AND p.rater_id = ?
     WHERE sd.study_id = ? AND ${isOpenToRater}
       AND (SELECT COUNT(*) FROM assignments mine
            WHERE mine.rater_id = p.rater_id AND mine.study_dataset_id = sd.id AND mine.is_gold = 0)
         < sd.items
       AND EXISTS (
         SELECT 1 FROM assignments a
         WHERE a.study_dataset_id = sd.id AND a.state = 'free' AND NOT EXISTS (
           SELECT 1 FROM assignments mine WHERE mine.study_item_id = a.study_item_id AND mine.rater_id = p.rater_id))
     ORDER BY (sd.position * p.multiplier + p.increment) % 1000003
     LIMIT 1`,
    raterId,
    studyId,
  );
  return row?.id;
}

/** Points a claimed or completed assignment at its newest rating. @returns false when the claim has expired */
export async function advanceAssignment(
  tx: Database,
  { id, ratingId }: { id: string; ratingId: string },
): Promise<boolean> {
  // Not an expired one: its slot is somebody else's by now.
  const { changes } = await tx.run(
    `UPDATE assignments SET state = 'completed', current_rating_id = ?
     WHERE id = ? AND state IN ('claimed', 'completed')`,
    ratingId,
    id,
  );
  return changes === 1;
}
