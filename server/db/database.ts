/** What may be bound to a `?`: no booleans, no dates, so that one SQL text means the same on both engines. */
export type SqlValue = string | number | null;

/**
 * A database, or one transaction on it. SQL uses `?` placeholders and only what both engines understand
 * (docs/decisions/0002-raw-sql-on-two-engines.md). Rows come back as plain objects; counts and sums are numbers.
 */
export interface Database {
  readonly dialect: 'sqlite' | 'postgres';
  all<Row>(sql: string, ...params: SqlValue[]): Promise<Row[]>;
  get<Row>(sql: string, ...params: SqlValue[]): Promise<Row | undefined>;
  run(sql: string, ...params: SqlValue[]): Promise<{ changes: number }>;
  /** Runs several statements without parameters, as migrations need. */
  script(sql: string): Promise<void>;
  /**
   * Runs `work` in one transaction and commits when it resolves, rolls back when it rejects. Inside, only `tx`
   * may be used, one statement after another: the outer handle throws there, on both engines.
   */
  transaction<T>(work: (tx: Database) => Promise<T>): Promise<T>;
  /**
   * A transaction for work that is done again when the machine goes down: it is there whole or not at all, and safe
   * once a later transaction is. It does not wait for the disk, so that long work does not make others wait.
   */
  redoable<T>(work: (tx: Database) => Promise<T>): Promise<T>;
  /**
   * A transaction that may rebuild tables others refer to, as migrations must on SQLite: foreign keys are checked
   * once, at its end.
   */
  schemaChange<T>(work: (tx: Database) => Promise<T>): Promise<T>;
  /** Resolves when writing has failed for good: from then on the database can only be read. Never otherwise. */
  readonly failed: Promise<Error>;
  close(): Promise<void>;
}

export const outerHandleInTransaction =
  'The outer database handle was used inside a transaction: use the handle the transaction was given.';
export const handleOutlivedTransaction = 'A transaction handle was used after its transaction ended.';
export const transactionInTransaction = 'A transaction cannot be started inside a transaction.';
