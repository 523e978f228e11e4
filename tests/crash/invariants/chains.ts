import type { Invariant } from './view';

export const submissionOnce: Invariant = {
  name: 'a submission id is stored once',
  check: async ({ db }) => {
    const rows = await db.all<{ id: string }>(
      'SELECT submission_id AS id FROM ratings GROUP BY submission_id HAVING COUNT(*) > 1',
    );
    return rows.map(({ id }) => `Submission ${id} is stored more than once.`);
  },
};

export const gapless: Invariant = {
  name: 'revisions count from 1 without a gap',
  check: ({ revisions }) =>
    [...revisions].flatMap(([assignmentId, own]) =>
      own.every(({ revision }, index) => revision === index + 1)
        ? []
        : [`${assignmentId} has revisions ${own.map(({ revision }) => revision).join(', ')}.`],
    ),
};

export const currentIsNewest: Invariant = {
  name: 'an assignment is completed when it has ratings, and points at the newest',
  check: async ({ db, revisions }) => {
    const rows = await db.all<{ id: string; state: string; current: string | null }>(
      `SELECT id, state, current_rating_id AS current FROM assignments WHERE state <> 'free'`,
    );
    return rows.flatMap(({ id, state, current }) => {
      const newest = revisions.get(id)?.at(-1)?.id ?? null;
      const isRight = current === newest && (state === 'completed') === (newest !== null);
      return isRight ? [] : [`${id} is ${state} and points at ${current}; its newest rating is ${newest}.`];
    });
  },
};

export const everyRevisionAudited: Invariant = {
  name: 'every revision has its event in the audit log',
  check: async ({ db, revisions }) => {
    const events = await db.all<{ id: string; count: number }>(
      `SELECT object_id AS id, COUNT(*) AS count FROM audit_events
       WHERE action IN ('rating submitted', 'rating edited') GROUP BY object_id`,
    );
    const counts = new Map(events.map(({ id, count }) => [id, count]));
    const ids = new Set([...counts.keys(), ...revisions.keys()]);
    return [...ids].flatMap((id) => {
      const stored = revisions.get(id)?.length ?? 0;
      const audited = counts.get(id) ?? 0;
      return stored === audited ? [] : [`${id} has ${stored} revisions and ${audited} events.`];
    });
  },
};
