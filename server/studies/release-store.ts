import type { Database } from '../db/database';
import { holdStudy } from './study-state-store';

/** A study that has drawn from a dataset, and how many ratings it has in all. */
export interface DrawnStudy {
  readonly id: string;
  readonly name: string;
  /** Answers that wait for their rater to sign in again, and tries at the training, are among them. */
  readonly ratings: number;
}

/** The studies that have drawn from a dataset, mix its items in as gold or train raters with them, the oldest first. */
export async function listStudiesOfDataset(db: Database, datasetId: string): Promise<DrawnStudy[]> {
  return db.all<DrawnStudy>(
    `SELECT s.id, s.name, (
       SELECT COUNT(*) FROM study_datasets sd JOIN assignments a ON a.study_dataset_id = sd.id
       JOIN ratings r ON r.assignment_id = a.id WHERE sd.study_id = s.id) + (
       SELECT COUNT(*) FROM study_datasets sd JOIN assignments a ON a.study_dataset_id = sd.id
       JOIN parked_ratings parked ON parked.assignment_id = a.id WHERE sd.study_id = s.id) + (
       SELECT COUNT(*) FROM training_runs run WHERE run.study_id = s.id) AS ratings
     FROM studies s WHERE EXISTS (
       SELECT 1 FROM study_datasets drawn WHERE drawn.study_id = s.id AND drawn.dataset_id = ?)
     OR s.gold_share > 0 AND EXISTS (
       SELECT 1 FROM study_datasets mixed JOIN study_items si ON si.study_dataset_id = mixed.id AND si.is_gold = 1
       JOIN items i ON i.id = si.item_id WHERE mixed.study_id = s.id AND i.dataset_id = ?)
     OR EXISTS (
       SELECT 1 FROM training_sets ts JOIN training_items ti ON ti.training_set_id = ts.id
       JOIN items i ON i.id = ti.item_id WHERE ts.study_id = s.id AND i.dataset_id = ?)
     ORDER BY s.id`,
    datasetId,
    datasetId,
    datasetId,
  );
}

/**
 * Makes everybody wait who joins the study, or is about to answer or to claim in it: each of them locks the study or a
 * participation first.
 */
export async function lockParticipations(tx: Database, studyId: string): Promise<void> {
  // The study first, as whoever joins does: a participation that comes in between would not be seen here.
  await holdStudy(tx, studyId);
  await tx.run('UPDATE participations SET seen_at = seen_at WHERE study_id = ?', studyId);
}

/** Removes a study that has no ratings, with its sample, its claims and skips, its training, its participations and its invites. */
export async function deleteStudy(tx: Database, id: string): Promise<void> {
  await tx.run('DELETE FROM exclusions WHERE study_id = ?', id);
  await tx.run('DELETE FROM participations WHERE study_id = ?', id);
  await tx.run(`DELETE FROM skips WHERE assignment_id IN (${assignmentsOfStudy})`, id);
  await tx.run(`DELETE FROM assignments WHERE study_dataset_id IN (${partsOfStudy})`, id);
  await tx.run(`DELETE FROM study_items WHERE study_dataset_id IN (${partsOfStudy})`, id);
  await tx.run('DELETE FROM study_datasets WHERE study_id = ?', id);
  await tx.run('DELETE FROM invites WHERE study_id = ?', id);
  await tx.run(
    'DELETE FROM training_items WHERE training_set_id IN (SELECT id FROM training_sets WHERE study_id = ?)',
    id,
  );
  await tx.run('DELETE FROM training_sets WHERE study_id = ?', id);
  await tx.run('DELETE FROM studies WHERE id = ?', id);
}

const partsOfStudy = 'SELECT id FROM study_datasets WHERE study_id = ?';
const assignmentsOfStudy = `SELECT id FROM assignments WHERE study_dataset_id IN (${partsOfStudy})`;
