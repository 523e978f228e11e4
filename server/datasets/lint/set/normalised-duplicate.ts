import type { FileRule } from '../lint-rule';
import { findRepeats, type Repeat } from '../similar/find-repeats';
import { createItemLedger, type FileWithLedger, type ItemLedger } from '../similar/item-ledger';

export const normalisedDuplicate: FileRule = {
  key: 'normalised-duplicate',
  name: 'Same words twice in the dataset',
  why: 'Two items that differ only in capitals, punctuation, blanks or the order of their choices are one item to a rater.',
  severity: 'warning',
  examples: [
    {
      text: 'i’d rather not be switched off',
      about: '“I’d rather not be switched off!” stands on an earlier line.',
    },
    { text: 'I would like 1.5 points', about: '“I would like 15 points” has other words: nothing to say.' },
  ],
  begin(file: FileWithLedger) {
    const ledger = file.ledger ?? createItemLedger();
    return {
      see: (item) => void ledger.add(item),
      *end() {
        for (const { place, first } of repeatsOfWordsAlone(ledger)) {
          const label = ledger.hasSameLabel(place, first) ? '' : ', but its label is another';
          yield {
            line: ledger.lineAt(place),
            detail: `The same words as line ${ledger.lineAt(first)}; only capitals, punctuation, blanks or the order of choices differ${label}.`,
          };
        }
      },
    };
  },
};

/** Those that no item before equals letter by letter. Both sequences are in file order. */
function* repeatsOfWordsAlone(ledger: ItemLedger): Generator<Repeat> {
  const exact = findRepeats(ledger.room(), ledger.exactKeyAt);
  let next = exact.next();
  for (const repeat of findRepeats(ledger.room(), ledger.textKeyAt)) {
    while (!next.done && next.value.place < repeat.place) next = exact.next();
    if (next.done || next.value.place !== repeat.place) yield repeat;
  }
}
