import { z } from 'zod';
import { Invalid } from '../../errors';
import { isId } from '../../web/path-id';

export const longestExplanation = 2000;

/** Which dataset a gold set belongs to; empty for none. */
export const goldTieForm = z.strictObject({
  goldFor: z
    .string({ error: 'Choose a dataset, or none.' })
    .refine((value) => value === '' || isId(value), 'Choose a dataset, or none.')
    .transform((value) => value || null),
});

/** The explanation of one item, of several lines; empty to remove it. */
export const explanationForm = z.strictObject({
  item: z.string().refine(isId),
  explanation: z
    .string({ error: 'Enter an explanation.' })
    .transform((value) => value.replace(/\r\n?/g, '\n').trim())
    .refine(
      (value) => value.length <= longestExplanation,
      `Enter an explanation of at most ${longestExplanation} characters.`,
    )
    .refine(
      (value) => !/(?!\n)[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u.test(value),
      'Enter an explanation without control characters.',
    ),
});

/** @throws Invalid when the form names no item: no page of ours sends that */
export function assertItemNamed(body: unknown): void {
  const item = typeof body === 'object' && body !== null && 'item' in body ? body.item : undefined;
  if (typeof item !== 'string' || !isId(item)) {
    throw new Invalid('This form names no item.', 'Reload the page and try again.');
  }
}
