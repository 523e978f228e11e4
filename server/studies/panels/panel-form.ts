import { z } from 'zod';
import { hasControls, text, wholeNumber } from '../../web/form-fields';
import { outcomes, type Ending } from './outcomes';
import type { PanelSettings } from './panel-store';
import { presetOf } from './presets';
import { returnLinkFault } from './return-link';

export const mostItems = 1000;
const longestIntroduction = 500;

const parameterName = /^[A-Za-z][A-Za-z0-9_-]{0,39}$/;
const nameWords = 'a name of at most 40 letters, digits, - and _, that starts with a letter';

const optionalName = z
  .string({ error: `Enter ${nameWords}, or leave it empty.` })
  .trim()
  .refine((value) => value === '' || parameterName.test(value), `Enter ${nameWords}, or leave it empty.`)
  .transform((value) => value || null);

const code = text('a code', 40).regex(/^[A-Za-z0-9_-]+$/, 'Enter a code of letters, digits, - and _.');

const returnLink = z
  .string({ error: 'Enter a link, or leave it empty.' })
  .trim()
  .superRefine((value, check) => {
    const message = returnLinkFault(value);
    if (message) check.addIssue({ code: 'custom', message });
  });

const limit = wholeNumber('how many may take part, or leave it empty', 1, 100_000);
const introductionWords = `Enter at most ${longestIntroduction} characters on one line.`;

const fields = {
  preset: z
    .string({ error: 'Choose a panel.' })
    .refine((key) => presetOf(key) !== undefined, 'Choose a panel.'),
  participantParameter: text('a name', 40).regex(parameterName, `Enter ${nameWords}.`),
  studyParameter: optionalName,
  sessionParameter: optionalName,
  sessionItems: wholeNumber('how many items complete a session', 1, mostItems),
  minutes: wholeNumber('how many minutes a session takes', 1, 600),
  introduction: z
    .string({ error: introductionWords })
    .trim()
    .max(longestIntroduction, introductionWords)
    .refine((value) => !hasControls(value), introductionWords),
  participantLimit: z.union([z.literal('').transform(() => null), limit], {
    error: 'Enter how many may take part: a whole number from 1 to 100000, or leave it empty.',
  }),
  ...{ completedCode: code, completedLink: returnLink },
  ...{ screenedOutCode: code, screenedOutLink: returnLink },
  ...{ quotaFullCode: code, quotaFullLink: returnLink },
  ...{ leftEarlyCode: code, leftEarlyLink: returnLink },
};

export interface PanelForm {
  readonly settings: PanelSettings;
  readonly endings: readonly Ending[];
}

type EndingFields = Readonly<Record<`${(typeof outcomes)[number]['field']}${'Code' | 'Link'}`, string>>;

export const panelForm = z
  .strictObject(fields)
  .superRefine((values, check) => {
    const names = [values.participantParameter, values.studyParameter, values.sessionParameter];
    const given = names.filter((name) => name !== null);
    if (new Set(given).size < given.length) refuse(check, 'participantParameter', 'Give each its own name.');
    const codes = endingsOf(values).map((ending) => ending.code);
    const repeated = outcomes.find((_, index) => codes.indexOf(codes[index] ?? '') < index);
    if (repeated) refuse(check, `${repeated.field}Code`, 'Give each outcome its own code.');
  })
  .transform(
    ({
      preset,
      participantParameter,
      studyParameter,
      sessionParameter,
      sessionItems,
      minutes,
      introduction,
      participantLimit,
      ...rest
    }): PanelForm => ({
      settings: {
        ...{ preset, participantParameter, studyParameter, sessionParameter },
        ...{ sessionItems, minutes, introduction, participantLimit },
      },
      endings: endingsOf(rest),
    }),
  );

function refuse(check: z.RefinementCtx, field: string, message: string): void {
  check.addIssue({ code: 'custom', path: [field], message });
}

function endingsOf(values: EndingFields): Ending[] {
  return outcomes.map(({ key, field }) => ({
    outcome: key,
    code: values[`${field}Code`],
    returnLink: values[`${field}Link`],
  }));
}
