import { toItem, type Item, type ItemRow } from '../datasets/item-store';
import type { Database } from '../db/database';
import type { NewAssignment } from './assignment-store';
import type { LabelMode, Study } from './study-store';

/** What the ratings of an item come to, once no more are wanted. A tie is no majority, so it does not agree. */
export type ItemOutcome = 'agrees' | 'disagrees' | 'no label';

/** An item as its stopping rule sees it. */
export interface ItemSlots {
  /** Slots that are free or claimed. */
  readonly open: number;
  readonly free: number;
  /** All slots, answered ones too. */
  readonly slots: number;
}

/** Locks an item of a study until the transaction ends, so that the last two answers to it see each other. */
export async function lockStudyItem(tx: Database, studyItemId: string): Promise<void> {
  await tx.run('UPDATE study_items SET outcome = outcome WHERE id = ?', studyItemId);
}

/** How often each value was answered to a question in the ratings that count. */
export async function listVotes(
  tx: Database,
  studyItemId: string,
  question: string,
): Promise<{ value: string; votes: number }[]> {
  return tx.all<{ value: string; votes: number }>(
    `SELECT answers.value, COUNT(*) AS votes FROM assignments a
     JOIN answers ON answers.rating_id = a.current_rating_id AND answers.question = ?
     WHERE a.study_item_id = ? AND a.state = 'completed' AND a.is_surplus = 0
     GROUP BY answers.value ORDER BY votes DESC, answers.value`,
    question,
    studyItemId,
  );
}

export async function countItemSlots(tx: Database, studyItemId: string): Promise<ItemSlots> {
  const row = await tx.get<{ open: number | null; free: number | null; slots: number }>(
    `SELECT SUM(CASE WHEN state IN ('free', 'claimed') THEN 1 ELSE 0 END) AS open,
       SUM(CASE WHEN state = 'free' THEN 1 ELSE 0 END) AS free, COUNT(*) AS slots
     FROM assignments WHERE study_item_id = ? AND state <> 'expired' AND is_surplus = 0`,
    studyItemId,
  );
  return { open: row?.open ?? 0, free: row?.free ?? 0, slots: row?.slots ?? 0 };
}

/** Where a further slot of an item goes. */
export async function findNextSlot(
  tx: Database,
  studyItemId: string,
): Promise<Omit<NewAssignment, 'id'> | undefined> {
  return tx.get<Omit<NewAssignment, 'id'>>(
    `SELECT si.study_dataset_id AS "studyDatasetId", si.id AS "studyItemId", si.position,
       (SELECT MAX(a.slot) + 1 FROM assignments a
        WHERE a.study_item_id = si.id AND a.state <> 'expired' AND a.is_surplus = 0) AS slot
     FROM study_items si WHERE si.id = ?`,
    studyItemId,
  );
}

/** Takes back the free slots of an item that nobody needs any more. */
export async function deleteFreeSlots(tx: Database, studyItemId: string): Promise<void> {
  await tx.run(`DELETE FROM assignments WHERE study_item_id = ? AND state = 'free'`, studyItemId);
}

/** The item itself, with its label and its choices, and how it is rated. */
export async function findItemOf(
  tx: Database,
  studyItemId: string,
): Promise<{ item: Item; labelMode: LabelMode } | undefined> {
  const row = await tx.get<ItemRow & { label_mode: LabelMode }>(
    'SELECT i.*, si.label_mode FROM study_items si JOIN items i ON i.id = si.item_id WHERE si.id = ?',
    studyItemId,
  );
  return row && { item: toItem(row), labelMode: row.label_mode };
}

/** @returns whether that is something new */
export async function setOutcome(
  tx: Database,
  studyItemId: string,
  outcome: ItemOutcome | null,
): Promise<boolean> {
  const { changes } = await tx.run(
    `UPDATE study_items SET outcome = ? WHERE id = ? AND COALESCE(outcome, '') <> ?`,
    outcome,
    studyItemId,
    outcome ?? '',
  );
  return changes === 1;
}

/** How many items of a dataset have come to which outcome. */
export async function countOutcomes(
  db: Database,
  studyDatasetId: string,
): Promise<{ agreeing: number; disagreeing: number }> {
  const rows = await db.all<{ outcome: ItemOutcome; items: number }>(
    `SELECT outcome, COUNT(*) AS items FROM study_items
     WHERE study_dataset_id = ? AND outcome IN ('agrees', 'disagrees') GROUP BY outcome`,
    studyDatasetId,
  );
  const of = (wanted: ItemOutcome): number => rows.find(({ outcome }) => outcome === wanted)?.items ?? 0;
  return { agreeing: of('agrees'), disagreeing: of('disagrees') };
}

/** How many items with a label have their overlap of ratings in the study's own label mode, and no outcome yet. */
export async function countOpenItems(
  db: Database,
  studyDatasetId: string,
  { labelMode, overlap }: Pick<Study, 'labelMode' | 'overlap'>,
): Promise<number> {
  const row = await db.get<{ items: number }>(
    `SELECT COUNT(*) AS items FROM study_items si JOIN items i ON i.id = si.item_id
     WHERE si.study_dataset_id = ? AND si.outcome IS NULL AND si.is_gold = 0 AND si.label_mode = ?
       AND i.label_index IS NOT NULL AND ? <= (
         SELECT COUNT(*) FROM assignments a
         WHERE a.study_item_id = si.id AND a.state = 'completed' AND a.is_surplus = 0)`,
    studyDatasetId,
    labelMode,
    overlap,
  );
  return row!.items;
}

/** @returns whether it was open until now: a decision stands */
export async function decideStudyDataset(
  tx: Database,
  studyDatasetId: string,
  { decision, now }: { decision: 'above' | 'below'; now: number },
): Promise<boolean> {
  // The first decision is the one: of two ratings that bring it about at once, one writes it.
  const { changes } = await tx.run(
    'UPDATE study_datasets SET decision = ?, decided_at = ? WHERE id = ? AND decision IS NULL',
    decision,
    now,
    studyDatasetId,
  );
  return changes === 1;
}
