import type { Context } from '../../context';
import { Conflict, Invalid } from '../../errors';
import { enqueueJob } from '../../jobs/enqueue-job';
import { formats } from '../formats';
import { updateImport, type ImportRun } from '../import-store';
import type { FieldMapping } from '../reading/field-mapping';
import { assertIdle } from './assert-idle';
import { checkImport } from './checking/check-import';
import { originalPath } from './keep-original';
import { lookAt } from './receive-import';

/** How the records are to be read; what is not said stays as it is. */
export interface CheckChoice {
  readonly format?: string | null | undefined;
  readonly mapping?: FieldMapping | null | undefined;
}

const noCounts = { records: 0, items: 0, labelled: 0, failed: 0, warned: 0 };

/**
 * Asks for the file to be read from beginning to end. A checked or refused import may be checked again, as after
 * another mapping; what was found before is forgotten then.
 * @throws Conflict when the import is at another step by now
 */
export async function requestCheck(
  context: Context,
  run: ImportRun,
  { format = run.format, mapping = run.mapping }: CheckChoice = {},
): Promise<ImportRun> {
  // Imports of before 0.2 were never looked at.
  const { facts, refusal } = run.facts ? run : await lookAt(originalPath(context, run.sha256), run.fileName);
  if (!facts) throw new Conflict(refusal ?? 'This file cannot be read.', 'Import another one.');
  if (format !== null && !formats.some(({ key }) => key === format)) {
    throw new Invalid(`There is no format "${format}".`);
  }
  const reading = { facts, format, mapping, refusal: null };
  const checking: ImportRun = { ...run, ...noCounts, ...reading, state: 'checking' };
  await context.db.transaction(async (tx) => {
    const mayCheck = ['received', 'checked', 'refused'].includes(run.state);
    if (!mayCheck || !(await updateImport(tx, checking, run.state))) {
      throw new Conflict('This import is at another step by now.', 'Look at its page.');
    }
    await assertIdle(tx, checkImport.name, run.id);
    await enqueueJob(tx, context, { name: checkImport.name, subjectId: run.id });
  });
  return checking;
}
