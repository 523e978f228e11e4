import type { Context } from '../context';
import type { Database } from '../db/database';
import { insertAssignments } from './assignment-store';
import { endClaim, expireClaim, listLapsedClaims, type EndedClaim } from './lapsed-store';

/**
 * Makes claims of others that have lapsed free again. One transaction each, holding nothing else, so that it
 * can never wait in a circle with raters who are submitting.
 */
export async function freeLapsedClaims(context: Context, raterId: string): Promise<void> {
  const now = context.now();
  for (const { id } of await listLapsedClaims(context.db, raterId, now)) {
    await context.db.transaction(async (tx) => freeSlotOf(tx, context, await expireClaim(tx, id, now)));
  }
}

/** Takes an item from whoever holds it. An answer can still come. @returns false when it was answered or had ended */
export async function releaseClaim(
  tx: Database,
  context: Pick<Context, 'newId'>,
  assignmentId: string,
): Promise<boolean> {
  const ended = await endClaim(tx, assignmentId);
  await freeSlotOf(tx, context, ended);
  return ended !== undefined;
}

async function freeSlotOf(
  tx: Database,
  { newId }: Pick<Context, 'newId'>,
  ended: EndedClaim | undefined,
): Promise<void> {
  if (ended && !ended.isGold) await insertAssignments(tx, [{ ...ended, id: newId() }]);
}
