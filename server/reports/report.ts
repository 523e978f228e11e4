import type { Anchoring } from '../agreement/anchoring';
import type { AgreementFigures } from '../agreement/dataset-agreement';
import type { Confusion } from '../agreement/inference/confusion';
import type { DatasetComparison } from '../agreement/inference/datasets-compared';
import type { LabelCalibration } from '../agreement/inference/label-calibration';
import type { LabelInference } from '../agreement/inference/label-inference';
import type { OrderEffects } from '../agreement/inference/order-effects';
import type { Margins, PairComparison } from '../agreement/inference/pairs-compared';
import type { RaterComparison } from '../agreement/inference/raters-compared';
import type { SecondsBin } from '../agreement/inference/rating-seconds';
import type { Undefined } from '../statistics/outcome';
import type { Question } from '../questions/question';
import type { Decision } from '../studies/decision-store';
import type { Stratum } from '../studies/sample-items';
import type { StoppingRules } from '../studies/stopping-rules';
import type { LabelMode, Study } from '../studies/study-store';
import type { RaterFunnel, ReportedExclusion } from './report-store';

/** Raised when a field changes its name or its meaning; new fields do not raise it. */
export const reportSchemaVersion = 1;

/** What may be chosen about a report. */
export interface ReportSettings {
  /** Of every sample that is drawn for intervals. */
  readonly seed: number;
  /** The label agreement that datasets are held against, between 0 and 1. */
  readonly bar: number;
  /** How many samples are drawn for an interval. */
  readonly replicates: number;
}

/** What reports are computed with unless somebody chooses otherwise; the seed is the study's. */
export const usualSettings = { bar: 0.9, replicates: 2000 } as const;

/** What the study asked and of whom; the numbers mean nothing without it. */
export interface ReportedStudy {
  readonly name: string;
  readonly questionSet: string;
  readonly questionSetVersion: number;
  readonly labelMode: LabelMode;
  readonly overlap: number;
  readonly perDataset: number;
  readonly seed: number;
  /** The wording raters saw. */
  readonly questions: readonly Question[];
  /** The share of a rater's items that were gold; they stand in no figure. */
  readonly goldShare: number;
  /** What the study could stop for before its sample was rated; `{}` for nothing. */
  readonly stopping: StoppingRules;
  /** Of a blind study, the share of the labelled items that were rated with their label shown. */
  readonly verifyShare: number;
}

export interface ReportedDataset {
  readonly slug: string;
  readonly family: string;
  readonly source: 'model' | 'human';
  readonly polarity: 'as named' | 'inverted';
  readonly behavior: string;
  /** Which of the dataset's behaviors raters read, from 1. */
  readonly behaviorVersion: number;
  /** Of the file as it was imported. */
  readonly sha256: string;
  readonly strata: readonly Stratum[];
}

/** What stopping rules saved; both null in a study without them. */
export interface ReportedSavings {
  /** The most ratings the plan could have asked for. */
  readonly ratingsAtMost: number | null;
  /** How many of those have become unnecessary. */
  readonly ratingsSaved: number | null;
}

/** Figures as files name them: every measure of the label and every question stands beside the fixed ones. */
export type ReportedFigures = Omit<AgreementFigures, 'labelMeasures' | 'questions'> &
  Readonly<Record<string, unknown>>;

/** What is known beyond the counted ratings themselves, of a dataset or of all. */
export interface ReportedInference extends LabelInference {
  /** How confident the file is of its labels, held against majorities. */
  readonly calibration: LabelCalibration;
  /** How often raters gave which answer, by label. */
  readonly confusion: Confusion | Undefined;
  /** Items with all their ratings by how many of their raters agree with the label, from 0 to the overlap. */
  readonly itemsByAgreeing: Readonly<Record<string, number>>;
  /** How much seeing the label swayed raters; its items stand in no other figure. */
  readonly anchoring: Anchoring;
}

export type DatasetReport = ReportedDataset &
  ReportedFigures &
  ReportedSavings &
  ReportedInference & {
    readonly polarityWarning: string | null;
    /** What the study's rule has decided about the dataset; null for nothing. */
    readonly decision: Decision | null;
    /** Beside the other datasets of the study. */
    readonly comparison: DatasetComparison;
  };

/** The ratings that a report is of. */
export interface ReportedSnapshot {
  /** A locked study's ratings change no more; those of a live one may, and with them every figure. */
  readonly state: 'locked' | 'live';
  readonly lockedAt: string | null;
  /** Of all counted ratings: equal exactly where they are. */
  readonly ratingsSha256: string;
  readonly exclusions: readonly ReportedExclusion[];
  readonly raterFunnel: RaterFunnel;
}

/**
 * All numbers of a study and where they came from. It holds no ids and no chance but the seed's: the same ratings give the same
 * report, on either engine, every time.
 */
export interface Report {
  readonly schemaVersion: number;
  readonly assayVersion: string;
  readonly study: ReportedStudy;
  /** In the order of the study. */
  readonly datasets: readonly DatasetReport[];
  /** Over the items of all datasets as if they were one. */
  readonly pooled: ReportedFigures & ReportedSavings & ReportedInference;
  readonly snapshot: ReportedSnapshot;
  readonly settings: ReportSettings & { readonly falseDiscoveryRate: number; readonly margins: Margins };
  readonly orderEffects: OrderEffects;
  readonly raters: RaterComparison;
  /** The datasets of confirmed pairs, model-written against human-written. */
  readonly pairs: PairComparison;
  /** How long ratings took. */
  readonly ratingSeconds: readonly SecondsBin[];
}

/** What files may say of a study: what it asked, without ids and dates. */
export function reportedStudy(study: Study): ReportedStudy {
  const { name, questionSet, questionSetVersion, labelMode, overlap, perDataset, seed, questions } = study;
  const { goldShare, stopping, verifyShare } = study;
  const plan = { name, questionSet, questionSetVersion, labelMode, overlap, perDataset, seed, questions };
  return { ...plan, goldShare, stopping, verifyShare };
}
