import { hashToken } from '../../accounts/invites/hash-token';
import { addUser } from '../../accounts/create-user';
import { unusableHash } from '../../accounts/password';
import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import type { Database } from '../../db/database';
import { isUniqueViolation } from '../../db/violations';
import { Conflict } from '../../errors';
import type { SignedInUser } from '../../web/current-user';
import { joinStudy } from '../join-study';
import { stateOf } from '../study-state';
import { loadStudy } from '../study-store';
import type { Arrival } from './arrival';
import { newCode } from './new-code';
import { takePlace, type Panel } from './panel-store';
import { insertVisit } from './visit-store';

export type Started =
  | { readonly outcome: 'started'; readonly user: SignedInUser; readonly reentryCode: string }
  /** No place is left, or the panel or study lets nobody in. */
  | { readonly outcome: 'refused' }
  /** Somebody started as this participant at this very moment. */
  | { readonly outcome: 'started before' };

/** Makes an account for a new participant, who joins the study: all of it or nothing. */
export async function startVisit(context: Context, panel: Panel, arrival: Arrival): Promise<Started> {
  try {
    return await context.db.transaction((tx) => startInTurn(tx, context, panel, arrival));
  } catch (error) {
    if (isUniqueViolation(error)) return { outcome: 'started before' };
    // The study was closed at this moment; the place is free again.
    if (error instanceof Conflict) return { outcome: 'refused' };
    throw error;
  }
}

async function startInTurn(
  tx: Database,
  context: Context,
  panel: Panel,
  { participant, study, session }: Arrival,
): Promise<Started> {
  const { studyId } = panel;
  if (stateOf(await loadStudy(tx, studyId)) !== 'open') return { outcome: 'refused' };
  if (!(await takePlace(tx, panel.id))) return { outcome: 'refused' };
  const username = `panel-${newCode(context.random, 10)}`;
  const account = { username, role: 'rater', passwordHash: unusableHash, isSynthetic: false } as const;
  const user = await addUser(tx, context, account);
  await joinStudy(tx, context, { studyId, raterId: user.id });
  // Nobody can guess it: 16 signs of 30, about 78 bits.
  const reentryCode = newCode(context.random, 16).replace(/(.{4})(?!$)/g, '$1-');
  await insertVisit(tx, {
    panelId: panel.id,
    participant,
    userId: user.id,
    panelStudy: study,
    panelSession: session,
    reentryHash: reentryHash(reentryCode),
    startedAt: context.now(),
  });
  const entry = { actorId: user.id, action: 'panel visit started', objectId: studyId };
  await recordAudit(tx, context, entry);
  return { outcome: 'started', user, reentryCode };
}

/** What is stored of a re-entry code, however it was typed. */
export function reentryHash(code: string): string {
  return hashToken(code.toUpperCase().replace(/[^A-Z0-9]/g, ''));
}
