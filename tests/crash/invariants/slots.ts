import type { Invariant } from './view';

export const noItemOver: Invariant = {
  name: 'no item has more raters than its overlap',
  check: async ({ db, study }) => {
    const rows = await db.all<{ id: string; count: number }>(
      `SELECT study_item_id AS id, COUNT(*) AS count FROM assignments
       WHERE state IN ('claimed', 'completed') AND is_surplus = 0 AND is_gold = 0
       GROUP BY study_item_id HAVING COUNT(*) > ?`,
      study.overlap,
    );
    return rows.map(({ id, count }) => `Item ${id} counts ${count} raters of ${study.overlap}.`);
  },
};

export const noSlotLost: Invariant = {
  name: 'every item keeps as many slots as its overlap',
  check: async ({ db, study }) => {
    const rows = await db.all<{ id: string; count: number }>(
      `SELECT si.id, COUNT(a.id) AS count FROM study_items si
       LEFT JOIN assignments a ON a.study_item_id = si.id AND a.state <> 'expired' AND a.is_surplus = 0
       WHERE si.is_gold = 0 GROUP BY si.id HAVING COUNT(a.id) <> ?`,
      study.overlap,
    );
    return rows.map(({ id, count }) => `Item ${id} has ${count} slots for an overlap of ${study.overlap}.`);
  },
};

export const nobodyTwice: Invariant = {
  name: 'nobody has an item twice',
  check: async ({ db }) => {
    const rows = await db.all<{ id: string; raterId: string }>(
      `SELECT study_item_id AS id, rater_id AS "raterId" FROM assignments WHERE rater_id IS NOT NULL
       GROUP BY study_item_id, rater_id HAVING COUNT(*) > 1`,
    );
    return rows.map(({ id, raterId }) => `Rater ${raterId} has item ${id} more than once.`);
  },
};

export const oneAtATime: Invariant = {
  name: 'nobody holds two items at once',
  check: async ({ db }) => {
    const rows = await db.all<{ raterId: string; count: number }>(
      `SELECT rater_id AS "raterId", COUNT(*) AS count FROM assignments WHERE state = 'claimed'
       GROUP BY rater_id HAVING COUNT(*) > 1`,
    );
    return rows.map(({ raterId, count }) => `Rater ${raterId} holds ${count} items.`);
  },
};

export const shownStaysOwn: Invariant = {
  name: 'an item that was shown to a rater stays that rater’s',
  check: async ({ db, model }) => {
    const shownTo = [...model.shownTo];
    const rows = await db.all<{ id: string; raterId: string }>(
      'SELECT id, rater_id AS "raterId" FROM assignments WHERE rater_id IS NOT NULL',
    );
    const owners = new Map(rows.map(({ id, raterId }) => [id, raterId]));
    return shownTo.flatMap(([id, raterId]) =>
      owners.get(id) === raterId ? [] : [`${id} was shown to ${raterId} and belongs to ${owners.get(id)}.`],
    );
  },
};

export const completedCounted: Invariant = {
  name: 'the count of a rater’s ratings is right',
  check: async ({ db }) => {
    const rows = await db.all<{ raterId: string; completed: number; count: number }>(
      `SELECT p.rater_id AS "raterId", p.completed, COUNT(a.id) AS count FROM participations p
       JOIN study_datasets sd ON sd.study_id = p.study_id
       LEFT JOIN assignments a
         ON a.study_dataset_id = sd.id AND a.rater_id = p.rater_id AND a.state = 'completed'
       GROUP BY p.study_id, p.rater_id, p.completed HAVING COUNT(a.id) <> p.completed`,
    );
    return rows.map(
      ({ raterId, completed, count }) => `Rater ${raterId} has ${count} ratings and a count of ${completed}.`,
    );
  },
};
