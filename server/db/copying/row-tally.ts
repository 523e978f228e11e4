import { hash } from 'node:crypto';
import type { Row } from './table';

/** How many rows a table has, and a hash of all of them. */
export interface RowTally {
  readonly rows: number;
  readonly sha256: string;
}

const hashSize = 2n ** 256n;

/**
 * Counts and hashes rows in whatever order they come, since the engines sort text differently: the sum of the SHA-256
 * of each row, so that a row more, less or other changes it.
 */
export function createRowTally(): { add(rows: readonly Row[]): void; result(): RowTally } {
  let rows = 0;
  let sum = 0n;
  return {
    add: (batch) => {
      for (const row of batch) sum += BigInt(`0x${hash('sha256', rowText(row), 'hex')}`);
      sum %= hashSize;
      rows += batch.length;
    },
    result: () => ({ rows, sha256: sum.toString(16).padStart(64, '0') }),
  };
}

/** The same text for the same values, whichever engine they come from. */
function rowText(row: Row): string {
  return JSON.stringify(row.map((value) => (value === null ? null : String(value))));
}
