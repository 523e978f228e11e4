/** How often things happened, by what they are. */
export type Counts = Record<string, number>;

/** What a run has seen, over all of its rounds. */
export interface Tally {
  readonly kills: Counts;
  readonly faults: Counts;
  readonly operations: Counts;
  readonly checks: Counts;
  /** Answers of the server by status; `none` when none came. */
  readonly replies: Counts;
  /** Submissions that were acknowledged, by the operation that made them. */
  readonly acknowledged: Counts;
  /** What became of submissions whose answer never came, and of those that were refused as too old. */
  readonly others: Counts;
  /** Milliseconds from a start of the server to its first answer. */
  readonly firstAnswers: number[];
  /** What was wrong, in sentences, and how often which invariant did not hold. */
  readonly violations: string[];
  readonly broken: Counts;
}

export function createTally(): Tally {
  return {
    kills: {},
    faults: {},
    operations: {},
    checks: {},
    replies: {},
    acknowledged: {},
    others: {},
    firstAnswers: [],
    violations: [],
    broken: {},
  };
}

export function count(counts: Counts, name: string, by = 1): void {
  counts[name] = (counts[name] ?? 0) + by;
}

export function sum(counts: Counts): number {
  return Object.values(counts).reduce((total, number) => total + number, 0);
}
