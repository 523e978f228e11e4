import type { Reads } from '../reads';
import type { Row, Table } from './table';

/** An empty database with today's schema that rows are copied into, all in one transaction. */
export interface Sink extends Reads {
  insert(table: Table, rows: readonly Row[]): Promise<void>;
  /** Every row that was inserted, as it comes back. */
  rows(table: Table): AsyncIterable<readonly Row[]>;
  /** Makes the rows stay and closes. @throws Error when one refers to a row that is not there */
  commit(): Promise<void>;
  /** Leaves nothing of the rows and closes. */
  abandon(): Promise<void>;
}
