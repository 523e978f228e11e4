import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import type { Database } from '../../db/database';
import { freshPseudonym } from '../create-user';
import { unusableHash } from '../password';
import { hasPseudonym } from '../user-store';
import { eraseUser } from './own-account-store';

/** A study that somebody leaves, and what becomes of their ratings there. */
export interface LeftStudy {
  readonly name: string;
  readonly ratings: number;
  readonly fate: 'kept' | 'withdrawn';
}

/** What deletion needs of the studies; handed in, because studies come later in the import order. */
export interface Leaving {
  list(db: Database, raterId: string): Promise<LeftStudy[]>;
  /** Takes the rater out of every study. May be done again when it was interrupted. */
  leave(context: Context, raterId: string): Promise<{ kept: number; withdrawn: number }>;
}

/**
 * Takes everything that says who somebody is out of the database. What they rated stays under a pseudonym that nobody
 * has seen with them, or counts no more, as their studies say.
 */
export async function deleteAccount(context: Context, leaving: Leaving, id: string): Promise<void> {
  const detail = await leaving.leave(context, id);
  await context.db.transaction(async (tx) => {
    let pseudonym = freshPseudonym(context.random);
    while (await hasPseudonym(tx, pseudonym)) pseudonym = freshPseudonym(context.random);
    // An id of its own, so that nobody can have taken the name before.
    const username = `deleted ${context.newId()}`;
    await eraseUser(tx, id, { username, pseudonym, passwordHash: unusableHash, now: context.now() });
    await recordAudit(tx, context, { actorId: id, action: 'account deleted', objectId: id, detail });
  });
}
