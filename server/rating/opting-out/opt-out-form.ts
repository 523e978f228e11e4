import { z } from 'zod';

const wrong = 'Choose among the boxes.';

/** Browsers send one ticked box as a text, several as a list, none not at all. */
export const optOutForm = z.strictObject({
  tag: z
    .union([z.string(), z.array(z.string())], { error: wrong })
    .default([])
    .transform((tags) => [...new Set(typeof tags === 'string' ? [tags] : tags)]),
});
