import type { Database } from '../../../db/database';
import { listProblems } from '../../import-problem-store';

const perRead = 500;

/** Every problem of an import as a JSON object on a line of its own, in file order. */
export async function* exportProblems(db: Database, importId: string): AsyncGenerator<string> {
  for (let after; ;) {
    const problems = await listProblems(db, importId, { after, limit: perRead });
    if (problems.length > 0) yield problems.map((problem) => `${JSON.stringify(problem)}\n`).join('');
    if (problems.length < perRead) return;
    after = problems.at(-1);
  }
}
