import { z } from 'zod';
import type { AskedQuestion } from '../../questions/ask-questions';
import type { Answers } from '../../questions/parse-answers';
import { hasControls, oneOf, parseForm, text, wholeNumber, type ParsedForm } from '../../web/form-fields';
import { isId } from '../../web/path-id';
import { mostItems } from './missing';
import type { TrainingItem } from './training-store';

export const longestReason = 2000;

export const settingsForm = z.strictObject({
  passMark: wholeNumber('how many items must be right', 1, mostItems),
  tries: wholeNumber('the number of tries', 1, 10),
  delayMinutes: wholeNumber('the minutes between two tries', 0, 100_000),
  payWords: z
    .string({ error: 'Enter what raters read about pay, or leave the field empty.' })
    .trim()
    .max(300, 'Enter at most 300 characters about pay.')
    .refine((value) => !hasControls(value), 'Enter one line about pay, without control characters.'),
});

export const addForm = z.strictObject({ item: z.string().refine(isId) });

/** Why a rater is let pass. */
export const passForm = z.strictObject({ reason: text('a reason', 500) });

/** The prefix keeps a question's field apart from the others of the form. */
export const rightField = (question: string): string => `right-${question}`;

/** What the form of one item says: its kind, the right answers and why. */
export function parseItemForm(
  asked: readonly AskedQuestion[],
  body: unknown,
): ParsedForm<Pick<TrainingItem, 'kind' | 'reason' | 'rightAnswers'>> {
  const fields = asked.map(({ name, choices }) => {
    const values = ['', ...choices.map(({ value }) => value)] as [string, ...string[]];
    return [rightField(name), oneOf('one of the answers, or that it does not count', values)] as const;
  });
  const schema = z.strictObject({
    kind: oneOf('what the item is', ['clear', 'ambiguous', 'mislabelled']),
    reason: reasonField(),
    ...Object.fromEntries(fields),
  });
  const parsed = parseForm(schema, body);
  if (parsed.errors) return parsed;
  const { kind, reason, ...rights } = parsed.values;
  const marked = asked.flatMap(({ name }) => {
    const value = (rights as Record<string, string>)[rightField(name)];
    return value ? [[name, value] as const] : [];
  });
  const rightAnswers: Answers = Object.fromEntries(marked);
  return { values: { kind, reason, rightAnswers } };
}

/** Of several lines. */
function reasonField() {
  return z
    .string({ error: 'Enter a reason.' })
    .transform((value) => value.replace(/\r\n?/g, '\n').trim())
    .refine((value) => value !== '', 'Enter a reason: raters read it as feedback.')
    .refine(
      (value) => value.length <= longestReason,
      `Enter a reason of at most ${longestReason} characters.`,
    )
    .refine(
      (value) => !hasControls(value.replaceAll('\n', ' ')),
      'Enter a reason without control characters.',
    );
}
