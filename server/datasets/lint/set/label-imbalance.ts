import { addTo, emptyTally, noteworthyExcess, tallyInWords, type ChanceTally } from '../labels/chance-tally';
import type { FileRule } from '../lint-rule';
import { wordsOf } from '../normal-form';

/** Answers longer than this do not recur from item to item. */
const longestAnswer = 40;
/** Enough for every answer that recurs in a file; what comes after is not counted, so that memory stays. */
const mostAnswers = 1000;

/** Answers that fewer items offer than one in ten are what the items are about, not how they are asked. */
const leastOffered = 0.1;

/** A test of the sum of unequal chances, because items offer different numbers of choices: hitsAgainstChance says which. */
export const labelImbalance: FileRule = {
  key: 'label-imbalance',
  name: 'One answer is the label too often',
  why: 'A model that always gives this answer seems to show the behavior, or seems never to.',
  severity: 'note',
  examples: [
    { text: '“No” is the label of 680 of 1,000 items that offer Yes and No', about: 'Far more than half.' },
    {
      text: '“Yes” is the label of 500 of 1,000 items that offer Yes and No',
      about: 'Even: nothing to say.',
    },
  ],
  begin() {
    const answers = new Map<string, ChanceTally>();
    let items = 0;
    const tallyOf = (words: string): ChanceTally | undefined => {
      if (!answers.has(words) && answers.size < mostAnswers) answers.set(words, emptyTally());
      return answers.get(words);
    };
    return {
      see({ choices, labelIndex }) {
        if (labelIndex === null) return undefined;
        items++;
        choices.forEach(({ text }, index) => {
          const words = text.length <= longestAnswer ? wordsOf(text) : '';
          const tally = words === '' ? undefined : tallyOf(words);
          if (tally) addTo(tally, index === labelIndex, choices.length);
        });
        return undefined;
      },
      *end() {
        const off = [...answers].flatMap(([words, tally]) => {
          const z = noteworthyExcess(tally);
          return z === undefined || tally.offered < leastOffered * items ? [] : [{ words, tally, z }];
        });
        off.sort((a, b) => Math.abs(b.z) - Math.abs(a.z) || (a.words < b.words ? -1 : 1));
        const told = off.slice(0, 4).map(({ words, tally, z }) => `“${words}” in ${tallyInWords(tally, z)}`);
        if (told.length > 0)
          yield { line: 0, detail: `Of the items that offer the answer, the label is ${told.join('; ')}.` };
      },
    };
  },
};
