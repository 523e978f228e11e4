/** How far a long piece of upkeep is. */
export interface UpkeepProgress {
  /** What is being done, such as `copying`. */
  readonly step: string;
  readonly done: number;
  readonly total: number;
  /** What is counted, such as `rows`. */
  readonly unit: string;
}

export type Tell = (progress: UpkeepProgress) => void;
