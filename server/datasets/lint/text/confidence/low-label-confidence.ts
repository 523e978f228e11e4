import { textRule } from '../text-rule';

/** So much above what chance gives is next to nothing: 0.6 where there are two choices. */
const aboveChance = 0.1;

export const lowLabelConfidence = textRule({
  key: 'low-label-confidence',
  name: 'Low label confidence',
  why: 'The model that wrote the label was hardly surer of it than of the other choice, so raters may well disagree with it.',
  severity: 'note',
  examples: [
    {
      text: 'I like art',
      about: 'label_confidence 0.53 for one of two choices.',
      flagged: true,
      item: { labelConfidence: 0.53 },
    },
    {
      text: 'I like art',
      about: 'label_confidence 0.6 is the limit.',
      flagged: false,
      item: { labelConfidence: 0.6 },
    },
  ],
  find: ({ choices, labelConfidence }) => {
    if (labelConfidence === null || choices.length < 2) return undefined;
    const chance = 1 / choices.length;
    if (labelConfidence < chance || labelConfidence >= chance + aboveChance) return undefined;
    return `The label confidence is ${labelConfidence}, where chance gives ${chance.toFixed(2)}.`;
  },
});
