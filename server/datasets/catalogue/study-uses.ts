import type { Database } from '../../db/database';

/** A study that drew from a dataset, and which of its behaviors it was frozen with. */
export interface StudyUse {
  readonly studyId: string;
  readonly name: string;
  readonly behaviorVersion: number;
}

/** What studies can say of datasets; handed in, because studies stand later in the import order. */
export interface StudyUses {
  /** The studies that drew from a dataset, the newest first. */
  listStudyUses(db: Database, datasetId: string): Promise<StudyUse[]>;
  /** The ids of all datasets that a study drew from. */
  listUsedDatasets(db: Database): Promise<string[]>;
}
