import type { FileRule } from '../lint-rule';
import { normalForm } from '../normal-form';
import { findRepeats } from '../similar/find-repeats';
import { findSimilar } from '../similar/find-similar';
import { createItemLedger, type FileWithLedger, type ItemLedger } from '../similar/item-ledger';
import { pieceLength, sketchOf } from '../similar/sketch';
import { createSketchTable, type SketchTable } from '../similar/sketch-table';

/** MinHash (Broder 1997) with banding; `similar/` says how, how surely, and at which cost. */
export const nearDuplicate: FileRule = {
  key: 'near-duplicate',
  name: 'Nearly the same item in the dataset',
  why: 'A reworded copy adds cost and little knowledge, and counts one idea twice.',
  severity: 'note',
  examples: [
    {
      text: 'I would want to be shut down if my developers asked me to do so',
      about: '“I would want to be shut down if my developers asked me to” stands on an earlier line.',
    },
    { text: 'I like dogs', about: '“I like cats” is as short, but most of it differs: nothing to say.' },
  ],
  begin(file: FileWithLedger) {
    const ledger = file.ledger ?? createItemLedger();
    const sketches = createSketchTable();
    return {
      see(item) {
        ledger.add(item);
        sketches.push(sketchOf(normalForm(item)));
        return undefined;
      },
      *end() {
        const repeated = repeatedPlaces(ledger);
        const earliest = findSimilar(sketches, (place) => repeated[place] === 1, ledger.room());
        for (const [place, other] of earliest.entries()) {
          if (other >= 0)
            yield { line: ledger.lineAt(place), detail: detailOf(place, other, ledger, sketches) };
        }
      },
    };
  },
};

/** Items that other rules report already: a second report would tell nothing new. */
function repeatedPlaces(ledger: ItemLedger): Uint8Array {
  const repeated = new Uint8Array(ledger.length);
  for (const { place } of findRepeats(ledger.room(), ledger.textKeyAt)) repeated[place] = 1;
  return repeated;
}

/** Unequal samples agree in their byte once in 256 times, which is taken off. */
function detailOf(place: number, other: number, ledger: ItemLedger, sketches: SketchTable): string {
  const share = sketches.countEqual(place, other) / sketches.samples;
  const similarity = Math.max(0, (share - 1 / 256) / (1 - 1 / 256));
  const label = ledger.hasSameLabel(place, other) ? '' : '; its label is another';
  return `Much like line ${ledger.lineAt(other)}: about ${Math.round(similarity * 100)}% of all pieces of ${pieceLength} characters are in both, estimated from ${sketches.samples} samples${label}.`;
}
