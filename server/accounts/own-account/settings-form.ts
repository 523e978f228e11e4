import { z } from 'zod';
import { textSizes, type PageSettings } from '../../web/current-user';
import type { Words } from '../../web/wording/words';

const whileRating = z.enum(['shortcuts', 'autoAdvance']);

/** Which of one's other sessions ends, by the hash of its id; all of them where none is named. */
export function sessionsForm(t: Words) {
  const error = t('account.noSuchSession');
  return z.strictObject({
    session: z
      .string({ error })
      .regex(/^[0-9a-f]{64}$/, error)
      .optional(),
  });
}

/** What is set for all pages; browsers send one ticked box as a text, several as a list, none not at all. */
export function settingsForm(t: Words) {
  const error = t('account.settingsFault');
  return z
    .strictObject({
      textSize: z.enum(textSizes, { error }),
      rating: z.union([whileRating.transform((one) => [one]), z.array(whileRating)], { error }).default([]),
    })
    .transform(({ textSize, rating }): PageSettings => ({
      textSize,
      shortcuts: rating.includes('shortcuts'),
      autoAdvance: rating.includes('autoAdvance'),
    }));
}
