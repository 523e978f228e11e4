import { z } from 'zod';
import { hasControls, wholeNumber } from '../../web/form-fields';

export const longestText = 10_000;

function line(label: string, max: number) {
  const message = `Enter ${label} of at most ${max} characters, on one line.`;
  return z
    .string({ error: message })
    .trim()
    .max(max, message)
    .refine((value) => !hasControls(value), message);
}

/** Browsers send line ends as two characters. */
function markdown(label: string) {
  const message = `Enter ${label} of at most ${longestText} characters, without control characters.`;
  return z
    .string({ error: message })
    .transform((value) => value.replaceAll('\r\n', '\n').trim())
    .refine((value) => value.length <= longestText, message)
    .refine((value) => !hasControls(value.replaceAll(/[\n\t]/g, ' ')), message);
}

export const tellingForm = z.strictObject({
  organiser: line('who asks', 200),
  contact: line('a contact', 200),
  secondsPerItem: z
    .literal('')
    .transform(() => null)
    .or(wholeNumber('how many seconds an item takes, or nothing', 1, 3600)),
  consent: markdown('a consent'),
  guidelines: markdown('guidelines'),
  action: z.enum(['save', 'preview'], { error: 'Press one of the buttons.' }),
});
