import { z } from 'zod';
import type { Words } from '../../web/wording/words';
import { text } from '../../web/form-fields';
import { proofField } from '../own-account/password-form';
import { scopes, type Scope } from './scopes';

export const lifetimes = ['7', '30', '90', '365'] as const;

const keys = scopes.map(({ key }) => key) as [Scope, ...Scope[]];
const scopeFault = 'Choose what the token opens.';

/** Browsers send one ticked box as a text, several as a list, none not at all. */
export function tokenForm(t: Words) {
  const one = z.enum(keys, { error: scopeFault });
  return z.strictObject({
    name: text('a name for the token', 60),
    scopes: z.union([one.transform((key) => [key]), z.array(one).min(1)], { error: scopeFault }),
    days: z.enum(lifetimes, { error: 'Choose how long it works.' }).transform(Number),
    proof: proofField(t),
  });
}
