import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import type { Database } from '../../db/database';
import { Conflict, Forbidden, NotFound } from '../../errors';
import { revokeLinksMadeBy, type PersonRole } from '../access/access-link-store';
import { revokeTokensOf } from '../api-tokens/token-store';
import { eraseSecondFactor } from '../second-factor/second-factor-store';
import {
  deleteSessionsOf,
  findPerson,
  holdAdmins,
  updateDisabled,
  updateRole,
  type Person,
} from './people-store';

/** What an administrator does to somebody else's account. */
export interface PersonChange {
  /** For the audit, in the past tense. */
  readonly action: string;
  readonly detail?: Readonly<Record<string, string>>;
  apply(tx: Database, person: Person, now: number): Promise<void>;
}

export function roleChange(role: PersonRole): PersonChange {
  return { action: 'role changed', detail: { role }, apply: (tx, { id }) => updateRole(tx, id, role) };
}

export const disabling: PersonChange = {
  action: 'account disabled',
  apply: (tx, { id }, now) => updateDisabled(tx, id, now),
};

export const enabling: PersonChange = {
  action: 'account enabled',
  apply: (tx, { id }) => updateDisabled(tx, id, null),
};

export const secondFactorRemoval: PersonChange = {
  action: 'second factor removed by an administrator',
  apply: (tx, { id }) => eraseSecondFactor(tx, id),
};

/**
 * Changes an account, ends its sessions and API tokens, and withdraws the links it has given out. Nobody changes their own account, and
 * whoever does it is an administrator at that very moment, so one always stays.
 */
export async function changePerson(
  context: Context,
  { personId, actorId }: { personId: string; actorId: string },
  change: PersonChange,
): Promise<Person> {
  if (personId === actorId)
    throw new Conflict('You cannot change your own account here.', 'Ask another one.');
  const now = context.now();
  return context.db.transaction(async (tx) => {
    await holdAdmins(tx);
    const actor = await findPerson(tx, actorId);
    if (actor?.role !== 'admin' || actor.disabledAt !== null) throw new Forbidden();
    const person = await findPerson(tx, personId);
    if (!person) throw new NotFound('There is no such account.');
    await change.apply(tx, person, now);
    await revokeLinksMadeBy(tx, personId, now);
    await revokeTokensOf(tx, personId, now);
    const sessionsEnded = await deleteSessionsOf(tx, personId);
    const detail = { ...change.detail, was: person.role, sessionsEnded };
    await recordAudit(tx, context, { actorId, action: change.action, objectId: personId, detail });
    return person;
  });
}
