import { createHash } from 'node:crypto';
import { insertAuditEvent } from '../../server/audit/audit-store';
import { sealAudit } from '../../server/audit/seal-audit';
import { insertInvite } from '../../server/accounts/invites/invite-store';
import { insertProblems } from '../../server/datasets/import-problem-store';
import { insertImport, type ImportRun } from '../../server/datasets/import-store';
import type { PlacedProblem } from '../../server/datasets/problem';
import type { Database } from '../../server/db/database';
import { createLogger } from '../../server/log';
import { savePanel } from '../../server/studies/panels/panel-store';
import type { Study } from '../../server/studies/study-store';
import { smallStudy } from '../agreement/small-study';
import { rated, writeStudy } from '../agreement/written-study';
import { auditEvents, insertEvents } from '../audit/audit-events';

/** The bytes of the one original there is, and what they are named by. */
export const original = Buffer.from('{"question":"Do you?"}\n'.repeat(50));
export const originalHash = createHash('sha256').update(original).digest('hex');

const checked: ImportRun = {
  id: 'import-1',
  fileName: 'small.jsonl',
  sha256: originalHash,
  bytes: original.length,
  state: 'imported',
  facts: { syntax: 'json lines' } as unknown as ImportRun['facts'],
  format: 'persona',
  mapping: null,
  plan: null,
  refusal: null,
  records: 7,
  items: 4,
  labelled: 4,
  failed: 2,
  warned: 1,
  datasetId: null,
  createdBy: null,
  createdAt: 0,
};

function problem(
  line: number,
  severity: PlacedProblem['severity'],
  kind: PlacedProblem['kind'],
): PlacedProblem {
  return { line, byteOffset: 0, severity, kind, reason: 'a reason', excerpt: 'an \ud800 excerpt' };
}

/**
 * Fills a migrated database with a little of everything that checks look at: a study with edited, open and surplus
 * ratings, an import with problems that has become its dataset, an invite, a panel, and audit events, all but one sealed.
 */
export async function fillSoundly(db: Database): Promise<Study> {
  const study = await writeStudy(db, {
    ...smallStudy,
    verifyShare: 0.25,
    datasets: [
      { slug: 'small', items: [...smallStudy.datasets[0]!.items.slice(0, 2), shownItem, editedItem] },
    ],
  });
  await db.run('UPDATE datasets SET sha256 = ?', originalHash);
  const dataset = await db.get<{ id: string }>('SELECT id FROM datasets');
  await insertImport(db, { ...checked, datasetId: dataset!.id });
  await insertProblems(db, 'import-1', [
    problem(2, 'error', 'json'),
    problem(5, 'error', 'label'),
    problem(5, 'error', 'field'),
    problem(5, 'warning', 'characters'),
  ]);
  await db.run(
    `INSERT INTO participations (study_id, rater_id, multiplier, increment, joined_at, seen_at, completed)
     SELECT ?, a.rater_id, 1, 1, 0, 0, COUNT(*) FROM assignments a WHERE a.state = 'completed' GROUP BY a.rater_id`,
    study.id,
  );
  const invite = { id: 'invite-1', tokenHash: 'hash', role: 'rater' as const, studyId: study.id, maxUses: 3 };
  await insertInvite(db, { ...invite, expiresAt: 1, createdAt: 0, createdBy: null });
  await savePanel(db, {
    ...{ id: 'panel-1', studyId: study.id, token: 'token', createdAt: 0, preset: 'generic' },
    ...{ participantParameter: 'participant', studyParameter: null, sessionParameter: null },
    ...{ sessionItems: 20, minutes: 10, introduction: '', participantLimit: 3 },
  });
  await insertEvents(db, auditEvents(5));
  await sealAudit({ db, log: createLogger('silent') });
  await insertAuditEvent(db, auditEvents(1, 6)[0]!);
  return study;
}

const [first, ...others] = smallStudy.datasets[0]!.items[3]!.ratings;

/** Rated, then rated otherwise; and by somebody who came late. */
/** Shown with its label, as a share of the items of a blind study is. */
const shownItem = {
  ...smallStudy.datasets[0]!.items[2]!,
  isShown: true,
  ratings: ['R-1', 'R-2', 'R-3'].map((rater) => rated(rater, [4, 'correct', 'no'])),
};

const editedItem = {
  ...smallStudy.datasets[0]!.items[3]!,
  ratings: [
    {
      ...first!,
      revisions: [...first!.revisions, { answers: first!.revisions[0]!.answers, comment: 'Né, \ufffd' }],
    },
    ...others,
    { ...rated('R-3', [5, 0, 'no']), isSurplus: true },
  ],
};
