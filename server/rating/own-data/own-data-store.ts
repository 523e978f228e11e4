import type { Database } from '../../db/database';

/** A study the rater has joined. */
export interface OwnParticipation {
  readonly study: string;
  readonly joinedAt: number;
  readonly seenAt: number;
  readonly rated: number;
}

/** An item the rater was given. */
export interface GivenItem {
  readonly assignmentId: string;
  readonly givenAt: number | null;
  readonly skipReason: string | null;
  readonly skipComment: string | null;
  readonly skippedAt: number | null;
}

/** One revision of the rater's rating of an item. */
export interface OwnRevision {
  readonly id: string;
  readonly revision: number;
  readonly submittedAt: number;
  readonly milliseconds: number | null;
  readonly flag: string | null;
  readonly comment: string | null;
}

export async function listOwnParticipations(db: Database, raterId: string): Promise<OwnParticipation[]> {
  return db.all<OwnParticipation>(
    `SELECT s.name AS study, p.joined_at AS "joinedAt", p.seen_at AS "seenAt", p.completed AS rated
     FROM participations p JOIN studies s ON s.id = p.study_id
     WHERE p.rater_id = ? ORDER BY p.joined_at, s.id`,
    raterId,
  );
}

/** Everything the rater was ever given, in the order in which it was. */
export async function listGivenItems(db: Database, raterId: string): Promise<GivenItem[]> {
  return db.all<GivenItem>(
    `SELECT a.id AS "assignmentId", a.claimed_at AS "givenAt", s.reason AS "skipReason",
       s.comment AS "skipComment", s.skipped_at AS "skippedAt"
     FROM assignments a LEFT JOIN skips s ON s.assignment_id = a.id
     WHERE a.rater_id = ? ORDER BY a.claimed_at, a.id`,
    raterId,
  );
}

export async function listOwnRevisions(db: Database, assignmentId: string): Promise<OwnRevision[]> {
  return db.all<OwnRevision>(
    `SELECT id, revision, submitted_at AS "submittedAt", milliseconds, flag, comment FROM ratings
     WHERE assignment_id = ? ORDER BY revision`,
    assignmentId,
  );
}

/** What was answered in one revision. */
export async function listRevisionAnswers(
  db: Database,
  ratingId: string,
): Promise<{ question: string; value: string }[]> {
  return db.all<{ question: string; value: string }>(
    'SELECT question, value FROM answers WHERE rating_id = ? ORDER BY question',
    ratingId,
  );
}

/** What the rater answered in trainings, in order. Whether it was right stands on the pages of the training. */
export async function listOwnTraining(
  db: Database,
  raterId: string,
): Promise<{ study: string; try: number; answers: string; servedAt: number; answeredAt: number }[]> {
  return db.all(
    `SELECT s.name AS study, t.try, a.answers, a.served_at AS "servedAt", a.answered_at AS "answeredAt"
     FROM training_runs t JOIN studies s ON s.id = t.study_id
     JOIN training_answers a ON a.run_id = t.id AND a.answered_at IS NOT NULL
     WHERE t.rater_id = ? ORDER BY a.answered_at, a.training_item_id`,
    raterId,
  );
}

/** By which panel the rater came, and what the panel's address said. */
export async function listOwnPanelVisits(
  db: Database,
  raterId: string,
): Promise<
  {
    study: string;
    participant: string;
    panelStudy: string | null;
    panelSession: string | null;
    outcome: string | null;
    code: string | null;
  }[]
> {
  return db.all(
    `SELECT s.name AS study, v.participant, v.panel_study AS "panelStudy", v.panel_session AS "panelSession",
       v.outcome, v.code
     FROM panel_visits v JOIN panels p ON p.id = v.panel_id JOIN studies s ON s.id = p.study_id
     WHERE v.user_id = ?`,
    raterId,
  );
}
