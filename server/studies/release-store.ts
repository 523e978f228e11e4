import type { Database } from '../db/database';

/** A study that has drawn from a dataset, and how many ratings it has in all. */
export interface DrawnStudy {
  readonly id: string;
  readonly name: string;
  readonly ratings: number;
}

/** The studies that have drawn from a dataset, the oldest first. */
export async function listStudiesOfDataset(db: Database, datasetId: string): Promise<DrawnStudy[]> {
  return db.all<DrawnStudy>(
    `SELECT s.id, s.name, (
       SELECT COUNT(*) FROM study_datasets sd JOIN assignments a ON a.study_dataset_id = sd.id
       JOIN ratings r ON r.assignment_id = a.id WHERE sd.study_id = s.id) AS ratings
     FROM studies s JOIN study_datasets drawn ON drawn.study_id = s.id
     WHERE drawn.dataset_id = ? ORDER BY s.id`,
    datasetId,
  );
}

/** Makes the raters of a study wait who are about to answer or to claim: each of them locks these rows first. */
export async function lockParticipations(tx: Database, studyId: string): Promise<void> {
  await tx.run('UPDATE participations SET seen_at = seen_at WHERE study_id = ?', studyId);
}

/** Removes a study that has no ratings, with its sample, its claims, its participations and its invites. */
export async function deleteStudy(tx: Database, id: string): Promise<void> {
  await tx.run('DELETE FROM participations WHERE study_id = ?', id);
  await tx.run(`DELETE FROM assignments WHERE study_dataset_id IN (${partsOfStudy})`, id);
  await tx.run(`DELETE FROM study_items WHERE study_dataset_id IN (${partsOfStudy})`, id);
  await tx.run('DELETE FROM study_datasets WHERE study_id = ?', id);
  await tx.run('DELETE FROM invites WHERE study_id = ?', id);
  await tx.run('DELETE FROM studies WHERE id = ?', id);
}

const partsOfStudy = 'SELECT id FROM study_datasets WHERE study_id = ?';
