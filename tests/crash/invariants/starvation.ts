import type { Invariant } from './view';

export const nothingHeld: Invariant = {
  name: 'nobody holds an item when nothing is left',
  atTheEnd: true,
  check: async ({ db }) => {
    const rows = await db.all<{ id: string }>(`SELECT id FROM assignments WHERE state = 'claimed'`);
    return rows.map(({ id }) => `${id} is still held.`);
  },
};

export const nobodyStarved: Invariant = {
  name: 'no slot is free that a rater could have had who was told that nothing is left',
  atTheEnd: true,
  check: async ({ db }) => {
    const rows = await db.all<{ itemId: string; raters: number }>(
      `SELECT f.study_item_id AS "itemId", COUNT(DISTINCT p.rater_id) AS raters FROM assignments f
       JOIN study_datasets sd ON sd.id = f.study_dataset_id
       JOIN participations p ON p.study_id = sd.study_id
       WHERE f.state = 'free' AND NOT EXISTS (
         SELECT 1 FROM assignments a
         WHERE a.study_item_id = f.study_item_id AND a.rater_id = p.rater_id AND a.state = 'completed')
       GROUP BY f.study_item_id`,
    );
    return rows.map(
      ({ itemId, raters }) => `Item ${itemId} has a free slot that ${raters} raters could fill.`,
    );
  },
};
