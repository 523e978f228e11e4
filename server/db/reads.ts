import type { Database } from './database';

/** The part of a database that only looks: a database, a transaction, or a snapshot. */
export type Reads = Pick<Database, 'dialect' | 'all' | 'get'>;
