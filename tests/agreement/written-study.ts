import { randomUUID } from 'node:crypto';
import { insertDataset, finishDataset } from '../../server/datasets/dataset-store';
import { insertItems } from '../../server/datasets/item-store';
import type { Database } from '../../server/db/database';
import { insertRows } from '../../server/db/insert-rows';
import type { Question } from '../../server/questions/question';
import { findQuestionSet } from '../../server/questions/question-sets';
import { verifyQuestions } from '../../server/questions/verify-questions';
import { insertAssignments } from '../../server/studies/assignment-store';
import type { StoppingRules } from '../../server/studies/stopping-rules';
import {
  insertStudy,
  insertStudyDatasets,
  insertStudyItems,
  type LabelMode,
  type Study,
} from '../../server/studies/study-store';
import { nothingTold } from '../../server/studies/telling/telling';

/** One revision of a rating: values by question. */
export interface WrittenRevision {
  readonly answers: Readonly<Record<string, string>>;
  readonly comment?: string;
}

export interface WrittenRating {
  /** The rater's pseudonym. */
  readonly rater: string;
  /** Oldest first. */
  readonly revisions: readonly WrittenRevision[];
  readonly milliseconds: number | null;
  readonly isSurplus?: boolean;
  /** Beyond the overlap, as an item rule asks for; in a database the slot says so. */
  readonly isFurther?: boolean;
  readonly flag?: string;
  /** Whether the rater saw the choices last first; databases are written without. */
  readonly choicesReversed?: boolean;
}

export interface WrittenItem {
  readonly text: string;
  readonly choices: readonly string[];
  readonly labelIndex: number | null;
  readonly labelConfidence?: number;
  readonly ratings: readonly WrittenRating[];
  /** Slots without an answer; as many as the overlap leaves when left out. */
  readonly open?: number;
  /** Whether a blind study shows the item with its label. */
  readonly isShown?: boolean;
}

export interface WrittenStudy {
  readonly name: string;
  readonly questionSet: 'paper' | 'pronouns';
  readonly labelMode: LabelMode;
  readonly overlap: number;
  readonly verifyShare?: number;
  readonly stopping?: StoppingRules;
  readonly synthetic?: readonly string[];
  readonly datasets: readonly { readonly slug: string; readonly items: readonly WrittenItem[] }[];
}

/** What the study was asked: the wording of its question set in its label mode. */
export function writtenQuestions({
  questionSet,
  labelMode,
}: Pick<WrittenStudy, 'questionSet' | 'labelMode'>): readonly Question[] {
  const { questions } = findQuestionSet(questionSet)!;
  return labelMode === 'verify' ? verifyQuestions(questions) : questions;
}

/**
 * Puts a study with exactly these ratings into the database, under ids that differ every time.
 * @param backwards inserts ratings in the opposite order, which must not matter
 */
export async function writeStudy(db: Database, written: WrittenStudy, backwards = false): Promise<Study> {
  const study: Study = {
    id: randomUUID(),
    name: written.name,
    questionSet: written.questionSet,
    questionSetVersion: 1,
    questions: writtenQuestions(written),
    labelMode: written.labelMode,
    overlap: written.overlap,
    perDataset: 100,
    seed: 1,
    raterQuota: null,
    goldShare: 0,
    verifyShare: written.verifyShare ?? 0,
    stopping: written.stopping ?? {},
    withdrawal: 'keep',
    createdBy: null,
    createdAt: 0,
    pausedAt: null,
    closedAt: null,
    lockedAt: null,
    telling: nothingTold,
  };
  await insertStudy(db, study);
  const raters = await insertRaters(db, written);
  for (const [position, dataset] of written.datasets.entries()) {
    const rows: RatingRow[] = await insertStudyDataset(db, study, { ...dataset, position });
    for (const row of backwards ? rows.reverse() : rows) await insertRating(db, row, raters);
  }
  return study;
}

/** Raters by pseudonym; those of an earlier study are the same people. */
async function insertRaters(
  db: Database,
  { datasets, synthetic = [] }: WrittenStudy,
): Promise<ReadonlyMap<string, string>> {
  const known = await db.all<{ id: string; pseudonym: string }>('SELECT id, pseudonym FROM users');
  const raters = new Map(known.map(({ id, pseudonym }) => [pseudonym, id]));
  const ratings = datasets.flatMap(({ items }) => items.flatMap((item) => item.ratings));
  const newNames = new Set(ratings.map(({ rater }) => rater).filter((name) => !raters.has(name)));
  for (const name of newNames) raters.set(name, randomUUID());
  await insertRows(
    db,
    'users',
    ['id', 'username', 'username_key', 'pseudonym', 'role', 'password_hash', 'is_synthetic', 'created_at'],
    [...newNames].map((name) => {
      const id = raters.get(name)!;
      return [id, id, id, name, 'rater', '-', synthetic.includes(name) ? 1 : 0, 0];
    }),
  );
  return raters;
}

interface RatingRow {
  readonly assignmentId: string;
  readonly labelMode: LabelMode;
  readonly rating: WrittenRating;
}

