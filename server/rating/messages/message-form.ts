import { z } from 'zod';

export const longestMessage = 2000;

/** Plain text of a few lines. Browsers end lines with two characters; only one is kept, and counted. */
export function messageForm(message: string) {
  return z.strictObject({
    text: z
      .string({ error: message })
      .transform((text) => text.replaceAll('\r\n', '\n').trim())
      .refine((text) => text !== '' && [...text].length <= longestMessage && !isOdd(text), message),
  });
}

/** Control characters but line ends and tabs, and halves of characters: databases refuse some of them. */
function isOdd(text: string): boolean {
  return /[\p{Cs}]|(?![\n\t])\p{Cc}/u.test(text);
}
