import type { Database } from '../../db/database';

export type TextKind = 'consent' | 'guidelines';

/** One version of what raters of a study are asked to agree to, or of how they are to rate; Markdown. */
export interface StudyText {
  readonly id: string;
  readonly studyId: string;
  readonly kind: TextKind;
  readonly version: number;
  readonly content: string;
  readonly createdAt: number;
}

const columns = 'id, study_id AS "studyId", kind, version, content, created_at AS "createdAt"';

export async function findStudyText(db: Database, id: string): Promise<StudyText | undefined> {
  return db.get<StudyText>(`SELECT ${columns} FROM study_texts WHERE id = ?`, id);
}

/** Every version of a study's texts, newest first. */
export async function listStudyTexts(db: Database, studyId: string): Promise<StudyText[]> {
  return db.all<StudyText>(
    `SELECT ${columns} FROM study_texts WHERE study_id = ? ORDER BY kind, version DESC`,
    studyId,
  );
}

/** Fails with a unique violation when somebody else has saved the version meanwhile. */
export async function insertStudyText(
  tx: Database,
  text: StudyText & { readonly createdBy: string },
): Promise<void> {
  await tx.run(
    `INSERT INTO study_texts (id, study_id, kind, version, content, created_by, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    text.id,
    text.studyId,
    text.kind,
    text.version,
    text.content,
    text.createdBy,
    text.createdAt,
  );
}

const setCurrent: Readonly<Record<TextKind, string>> = {
  consent: 'UPDATE studies SET consent_text_id = ? WHERE id = ?',
  guidelines: 'UPDATE studies SET guidelines_text_id = ? WHERE id = ?',
};

/** @param textId null where the newest version is empty */
export async function setCurrentText(
  tx: Database,
  { studyId, kind, textId }: { studyId: string; kind: TextKind; textId: string | null },
): Promise<void> {
  await tx.run(setCurrent[kind], textId, studyId);
}

/** What raters are told besides the texts. */
export interface StudyFacts {
  readonly organiser: string;
  readonly contact: string;
  readonly secondsPerItem: number | null;
}

export async function setStudyFacts(
  tx: Database,
  studyId: string,
  { organiser, contact, secondsPerItem }: StudyFacts,
): Promise<void> {
  await tx.run(
    'UPDATE studies SET organiser = ?, contact = ?, seconds_per_item = ? WHERE id = ?',
    organiser,
    contact,
    secondsPerItem,
    studyId,
  );
}
