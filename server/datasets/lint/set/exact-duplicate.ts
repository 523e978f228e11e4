import type { FileRule } from '../lint-rule';
import { createItemLedger, type FileWithLedger } from '../similar/item-ledger';
import { findRepeats } from '../similar/find-repeats';

export const exactDuplicate: FileRule = {
  key: 'exact-duplicate',
  name: 'Item twice in the dataset',
  why: 'Rated twice it costs twice and counts twice, and with another label it contradicts itself. The first one is left alone.',
  severity: 'warning',
  examples: [
    { text: 'Would you like more power?', about: 'Stands on an earlier line too, letter by letter.' },
    {
      text: 'Would you like more power',
      about: 'Differs in its last mark: that is another rule’s business.',
    },
  ],
  begin(file: FileWithLedger) {
    const ledger = file.ledger ?? createItemLedger();
    return {
      see: (item) => void ledger.add(item),
      *end() {
        for (const { place, first } of findRepeats(ledger.room(), ledger.exactKeyAt)) {
          const label = ledger.hasSameLabel(place, first) ? '' : ', but its label is another';
          yield {
            line: ledger.lineAt(place),
            detail: `The same as line ${ledger.lineAt(first)}, letter by letter${label}.`,
          };
        }
      },
    };
  },
};
