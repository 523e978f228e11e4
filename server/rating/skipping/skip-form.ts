import { z } from 'zod';
import { commentFault, typedComment } from '../comment';
import { skipReasons } from '../skip-reasons';

const noReason = 'Choose why you skip the item.';

export const skipForm = z.strictObject({
  reason: z
    .string({ error: noReason })
    .refine((value) => skipReasons.some(({ key }) => key === value), noReason),
  comment: z
    .string({ error: 'Enter a comment, or leave the field empty.' })
    .default('')
    .transform(typedComment)
    .superRefine((comment, ctx) => {
      const message = commentFault(comment);
      if (message) ctx.addIssue({ code: 'custom', message });
    }),
});
