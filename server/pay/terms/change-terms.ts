import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import { hasPaid, type PayTerms } from './pay-terms';
import type { TermsChoice } from './terms-form';
import { insertPayTerms, listPayTerms, lockPayTerms } from './terms-store';

/**
 * Lets new terms hold: the first ones from the study's beginning, later ones for what is handed out from now on, so that
 * nothing earned becomes less.
 * @returns what stands against it
 */
export async function changeTerms(
  context: Context,
  { studyId, actorId, choice }: { studyId: string; actorId: string; choice: TermsChoice },
): Promise<'changed' | 'same as before' | 'other currency'> {
  return context.db.transaction(async (tx) => {
    await lockPayTerms(tx, studyId);
    const before = await listPayTerms(tx, studyId);
    const last = before.at(-1);
    if (last && isSame(last, choice)) return 'same as before';
    const paying = before.find(({ rate }) => rate !== 'none');
    if (paying && paying.currency !== choice.currency) return 'other currency';
    const validFrom = hasPaid(before) ? context.now() : 0;
    const terms = { ...choice, studyId, validFrom, createdBy: actorId, createdAt: context.now() };
    await insertPayTerms(tx, { ...terms, id: context.newId() });
    const { rate, amount, currency } = choice;
    await recordAudit(tx, context, {
      actorId,
      action: 'pay terms changed',
      objectId: studyId,
      detail: { rate, amount, currency, floorPerHour: choice.floorPerHour, validFrom },
    });
    return 'changed';
  });
}

function isSame(terms: PayTerms, choice: TermsChoice): boolean {
  return Object.entries(choice).every(([name, value]) => terms[name as keyof TermsChoice] === value);
}
