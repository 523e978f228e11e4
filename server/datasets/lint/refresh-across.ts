import { setImmediate } from 'node:timers/promises';
import type { Context } from '../../context';
import type { Database } from '../../db/database';
import type { JobDefinition } from '../../jobs/job';
import {
  beforeAllKeys,
  deleteFindingsOfLines,
  holdImport,
  listItemsOfKeys,
  listItemsSharingText,
  listSharedTextKeys,
  listTextKeyUses,
  type KeyedItem,
  type PlacedTextKey,
} from '../item-text-store';
import { insertFindings } from '../lint-store';
import { acrossRules } from './across';
import { compareAcross } from './compare-across';

const rules = acrossRules.map(({ key }) => key);

/** Keys looked at in one go, and lines written in one transaction: each takes a few milliseconds. */
const lookedAt = 500;
const written = 25;

/**
 * Finds anew what the rules across datasets say of an import's items, and of the items of other datasets that ask the
 * same: after a dataset became ready, and after it was taken back.
 *
 * Lines are compared and written in small transactions, each of which holds its import and reads within itself. So of two
 * that run at once the later one sees all that the earlier one saw; called again, it writes the same.
 */
export async function refreshAcross(context: Context, importId: string): Promise<void> {
  const sharing = new Set<string>();
  for (let after = beforeAllKeys; ;) {
    const uses = await listTextKeyUses(context.db, importId, { rules, after, limit: lookedAt });
    const concerned = uses.filter((use) => use.isElsewhere || use.isFound);
    for (const other of await refreshLines(context.db, importId, concerned)) sharing.add(other);
    if (uses.length < lookedAt) break;
    after = uses.at(-1)!;
    // Where nothing is shared there is nothing to write, and still others get their turn.
    await setImmediate();
  }
  for (const other of sharing) await refreshShared(context.db, other, importId);
}

/** After a dataset was taken back: with millions of items that takes longer than anybody waits for a page. */
export const refreshOthers: JobDefinition = {
  name: 'refresh-across',
  run: (context, { subjectId }) => refreshAcross(context, subjectId),
};

/** Refreshes those lines of an import whose text another import has. */
async function refreshShared(db: Database, importId: string, sharedWith: string): Promise<void> {
  for (let after = beforeAllKeys; ;) {
    const uses = await listSharedTextKeys(db, importId, { sharedWith, after, limit: lookedAt });
    await refreshLines(
      db,
      importId,
      uses.filter(({ isShared }) => isShared),
    );
    if (uses.length < lookedAt) return;
    after = uses.at(-1)!;
    await setImmediate();
  }
}

/** @returns the other imports that have a text of these lines and are a dataset */
async function refreshLines(
  db: Database,
  importId: string,
  keys: readonly PlacedTextKey[],
): Promise<Set<string>> {
  const others = new Set<string>();
  for (let start = 0; start < keys.length; start += written) {
    const some = keys.slice(start, start + written);
    const found = await db.redoable((tx) => refreshInOne(tx, importId, some));
    for (const item of found) if (item.importId !== importId) others.add(item.importId);
    // Between two transactions others get their turn.
    await setImmediate();
  }
  return others;
}

/** @returns the items of all datasets with these texts, even while the import itself is none */
async function refreshInOne(
  tx: Database,
  importId: string,
  keys: readonly PlacedTextKey[],
): Promise<KeyedItem[]> {
  const lines = keys.map(({ line }) => line);
  await holdImport(tx, importId);
  const own = await listItemsOfKeys(tx, importId, keys);
  const all = await listItemsSharingText(
    tx,
    keys.map(({ textKey }) => textKey),
  );
  await deleteFindingsOfLines(tx, importId, { rules, lines });
  await insertFindings(tx, importId, compareAcross(own, all));
  return all;
}
