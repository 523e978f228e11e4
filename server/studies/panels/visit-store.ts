import type { Database } from '../../db/database';
import type { Outcome } from './outcomes';

/** A participant of a panel, and how far they are. */
export interface Visit {
  readonly panelId: string;
  readonly studyId: string;
  readonly participant: string;
  readonly userId: string;
  readonly panelStudy: string | null;
  readonly panelSession: string | null;
  readonly reentryHash: string;
  readonly startedAt: number;
  readonly outcome: Outcome | null;
  /** What was given at the end. */
  readonly code: string | null;
  readonly returnLink: string | null;
  readonly finishedAt: number | null;
  /** How many items complete a session of the panel. */
  readonly sessionItems: number;
}

/** As the administrator sees it. */
export interface ListedVisit extends Visit {
  readonly pseudonym: string;
  readonly completed: number;
}

const columns = `v.panel_id AS "panelId", panels.study_id AS "studyId", v.participant, v.user_id AS "userId",
  v.panel_study AS "panelStudy", v.panel_session AS "panelSession", v.reentry_hash AS "reentryHash",
  v.started_at AS "startedAt", v.outcome, v.code, v.return_link AS "returnLink", v.finished_at AS "finishedAt",
  panels.session_items AS "sessionItems"`;

export async function findVisit(
  db: Database,
  { panelId, participant }: Pick<Visit, 'panelId' | 'participant'>,
): Promise<Visit | undefined> {
  return db.get<Visit>(
    `SELECT ${columns} FROM panel_visits v JOIN panels ON panels.id = v.panel_id
     WHERE v.panel_id = ? AND v.participant = ?`,
    panelId,
    participant,
  );
}

/** The visit by which a rater is in the study; undefined for raters who came another way. */
export async function findVisitOfRater(
  db: Database,
  { raterId, studyId }: { raterId: string; studyId: string },
): Promise<Visit | undefined> {
  return db.get<Visit>(
    `SELECT ${columns} FROM panel_visits v JOIN panels ON panels.id = v.panel_id
     WHERE v.user_id = ? AND panels.study_id = ?`,
    raterId,
    studyId,
  );
}

/** In the order they started. */
export async function listVisits(db: Database, panelId: string): Promise<ListedVisit[]> {
  return db.all<ListedVisit>(
    `SELECT ${columns}, u.pseudonym, p.completed FROM panel_visits v
     JOIN panels ON panels.id = v.panel_id
     JOIN users u ON u.id = v.user_id
     JOIN participations p ON p.rater_id = v.user_id AND p.study_id = panels.study_id
     WHERE v.panel_id = ? ORDER BY v.started_at, v.user_id`,
    panelId,
  );
}

/** Fails with a unique violation when the participant has started before. */
export async function insertVisit(
  tx: Database,
  visit: Pick<
    Visit,
    'panelId' | 'participant' | 'userId' | 'panelStudy' | 'panelSession' | 'reentryHash' | 'startedAt'
  >,
): Promise<void> {
  await tx.run(
    `INSERT INTO panel_visits (panel_id, participant, user_id, panel_study, panel_session, reentry_hash, started_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ...[visit.panelId, visit.participant, visit.userId, visit.panelStudy, visit.panelSession],
    ...[visit.reentryHash, visit.startedAt],
  );
}

/** Ends a visit. @returns false when it had ended before: what was given then stays */
export async function finishVisit(
  tx: Database,
  ended: {
    readonly userId: string;
    readonly outcome: Outcome;
    readonly code: string;
    readonly returnLink: string | null;
    readonly finishedAt: number;
  },
): Promise<boolean> {
  const { changes } = await tx.run(
    `UPDATE panel_visits SET outcome = ?, code = ?, return_link = ?, finished_at = ?
     WHERE user_id = ? AND outcome IS NULL`,
    ...[ended.outcome, ended.code, ended.returnLink, ended.finishedAt, ended.userId],
  );
  return changes === 1;
}
