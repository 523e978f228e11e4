import type { Database } from '../../../db/database';
import { countProblems, listProblems } from '../../import-problem-store';
import { problemsPerPage, readProblemPlace, type FoundProblems } from './problem-list';

/** One page of the problems of an import, and how many there are of each kind. */
export async function loadProblems(db: Database, importId: string, asked: unknown): Promise<FoundProblems> {
  const after = readProblemPlace(asked);
  return {
    importId,
    counts: await countProblems(db, importId),
    problems: await listProblems(db, importId, { after, limit: problemsPerPage + 1 }),
    after,
  };
}
