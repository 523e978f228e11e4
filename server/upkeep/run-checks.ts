import type { Reads } from '../db/reads';
import type { Check, CheckOutcome } from './check';

/** So many faults of a kind are named; the others are of the same kind. */
const mostFaults = 100;

/** Runs one check after another, and tells of each when it has ended. One that cannot be carried out has failed. */
export async function* runChecks(db: Reads, checks: readonly Check[]): AsyncGenerator<CheckOutcome> {
  for (const check of checks) yield outcomeOf(check, db);
}

async function outcomeOf(check: Check, db: Reads): Promise<CheckOutcome> {
  const { key, name } = check;
  try {
    const { faults, ...looked } = await check.run(db, mostFaults + 1);
    const more = faults.length > mostFaults;
    return { key, name, ...looked, ok: faults.length === 0, faults: faults.slice(0, mostFaults), more };
  } catch (error) {
    const fault = `this could not be checked: ${(error as Error).message}`;
    return { key, name, checked: 0, ok: false, faults: [fault], more: false };
  }
}
