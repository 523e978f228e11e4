import type { Database } from '../../db/database';
import type { ItemChoice } from '../../datasets/item';
import type { LabelMode } from '../../studies/study-store';

/** An item on its way into a file of ratings. */
export interface ExportedItem {
  readonly position: number;
  /** What the dataset of a gold item is called; null for items of the sample. */
  readonly goldSlug: string | null;
  readonly line: number;
  readonly text: string;
  readonly choices: readonly ItemChoice[];
  readonly labelIndex: number | null;
  readonly labelConfidence: number | null;
}

/** One revision of one rating. */
export interface ExportedRevision {
  readonly id: string;
  readonly position: number;
  readonly pseudonym: string;
  readonly isSynthetic: boolean;
  readonly isSurplus: boolean;
  readonly isCurrent: boolean;
  /** Whether the rater is excluded from the study. */
  readonly isExcluded: boolean;
  /** Whether the answer came after its claim's lease had run out. */
  readonly isLate: boolean;
  /** Whether the rater saw the item's choices last first. */
  readonly choicesReversed: boolean;
  readonly revision: number;
  readonly labelMode: LabelMode;
  readonly comment: string | null;
  /** What the rater says is wrong with the item; null when nothing. */
  readonly flag: string | null;
  readonly milliseconds: number | null;
  readonly submittedAt: number;
}

export interface ExportedAnswer {
  readonly ratingId: string;
  readonly question: string;
  readonly value: string;
}

/** Items of a study dataset by drawn position: after the first, up to and with the last. */
export interface PositionRange {
  readonly studyDatasetId: string;
  readonly after: number;
  readonly last: number;
}

/** The next items in drawn order; gold items lie behind the sample. */
export async function listExportedItems(
  db: Database,
  studyDatasetId: string,
  { after, limit }: { after: number; limit: number },
): Promise<ExportedItem[]> {
  const rows = await db.all<Omit<ExportedItem, 'text' | 'choices'> & { content: string }>(
    `SELECT si.position, CASE WHEN si.is_gold = 1 THEN d.slug END AS "goldSlug", i.line, i.content,
       i.label_index AS "labelIndex", i.label_confidence AS "labelConfidence"
     FROM study_items si
     JOIN items i ON i.id = si.item_id
     JOIN datasets d ON d.id = i.dataset_id
     WHERE si.study_dataset_id = ? AND si.position > ? ORDER BY si.position LIMIT ?`,
    studyDatasetId,
    after,
    limit,
  );
  return rows.map(({ content, ...item }) => {
    const { text, choices } = JSON.parse(content) as Pick<ExportedItem, 'text' | 'choices'>;
    return { ...item, text, choices };
  });
}

/** Every revision of every rating of the items in the range, by item, rater's pseudonym and revision. */
export async function listExportedRevisions(db: Database, range: PositionRange): Promise<ExportedRevision[]> {
  const rows = await db.all<Omit<ExportedRevision, Flag> & Record<Flag, 0 | 1>>(
    `SELECT r.id, a.position, u.pseudonym, u.is_synthetic AS "isSynthetic", a.is_surplus AS "isSurplus",
       CASE WHEN a.current_rating_id = r.id THEN 1 ELSE 0 END AS "isCurrent",
       CASE WHEN e.rater_id IS NULL THEN 0 ELSE 1 END AS "isExcluded",
       CASE WHEN first.submitted_at >= a.lease_until THEN 1 ELSE 0 END AS "isLate",
       r.choices_reversed AS "choicesReversed", r.revision, r.label_mode AS "labelMode", r.comment, r.flag,
       r.milliseconds, r.submitted_at AS "submittedAt"
     FROM assignments a
     JOIN study_datasets sd ON sd.id = a.study_dataset_id
     JOIN ratings first ON first.assignment_id = a.id AND first.revision = 1
     JOIN ratings r ON r.assignment_id = a.id
     JOIN users u ON u.id = a.rater_id
     LEFT JOIN exclusions e ON e.study_id = sd.study_id AND e.rater_id = a.rater_id
     WHERE a.study_dataset_id = ? AND a.state = 'completed' AND a.position > ? AND a.position <= ?`,
    range.studyDatasetId,
    range.after,
    range.last,
  );
  return rows.map(toRevision).sort(byItemThenRater);
}

const flags = ['isSynthetic', 'isSurplus', 'isCurrent', 'isExcluded', 'isLate', 'choicesReversed'] as const;
type Flag = (typeof flags)[number];

function toRevision(row: Omit<ExportedRevision, Flag> & Record<Flag, 0 | 1>): ExportedRevision {
  const booleans = Object.fromEntries(flags.map((name) => [name, row[name] === 1])) as Record<Flag, boolean>;
  return { ...row, ...booleans };
}

/** The answers of every revision in the range. */
export async function listExportedAnswers(db: Database, range: PositionRange): Promise<ExportedAnswer[]> {
  return db.all<ExportedAnswer>(
    `SELECT answers.rating_id AS "ratingId", answers.question, answers.value
     FROM assignments a
     JOIN ratings r ON r.assignment_id = a.id
     JOIN answers ON answers.rating_id = r.id
     WHERE a.study_dataset_id = ? AND a.state = 'completed' AND a.position > ? AND a.position <= ?`,
    range.studyDatasetId,
    range.after,
    range.last,
  );
}

/** Sorted here because engines order texts differently. */
function byItemThenRater(a: ExportedRevision, b: ExportedRevision): number {
  if (a.position !== b.position) return a.position - b.position;
  if (a.pseudonym !== b.pseudonym) return a.pseudonym < b.pseudonym ? -1 : 1;
  return a.revision - b.revision;
}
