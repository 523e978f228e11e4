import type { Database } from '../db/database';
import { insertRows } from '../db/insert-rows';
import { NotFound } from '../errors';
import type { Question } from '../questions/question';
import type { labelModes } from './label-mode';
import type { withdrawals } from './withdrawal';
import type { Stratum } from './sample-items';
import type { StoppingRules } from './stopping-rules';
import type { Telling } from './telling/telling';

export type LabelMode = (typeof labelModes)[number];
export type Withdrawal = (typeof withdrawals)[number];

export interface Study {
  readonly id: string;
  readonly name: string;
  readonly questionSet: string;
  readonly questionSetVersion: number;
  /** The wording raters see, as it was when the study was made. */
  readonly questions: readonly Question[];
  readonly labelMode: LabelMode;
  readonly overlap: number;
  readonly perDataset: number;
  readonly seed: number;
  /** The most items one rater may rate; null for no limit. */
  readonly raterQuota: number | null;
  /** The share of a rater's items that are gold. */
  readonly goldShare: number;
  /** In a blind study, the share of the labelled items that are rated with their label shown. */
  readonly verifyShare: number;
  readonly stopping: StoppingRules;
  /** Whether the ratings of a rater who deletes the account go on counting. */
  readonly withdrawal: Withdrawal;
  readonly createdBy: string | null;
  readonly createdAt: number;
  /** Since when nothing is given out for now, nothing any more, and no rating changes any more. */
  readonly pausedAt: number | null;
  readonly closedAt: number | null;
  readonly lockedAt: number | null;
  readonly telling: Telling;
}

/** A dataset's part of a study; everything as it was when the study was made. */
export interface StudyDataset {
  readonly id: string;
  readonly studyId: string;
  readonly datasetId: string;
  readonly slug: string;
  readonly family: string;
  readonly source: 'model' | 'human';
  readonly polarity: 'as named' | 'inverted';
  readonly behavior: string;
  /** Which of the dataset's behaviors that is, from 1. */
  readonly behaviorVersion: number;
  readonly position: number;
  readonly strata: readonly Stratum[];
  /** How many items were drawn, gold items aside. */
  readonly items: number;
}

export interface StudyItem {
  readonly id: string;
  readonly studyDatasetId: string;
  readonly itemId: string;
  readonly position: number;
  readonly inclusionProbability: number;
  /** Mixed in to check raters: no overlap, no place in any figure. */
  readonly isGold: boolean;
  /** The study's, but for the items that a blind study shows with their label. */
  readonly labelMode: LabelMode;
}

interface StudyRow {
  id: string;
  name: string;
  question_set: string;
  question_set_version: number;
  questions: string;
  label_mode: LabelMode;
  overlap: number;
  per_dataset: number;
  seed: number;
  rater_quota: number | null;
  gold_share: number;
  verify_share: number;
  stopping: string;
  withdrawal: Withdrawal;
  created_by: string | null;
  created_at: number;
  paused_at: number | null;
  closed_at: number | null;
  locked_at: number | null;
  organiser: string;
  contact: string;
  seconds_per_item: number | null;
  consent_text_id: string | null;
  guidelines_text_id: string | null;
}

const frozenColumns =
  'id, name, question_set, question_set_version, questions, label_mode, overlap, per_dataset, seed, rater_quota, gold_share, verify_share, stopping, withdrawal, created_by, created_at';
const studyColumns = `${frozenColumns}, paused_at, closed_at, locked_at, organiser, contact, seconds_per_item,
  consent_text_id, guidelines_text_id`;

export async function findStudy(db: Database, id: string): Promise<Study | undefined> {
  const row = await db.get<StudyRow>(`SELECT ${studyColumns} FROM studies WHERE id = ?`, id);
  return row && toStudy(row);
}

export async function loadStudy(db: Database, id: string): Promise<Study> {
  const study = await findStudy(db, id);
  if (!study) throw new NotFound('There is no such study.');
  return study;
}

/** Newest first. */
export async function listStudies(db: Database): Promise<Study[]> {
  const rows = await db.all<StudyRow>(`SELECT ${studyColumns} FROM studies ORDER BY id DESC`);
  return rows.map(toStudy);
}

/** The datasets of a study in order. */
export async function listStudyDatasets(db: Database, studyId: string): Promise<StudyDataset[]> {
  const rows = await db.all<Omit<StudyDataset, 'strata'> & { strata: string }>(
    `SELECT id, study_id AS "studyId", dataset_id AS "datasetId", slug, family, source, polarity, behavior,
       behavior_version AS "behaviorVersion", position, strata, items
     FROM study_datasets WHERE study_id = ? ORDER BY position`,
    studyId,
  );
  return rows.map((row) => ({ ...row, strata: JSON.parse(row.strata) as Stratum[] }));
}

/** A new study; it starts open. */
export async function insertStudy(db: Database, study: Study): Promise<void> {
  await insertRows(db, 'studies', frozenColumns.split(', '), [
    [
      study.id,
      study.name,
      study.questionSet,
      study.questionSetVersion,
      JSON.stringify(study.questions),
      study.labelMode,
      study.overlap,
      study.perDataset,
      study.seed,
      study.raterQuota,
      study.goldShare,
      study.verifyShare,
      JSON.stringify(study.stopping),
      study.withdrawal,
      study.createdBy,
      study.createdAt,
    ],
  ]);
}

/** A new study; it starts open. */
export async function insertStudyDatasets(db: Database, datasets: readonly StudyDataset[]): Promise<void> {
  await insertRows(
    db,
    'study_datasets',
    [
      'id',
      'study_id',
      'dataset_id',
      'position',
      'slug',
      'family',
      'source',
      'behavior',
      'behavior_version',
      'polarity',
      'strata',
      'items',
    ],
    datasets.map((one) => [
      one.id,
      one.studyId,
      one.datasetId,
      one.position,
      one.slug,
      one.family,
      one.source,
      one.behavior,
      one.behaviorVersion,
      one.polarity,
      JSON.stringify(one.strata),
      one.items,
    ]),
  );
}

/** A new study; it starts open. */
export async function insertStudyItems(db: Database, items: readonly StudyItem[]): Promise<void> {
  await insertRows(
    db,
    'study_items',
    ['id', 'study_dataset_id', 'item_id', 'position', 'inclusion_probability', 'is_gold', 'label_mode'],
    items.map((one) => [
      one.id,
      one.studyDatasetId,
      one.itemId,
      one.position,
      one.inclusionProbability,
      one.isGold ? 1 : 0,
      one.labelMode,
    ]),
  );
}

function toStudy(row: StudyRow): Study {
  return {
    id: row.id,
    name: row.name,
    questionSet: row.question_set,
    questionSetVersion: row.question_set_version,
    questions: JSON.parse(row.questions) as Question[],
    labelMode: row.label_mode,
    overlap: row.overlap,
    perDataset: row.per_dataset,
    seed: row.seed,
    raterQuota: row.rater_quota,
    goldShare: row.gold_share,
    verifyShare: row.verify_share,
    stopping: JSON.parse(row.stopping) as StoppingRules,
    withdrawal: row.withdrawal,
    createdBy: row.created_by,
    createdAt: row.created_at,
    pausedAt: row.paused_at,
    closedAt: row.closed_at,
    lockedAt: row.locked_at,
    telling: {
      organiser: row.organiser,
      contact: row.contact,
      secondsPerItem: row.seconds_per_item,
      consentTextId: row.consent_text_id,
      guidelinesTextId: row.guidelines_text_id,
    },
  };
}
