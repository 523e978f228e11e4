import type { ListedItem } from '../../agreement/agreement-store';
import type { PackedRatings } from '../../agreement/packed-ratings';
import type { Decision } from '../../studies/decision-store';
import type { ReportedDataset, ReportedStudy, ReportSettings } from '../report';
import type { RaterFunnel, ReportedExclusion } from '../report-store';

/** An item as figures need it: without its text. */
export type ReportItem = Pick<
  ListedItem,
  'position' | 'line' | 'choices' | 'labelIndex' | 'labelConfidence' | 'open' | 'held'
>;

/** Items in drawn order, with all that counts of their ratings. */
export interface RatedItemsInput {
  readonly items: readonly ReportItem[];
  readonly ratings: PackedRatings;
}

/** One dataset of a study, with everything counted about it. */
export interface ReportInputDataset extends RatedItemsInput {
  readonly dataset: ReportedDataset;
  readonly decision: Decision | null;
  /** The items of a blind study that raters see with their label, with their ratings. */
  readonly shown: RatedItemsInput;
}

/** A model-written and a human-written dataset of one behavior, by their slugs. */
export interface ReportedPairing {
  readonly model: string;
  readonly human: string;
  readonly alignment: 'same' | 'opposite';
}

/** Everything a report is computed from; what the thread is given. */
export interface ReportInput {
  readonly assayVersion: string;
  readonly settings: ReportSettings;
  readonly study: ReportedStudy;
  /** When the study was locked, as text; null while it is not. */
  readonly lockedAt: string | null;
  readonly exclusions: readonly ReportedExclusion[];
  readonly funnel: RaterFunnel;
  readonly pairings: readonly ReportedPairing[];
  /** In the order of the study. */
  readonly datasets: readonly ReportInputDataset[];
}
