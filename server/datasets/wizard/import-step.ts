import type { Context } from '../../context';
import { Conflict } from '../../errors';
import { loadImport, type ImportRun, type ImportState } from '../import-store';
import { stateWords } from './import-state';

/**
 * The import, at one of the steps that the page is about.
 * @throws Conflict when it is at another one
 */
export async function loadImportAt(
  { db }: Pick<Context, 'db'>,
  id: string,
  ...states: readonly ImportState[]
): Promise<ImportRun> {
  const run = await loadImport(db, id);
  if (states.includes(run.state)) return run;
  throw new Conflict(
    `This cannot be done at this step of the import. Its state is: ${stateWords[run.state].toLowerCase()}.`,
    'Somebody else may have gone on with it, or you came back to an old page.',
  );
}
