import { openDatabase } from '../../../server/db/open-database';
import { count } from '../tally';
import type { World } from '../world';
import { invariants } from './index';
import { withView, type View } from './view';

/** Checks everything on the database as it is now, and notes what is wrong. */
export async function checkInvariants(
  { place, server, study, model, tally }: Pick<World, 'place' | 'server' | 'study' | 'model' | 'tally'>,
  moment: 'on the way' | 'at the end',
): Promise<void> {
  // Opened anew each time: a handle of ours that stayed would keep SQLite from recovering by itself.
  const { databaseUrl } = place;
  const { assay } = server;
  const db = await openDatabase(databaseUrl);
  try {
    await withView(db, { databaseUrl, assay, study, model }, async (view) => {
      for (const { name, atTheEnd = false, isPossible, check } of invariants) {
        if ((atTheEnd && moment === 'on the way') || isPossible?.(view) === false) continue;
        count(tally.checks, name);
        for (const sentence of await check(view)) {
          tally.violations.push(`Not so: ${name}. ${sentence}`);
          count(tally.broken, name);
        }
      }
      if (moment === 'at the end') countOthers(view, tally.others);
    });
  } finally {
    await db.close();
  }
}

/** What became of submissions that nobody was told about, or told that they came too late. */
function countOthers({ model, revisions }: View, others: Record<string, number>): void {
  const stored = new Set([...revisions.values()].flat().map(({ comment }) => comment));
  for (const given of model.given.values()) {
    if (given.acknowledgedAt !== undefined) {
      if (given.wasOpen) count(others, 'acknowledged at a later try');
    } else if (given.sentAt !== undefined) {
      const kind = given.isOpen ? 'never answered' : 'refused';
      count(others, `${kind}, ${stored.has(given.comment) ? 'stored' : 'not stored'}`);
    }
  }
}
