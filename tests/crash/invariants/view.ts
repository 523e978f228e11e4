import type { Database } from '../../../server/db/database';
import type { Given, Model } from '../model';
import type { PreparedStudy } from '../prepare-study';

/** The database at one moment, and what it is compared with. */
export interface View {
  readonly db: Database;
  /** For who opens it again, and the command line program that goes with the server. */
  readonly databaseUrl: string;
  readonly assay: string;
  readonly study: PreparedStudy;
  readonly model: Model;
  /** What had been acknowledged before the moment. */
  readonly acknowledged: readonly Given[];
  /** Of every assignment that has any, in their order. */
  readonly revisions: ReadonlyMap<string, readonly Revision[]>;
}

export interface Revision {
  readonly id: string;
  readonly assignmentId: string;
  readonly raterId: string;
  readonly revision: number;
  readonly submissionId: string;
  readonly comment: string | null;
  readonly answers: Readonly<Record<string, string>>;
}

/** Something that must hold at every moment. A new one is a file or an entry beside the others and a line in `index.ts`. */
export interface Invariant {
  readonly name: string;
  /** Only once all raters have done what there is to do, when true. */
  readonly atTheEnd?: boolean;
  readonly isPossible?: (view: View) => boolean;
  /** @returns a sentence for everything that is wrong */
  readonly check: (view: View) => Promise<string[]> | string[];
}

/** Calls `work` with everything as it is at one moment, whatever the server does meanwhile. */
export async function withView<T>(
  db: Database,
  means: Pick<View, 'databaseUrl' | 'assay' | 'study' | 'model'>,
  work: (view: View) => Promise<T>,
): Promise<T> {
  const acknowledged = [...means.model.given.values()].filter((given) => given.acknowledgedAt !== undefined);
  return db.transaction(async (tx) => {
    // SQLite's transactions see one moment anyway.
    if (tx.dialect === 'postgres') await tx.run('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    return work({ ...means, db: tx, acknowledged, revisions: await readRevisions(tx) });
  });
}

async function readRevisions(db: Database): Promise<Map<string, Revision[]>> {
  const rows = await db.all<Omit<Revision, 'answers'>>(
    `SELECT r.id, r.assignment_id AS "assignmentId", a.rater_id AS "raterId", r.revision,
       r.submission_id AS "submissionId", r.comment
     FROM ratings r JOIN assignments a ON a.id = r.assignment_id ORDER BY r.assignment_id, r.revision`,
  );
  const answers = new Map<string, Record<string, string>>();
  for (const row of await db.all<AnswerRow>('SELECT rating_id AS "ratingId", question, value FROM answers')) {
    const own = answers.get(row.ratingId) ?? {};
    own[row.question] = row.value;
    answers.set(row.ratingId, own);
  }
  const revisions = new Map<string, Revision[]>();
  for (const row of rows) {
    const own = revisions.get(row.assignmentId) ?? [];
    own.push({ ...row, answers: answers.get(row.id) ?? {} });
    revisions.set(row.assignmentId, own);
  }
  return revisions;
}

interface AnswerRow {
  readonly ratingId: string;
  readonly question: string;
  readonly value: string;
}
