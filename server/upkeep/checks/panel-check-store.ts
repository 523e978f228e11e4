import type { Reads } from '../../db/reads';

export async function countPanels(db: Reads): Promise<number> {
  const row = await db.get<{ count: number }>('SELECT COUNT(*) AS count FROM panels');
  return row?.count ?? 0;
}

/** Panels whose count of participants is not that of their visits. */
export async function listMiscountedPanels(
  db: Reads,
  limit: number,
): Promise<{ id: string; started: number; visits: number }[]> {
  return db.all<{ id: string; started: number; visits: number }>(
    `SELECT id, started, visits FROM (
       SELECT p.id, p.started, (SELECT COUNT(*) FROM panel_visits v WHERE v.panel_id = p.id) AS visits FROM panels p
     ) AS counted WHERE started <> visits ORDER BY id LIMIT ?`,
    limit,
  );
}
