import { setImmediate } from 'node:timers/promises';
import type { Context } from '../../../context';
import { deleteSomeFindings, deleteSomeProblems, deleteSomeTextKeys } from '../writing/rows-store';

/** Lines at a time: others wait no longer than for one batch of an import. */
const batchLines = 1000;

/** Removes what a check has found, a little at a time. */
export async function clearCheck({ db }: Pick<Context, 'db'>, importId: string): Promise<void> {
  for (const deleteSome of [deleteSomeProblems, deleteSomeFindings, deleteSomeTextKeys]) {
    while ((await deleteSome(db, importId, batchLines)) > 0) await setImmediate();
  }
}
