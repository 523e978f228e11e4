import { isAway, isBusy, isFull } from '../db/violations';
import { DatabaseAway, DatabaseBusy, DatabaseFailed, DatabaseFull, type ExpectedError } from '../errors';

/** What a database says when it cannot be written for the moment, and how people are told. */
const reasons: readonly { readonly is: (error: unknown) => boolean; readonly say: () => ExpectedError }[] = [
  { is: isBusy, say: () => new DatabaseBusy() },
  { is: isFull, say: () => new DatabaseFull() },
  { is: isAway, say: () => new DatabaseAway() },
  { is: (error) => error instanceof DatabaseFailed, say: () => new DatabaseFailed() },
];

/** The failure in words when the database could not be written; undefined for any other. The same can be sent again. */
export function asUnavailable(error: unknown): ExpectedError | undefined {
  return reasons.find(({ is }) => is(error))?.say();
}