async function insertStudyDataset(
  db: Database,
  study: Study,
  { slug, items, position }: WrittenStudy['datasets'][number] & { position: number },
): Promise<RatingRow[]> {
  const datasetId = await insertWrittenDataset(
    db,
    slug,
    items,
    study.questionSet === 'paper' ? 'choice' : 'pronoun',
  );
  const stored = items.map((item, index) => ({ ...item, id: itemId(datasetId, index) }));
  const studyDatasetId = randomUUID();
  const strata = [{ label: null, population: items.length, sampled: items.length, inclusionProbability: 1 }];
  await insertStudyDatasets(db, [
    {
      id: studyDatasetId,
      studyId: study.id,
      datasetId,
      position,
      slug,
      family: 'persona',
      source: 'model',
      behavior: `likes ${slug}`,
      behaviorVersion: 1,
      polarity: 'as named',
      strata,
      items: items.length,
    },
  ]);
  const studyItems = stored.map(({ id }, index) => ({
    id: randomUUID(),
    studyDatasetId,
    itemId: id,
    position: index,
    inclusionProbability: 1,
    isGold: false,
    labelMode: items[index]!.isShown ? ('verify' as const) : study.labelMode,
  }));
  await insertStudyItems(db, studyItems);
  const rows: RatingRow[] = [];
  for (const [index, { id, labelMode }] of studyItems.entries()) {
    const ratings = items[index]!.ratings;
    const slots = ratings.length + (items[index]!.open ?? Math.max(0, study.overlap - ratings.length));
    const assignments = Array.from({ length: slots }, (_, slot) => ({
      id: randomUUID(),
      studyDatasetId,
      studyItemId: id,
      position: index,
      slot: slot + 1,
    }));
    await insertAssignments(db, assignments);
    rows.push(...ratings.map((rating, slot) => ({ assignmentId: assignments[slot]!.id, labelMode, rating })));
  }
  return rows;
}

async function insertWrittenDataset(
  db: Database,
  slug: string,
  items: readonly WrittenItem[],
  itemKind: 'choice' | 'pronoun',
): Promise<string> {
  const id = randomUUID();
  await insertDataset(db, {
    id,
    slug,
    fileName: `${slug}.jsonl`,
    sha256: `sha of ${slug}`,
    bytes: 1,
    format: 'persona',
    itemKind,
    purpose: 'evaluation',
    family: 'persona',
    source: 'model',
    polarity: 'as named',
    behavior: `likes ${slug}`,
    behaviorConfirmedAt: 0,
    behaviorConfirmedBy: null,
    behaviorVersion: 1,
    importId: null,
    category: '',
    contentNote: '',
    goldFor: null,
    createdAt: 0,
  });
  await insertItems(
    db,
    items.map(({ text, choices, labelIndex, labelConfidence = null }, index) => ({
      id: itemId(id, index),
      datasetId: id,
      line: index + 1,
      text,
      choices: choices.map((choice) => ({ letter: '', text: choice })),
      details: [],
      labelIndex,
      labelConfidence,
    })),
  );
  await finishDataset(db, id, { items: items.length, labelled: items.length });
  return id;
}

async function insertRating(
  db: Database,
  { assignmentId, labelMode, rating }: RatingRow,
  raters: ReadonlyMap<string, string>,
): Promise<void> {
  const columns = [
    'id',
    'assignment_id',
    'revision',
    'submission_id',
    'label_mode',
    'comment',
    'flag',
    'milliseconds',
    'submitted_at',
  ];
  let current = '';
  for (const [index, { answers, comment }] of rating.revisions.entries()) {
    current = randomUUID();
    const milliseconds = index === 0 ? rating.milliseconds : null;
    const submittedAt = Date.UTC(2026, 0, 1) + index * 60_000;
    await insertRows(db, 'ratings', columns, [
      [
        current,
        assignmentId,
        index + 1,
        randomUUID(),
        labelMode,
        comment ?? null,
        rating.flag ?? null,
        milliseconds,
        submittedAt,
      ],
    ]);
    const rows = Object.entries(answers).map(([question, value]) => [current, question, value]);
    await insertRows(db, 'answers', ['rating_id', 'question', 'value'], rows);
  }
  await db.run(
    `UPDATE assignments SET state = 'completed', rater_id = ?, claimed_at = 0, lease_until = ?,
       current_rating_id = ?, is_surplus = ? WHERE id = ?`,
    raters.get(rating.rater)!,
    Date.UTC(2026, 0, 2),
    current,
    rating.isSurplus ? 1 : 0,
    assignmentId,
  );
}

/** A different id for every place in a dataset. */
function itemId(datasetId: string, index: number): string {
  return datasetId.slice(0, -12) + index.toString(16).padStart(12, '0');
}

/** A rating with one revision in the words of the `paper` set. */
export function rated(
  rater: string,
  [relevance, label, ambiguity]: readonly [number, number | string, 'yes' | 'no'],
  milliseconds: number | null = 1000,
): WrittenRating {
  return {
    rater,
    revisions: [{ answers: { relevance: String(relevance), label: String(label), ambiguity } }],
    milliseconds,
  };
}
