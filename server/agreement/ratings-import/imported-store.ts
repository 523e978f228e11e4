import type { Database } from '../../db/database';
import { insertRows } from '../../db/insert-rows';
import type { Participation } from '../../studies/participation-store';

/** One rating of one item, with the slot it takes; nobody knows when it was given. */
export interface ImportedRating {
  readonly assignmentId: string;
  readonly ratingId: string;
  readonly submissionId: string;
  readonly studyDatasetId: string;
  readonly studyItemId: string;
  readonly position: number;
  readonly slot: number;
  readonly raterId: string;
  /** The place of the choice, as text. */
  readonly value: string;
  readonly importedAt: number;
}

/** The places of raters who have rated all they will. */
export async function insertFinishedParticipations(
  tx: Database,
  places: readonly (Participation & { readonly completed: number })[],
): Promise<void> {
  await insertRows(
    tx,
    'participations',
    ['study_id', 'rater_id', 'multiplier', 'increment', 'joined_at', 'seen_at', 'completed'],
    places.map((one) => [
      one.studyId,
      one.raterId,
      one.multiplier,
      one.increment,
      one.joinedAt,
      one.joinedAt,
      one.completed,
    ]),
  );
}

/** Completed slots, each with its one rating and the answer to one question. */
export async function insertImportedRatings(
  tx: Database,
  question: string,
  ratings: readonly ImportedRating[],
): Promise<void> {
  await insertRows(
    tx,
    'assignments',
    ['id', 'study_dataset_id', 'study_item_id', 'position', 'slot', 'state', 'rater_id', 'current_rating_id'],
    ratings.map((one) => [
      one.assignmentId,
      one.studyDatasetId,
      one.studyItemId,
      one.position,
      one.slot,
      'completed',
      one.raterId,
      one.ratingId,
    ]),
  );
  await insertRows(
    tx,
    'ratings',
    ['id', 'assignment_id', 'revision', 'submission_id', 'label_mode', 'submitted_at'],
    ratings.map((one) => [one.ratingId, one.assignmentId, 1, one.submissionId, 'blind', one.importedAt]),
  );
  await insertRows(
    tx,
    'answers',
    ['rating_id', 'question', 'value'],
    ratings.map((one) => [one.ratingId, question, one.value]),
  );
}
