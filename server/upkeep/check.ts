import type { Looked } from '../db/integrity';
import type { Reads } from '../db/reads';

/** One thing that must hold in every database of ours. */
export interface Check {
  readonly key: string;
  /** What holds when nothing is wrong. */
  readonly name: string;
  /**
   * @param limit how many faults are worth naming
   * @returns how many things were looked at, and a sentence for each fault that names its row
   */
  run(db: Reads, limit: number): Promise<Looked>;
}

/** What a check has come to. */
export interface CheckOutcome extends Looked {
  readonly key: string;
  readonly name: string;
  readonly ok: boolean;
  /** Whether there are more faults than are named. */
  readonly more: boolean;
}
