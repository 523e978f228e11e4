import { z } from 'zod';

/** Starting or going on: `leave` says that whoever is signed in goes; the code is asked for in another browser only. */
export const entryForm = z.strictObject({
  leave: z.literal('yes').optional(),
  reentryCode: z.string().max(100).optional(),
});
