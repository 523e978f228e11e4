import { toItem, type Item, type ItemRow } from '../datasets/item-store';
import type { Database } from '../db/database';
import { NotFound } from '../errors';
import type { LabelMode } from '../studies/study-store';

/** An assignment as its rater has it, with what is needed to judge a submission. */
export interface OwnAssignment {
  readonly id: string;
  readonly studyId: string;
  readonly studyItemId: string;
  readonly itemId: string;
  readonly behavior: string;
  readonly state: 'claimed' | 'completed' | 'expired';
  readonly claimedAt: number;
  readonly leaseUntil: number;
  readonly isGold: boolean;
  /** How this item is rated, whatever the mode of its study. */
  readonly labelMode: LabelMode;
  /** Whether choices that may stand either way stand last first. */
  readonly choicesReversed: boolean;
}

/** The same with what its page shows besides its study and its rating. */
export interface ShownAssignment extends OwnAssignment {
  readonly item: Item;
  /** What the dataset's content may do to people; empty when nothing is said. */
  readonly contentNote: string;
  readonly isSkipped: boolean;
  /** How many items of the study the rater has rated. */
  readonly completed: number;
}

interface Own {
  readonly assignmentId: string;
  readonly raterId: string;
}

type Flags = 'isGold' | 'choicesReversed';
type OwnRow = Omit<OwnAssignment, Flags> & Record<Flags, 0 | 1>;

const ownColumns = `a.id, sd.study_id AS "studyId", a.study_item_id AS "studyItemId", si.item_id AS "itemId",
       sd.behavior, a.state, a.claimed_at AS "claimedAt", a.lease_until AS "leaseUntil", a.is_gold AS "isGold",
       si.label_mode AS "labelMode", a.choices_reversed AS "choicesReversed"`;
const ownTables = `assignments a
     JOIN study_datasets sd ON sd.id = a.study_dataset_id
     JOIN study_items si ON si.id = a.study_item_id`;

/** The rater's own assignment. @throws NotFound when it is anybody else's: that does not exist for them */
export async function loadOwnAssignment(
  db: Database,
  { assignmentId, raterId }: Own,
): Promise<OwnAssignment> {
  const row = await db.get<OwnRow>(
    `SELECT ${ownColumns} FROM ${ownTables} WHERE a.id = ? AND a.rater_id = ?`,
    assignmentId,
    raterId,
  );
  if (!row) throw new NotFound();
  return toOwn(row);
}

interface ShownRow extends OwnRow, Omit<ItemRow, 'id'> {
  readonly contentNote: string;
  readonly skippedAt: number | null;
  readonly completed: number;
}

/**
 * One statement, because every page and every submission asks. The note is that of the dataset the item is given out
 * under, which for a gold item is not the one it comes from.
 * @throws NotFound as `loadOwnAssignment` does
 */
export async function loadShownAssignment(
  db: Database,
  { assignmentId, raterId }: Own,
): Promise<ShownAssignment> {
  const row = await db.get<ShownRow>(
    `SELECT ${ownColumns}, i.dataset_id, i.line, i.content, i.label_index, i.label_confidence,
       d.content_note AS "contentNote", s.skipped_at AS "skippedAt", p.completed
     FROM ${ownTables}
     JOIN items i ON i.id = si.item_id
     JOIN datasets d ON d.id = sd.dataset_id
     JOIN participations p ON p.study_id = sd.study_id AND p.rater_id = a.rater_id
     LEFT JOIN skips s ON s.assignment_id = a.id
     WHERE a.id = ? AND a.rater_id = ?`,
    assignmentId,
    raterId,
  );
  if (!row) throw new NotFound();
  const { contentNote, skippedAt, completed } = row;
  const item = toItem({ ...row, id: row.itemId });
  return { ...toOwn(row), item, contentNote, isSkipped: skippedAt !== null, completed };
}

function toOwn({ isGold, choicesReversed, ...row }: OwnRow): OwnAssignment {
  const { id, studyId, studyItemId, itemId, behavior, state, claimedAt, leaseUntil, labelMode } = row;
  const own = { id, studyId, studyItemId, itemId, behavior, state, claimedAt, leaseUntil, labelMode };
  return { ...own, isGold: isGold === 1, choicesReversed: choicesReversed === 1 };
}
