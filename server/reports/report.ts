import type { Anchoring } from '../agreement/anchoring';
import type { AgreementFigures } from '../agreement/dataset-agreement';
import type { Question } from '../questions/question';
import type { Decision } from '../studies/decision-store';
import type { Stratum } from '../studies/sample-items';
import type { StoppingRules } from '../studies/stopping-rules';
import type { LabelMode } from '../studies/study-store';

/** Raised when a field changes its name or its meaning; new fields do not raise it. */
export const reportSchemaVersion = 1;

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

/**
 * All numbers of a study and where they came from. It holds no ids, no times of day and no chance: the same
 * ratings give the same report, on either engine, every time.
 */
export interface Report {
  readonly schemaVersion: number;
  readonly assayVersion: string;
  readonly study: ReportedStudy;
  /** In the order of the study. */
  readonly datasets: readonly (ReportedDataset &
    ReportedFigures &
    ReportedSavings & {
      readonly polarityWarning: string | null;
      /** What the study's rule has decided about the dataset; null for nothing. */
      readonly decision: Decision | null;
      /** How much seeing the label swayed raters; its items stand in no other figure. */
      readonly anchoring: Anchoring;
    })[];
  /** Over the items of all datasets as if they were one. */
  readonly pooled: ReportedFigures & ReportedSavings & { readonly anchoring: Anchoring };
}
