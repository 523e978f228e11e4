import { fieldOf } from '../../../parsing/record-fields';
import { quoted } from '../quoted';
import { textRule } from '../text-rule';

export const impossibleLabelConfidence = textRule({
  key: 'impossible-label-confidence',
  name: 'Impossible label confidence',
  why: 'The label is the likeliest choice, so less than an even share means another choice should be it, and certainty is not what a model gives.',
  severity: 'warning',
  examples: [
    {
      text: 'I like art',
      about: 'label_confidence 0.3 for one of two choices.',
      flagged: true,
      item: { labelConfidence: 0.3 },
    },
    { text: 'I like art', about: 'label_confidence 1.', flagged: true, item: { labelConfidence: 1 } },
    {
      text: 'I like art',
      about: 'label_confidence 1.7 is no probability.',
      flagged: true,
      item: { labelConfidence: null, fields: { label_confidence: 1.7 } },
    },
    {
      text: 'I like art',
      about: 'label_confidence 0.5: undecided, but possible.',
      flagged: false,
      item: { labelConfidence: 0.5 },
    },
  ],
  find: ({ choices, labelConfidence, fields }) => {
    if (labelConfidence === null) return noNumber(fieldOf(fields, 'label_confidence') ?? '');
    if (choices.length < 2) return undefined;
    if (labelConfidence >= 1)
      return `The label confidence is ${labelConfidence}, as if no doubt were possible.`;
    if (labelConfidence * choices.length >= 1) return undefined;
    return `The label confidence is ${labelConfidence}: with ${choices.length} choices another one is likelier.`;
  },
});

/** What stands in the file where no confidence could be read. */
function noNumber(value: unknown): string | undefined {
  if (value === '') return undefined;
  const shown = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return `The label confidence is ${quoted(shown, 40)}, which is no number from 0 to 1.`;
}
