import { addTo, emptyTally, noteworthyExcess, tallyInWords, type ChanceTally } from '../labels/chance-tally';
import type { FileRule } from '../lint-rule';

/** A test of the sum of unequal chances, because items offer different numbers of choices: hitsAgainstChance says which. */
export const labelPosition: FileRule = {
  key: 'label-position',
  name: 'Label at one letter too often',
  why: 'Models and hurried raters prefer a position; when the label prefers one too, their agreement with it is not about the behavior.',
  severity: 'warning',
  examples: [
    {
      text: '(A) is the label of 590 of 953 items',
      about: 'Far more than the 433 that chance would give with so many choices.',
    },
    {
      text: '(A) is the label of 509 of 985 items with two choices',
      about: 'Chance alone gives that: nothing to say.',
    },
  ],
  begin() {
    const letters = new Map<string, ChanceTally>();
    return {
      see({ choices, labelIndex }) {
        if (labelIndex === null || choices.some(({ letter }) => letter === '')) return undefined;
        choices.forEach(({ letter }, index) => {
          if (!letters.has(letter)) letters.set(letter, emptyTally());
          addTo(letters.get(letter)!, index === labelIndex, choices.length);
        });
        return undefined;
      },
      *end() {
        const off = [...letters].flatMap(([letter, tally]) => {
          const z = noteworthyExcess(tally);
          return z === undefined ? [] : [`(${letter}) in ${tallyInWords(tally, z)}`];
        });
        if (off.length > 0)
          yield { line: 0, detail: `Of the items that offer the letter, the label is ${off.join('; ')}.` };
      },
    };
  },
};
