import { z } from 'zod';
import { hasControls, oneOf, wholeNumber } from '../../web/form-fields';
import { isId } from '../../web/path-id';

export const longestWords = 1000;

const reloaded = 'Reload the page and try again.';
const asOf = wholeNumber('the moment of the page', 0, Number.MAX_SAFE_INTEGER);

export const approvalForm = z.strictObject({ asOf });

export const paymentForm = z.strictObject({
  asOf,
  batchId: z.string({ error: reloaded }).refine(isId, reloaded),
});

/** The amount is read in the currency of the study. */
export const rejectionForm = z.strictObject({
  amount: z.string({ error: 'Enter an amount.' }).trim(),
  reason: written('Enter a reason: the rater reads it.'),
});

export const appealAnswerForm = z.strictObject({
  decision: oneOf('what becomes of the amount', ['approve', 'uphold']),
  answer: written('Enter an answer: the rater reads it.'),
});

/** @param unusable said in the rater's language */
export function appealForm(unusable: string) {
  return z.strictObject({ words: written(unusable, unusable) });
}

/** Text in the words of whoever writes it, on several lines if need be. */
function written(
  missing: string,
  unusable = `Use at most ${longestWords} characters, without control characters.`,
) {
  return z
    .string({ error: missing })
    .transform((value) => value.replaceAll('\r\n', '\n').trim())
    .refine((value) => value.length > 0, missing)
    .refine((value) => value.length <= longestWords && !hasControls(value.replace(/[\n\t]/g, ' ')), unusable);
}
