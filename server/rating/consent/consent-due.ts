import type { Database } from '../../db/database';
import { findConsent } from '../../studies/telling/consent-store';
import type { Telling } from '../../studies/telling/telling';

/** Whether the rater has yet to answer to the consent that holds now, or has declined it; undefined when nothing is asked. */
export async function consentDue(
  db: Database,
  { consentTextId }: Telling,
  raterId: string,
): Promise<'asked' | 'declined' | undefined> {
  if (consentTextId === null) return undefined;
  const decision = await findConsent(db, { raterId, textId: consentTextId });
  if (decision === 'accepted') return undefined;
  return decision ?? 'asked';
}
