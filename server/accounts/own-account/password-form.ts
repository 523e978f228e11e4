import { z } from 'zod';
import type { Words } from '../../web/wording/words';
import { passwordFault } from '../password';

/** What is typed to show that it is still the same person. */
export function proofField(t: Words) {
  const message = t('account.proofMissing');
  return z.string({ error: message }).min(1, message).max(1000, message);
}

/** The new password keeps the rules of every other; the current one is asked of whoever has one. */
export function passwordForm(
  t: Words,
  { username, asksCurrent, site }: { username: string; asksCurrent: boolean; site: readonly string[] },
) {
  return z
    .strictObject({
      current: asksCurrent ? proofField(t) : z.undefined().optional(),
      password: z.string({ error: t('account.passwordMissing') }),
    })
    .superRefine(({ password }, check) => {
      const message = passwordFault(password, username, site);
      if (message) check.addIssue({ code: 'custom', path: ['password'], message });
    });
}

/** A form that asks for the password again, and for nothing else. */
export function proofForm(t: Words) {
  return z.strictObject({ proof: proofField(t) });
}
