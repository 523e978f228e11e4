import type { Database } from '../../db/database';
import { insertRows } from '../../db/insert-rows';
import type { Ending } from './outcomes';

/** How a study is opened to a panel. */
export interface PanelSettings {
  readonly preset: string;
  readonly participantParameter: string;
  readonly studyParameter: string | null;
  readonly sessionParameter: string | null;
  readonly sessionItems: number;
  readonly minutes: number;
  readonly introduction: string;
  readonly participantLimit: number | null;
}

export interface Panel extends PanelSettings {
  readonly id: string;
  readonly studyId: string;
  readonly token: string;
  /** How many have started. */
  readonly started: number;
  readonly openedAt: number | null;
  readonly createdAt: number;
}

const columns = `id, study_id AS "studyId", token, preset, participant_parameter AS "participantParameter",
  study_parameter AS "studyParameter", session_parameter AS "sessionParameter", session_items AS "sessionItems",
  minutes, introduction, participant_limit AS "participantLimit", started, opened_at AS "openedAt",
  created_at AS "createdAt"`;

export async function findPanelOfStudy(db: Database, studyId: string): Promise<Panel | undefined> {
  return db.get<Panel>(`SELECT ${columns} FROM panels WHERE study_id = ?`, studyId);
}

export async function findPanelByToken(db: Database, token: string): Promise<Panel | undefined> {
  return db.get<Panel>(`SELECT ${columns} FROM panels WHERE token = ?`, token);
}

/** Makes the study's panel, closed, or changes its settings: token, places taken and state stay. */
export async function savePanel(
  tx: Database,
  panel: PanelSettings & Pick<Panel, 'id' | 'studyId' | 'token' | 'createdAt'>,
): Promise<void> {
  await tx.run(
    `INSERT INTO panels (id, study_id, token, preset, participant_parameter, study_parameter, session_parameter,
       session_items, minutes, introduction, participant_limit, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (study_id) DO UPDATE SET preset = excluded.preset,
       participant_parameter = excluded.participant_parameter, study_parameter = excluded.study_parameter,
       session_parameter = excluded.session_parameter, session_items = excluded.session_items,
       minutes = excluded.minutes, introduction = excluded.introduction,
       participant_limit = excluded.participant_limit`,
    ...[panel.id, panel.studyId, panel.token, panel.preset],
    ...[panel.participantParameter, panel.studyParameter, panel.sessionParameter],
    ...[panel.sessionItems, panel.minutes, panel.introduction, panel.participantLimit, panel.createdAt],
  );
}

export async function replaceEndings(
  tx: Database,
  panelId: string,
  endings: readonly Ending[],
): Promise<void> {
  await tx.run('DELETE FROM panel_endings WHERE panel_id = ?', panelId);
  const rows = endings.map(({ outcome, code, returnLink }) => [panelId, outcome, code, returnLink]);
  await insertRows(tx, 'panel_endings', ['panel_id', 'outcome', 'code', 'return_link'], rows);
}

export async function listEndings(db: Database, panelId: string): Promise<Ending[]> {
  return db.all<Ending>(
    'SELECT outcome, code, return_link AS "returnLink" FROM panel_endings WHERE panel_id = ?',
    panelId,
  );
}

/** Lets new participants in. @returns whether that is something new */
export async function openPanel(tx: Database, studyId: string, now: number): Promise<boolean> {
  const { changes } = await tx.run(
    'UPDATE panels SET opened_at = ? WHERE study_id = ? AND opened_at IS NULL',
    now,
    studyId,
  );
  return changes === 1;
}

/** Lets nobody new in. @returns whether that is something new */
export async function closePanel(tx: Database, studyId: string): Promise<boolean> {
  const { changes } = await tx.run(
    'UPDATE panels SET opened_at = NULL WHERE study_id = ? AND opened_at IS NOT NULL',
    studyId,
  );
  return changes === 1;
}

/** Takes a place for a new participant. @returns false when the panel is closed or full */
export async function takePlace(tx: Database, panelId: string): Promise<boolean> {
  // One conditional statement: however many come at once, no more than the limit start.
  const { changes } = await tx.run(
    `UPDATE panels SET started = started + 1
     WHERE id = ? AND opened_at IS NOT NULL AND (participant_limit IS NULL OR started < participant_limit)`,
    panelId,
  );
  return changes === 1;
}
