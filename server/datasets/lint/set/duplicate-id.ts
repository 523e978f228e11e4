import type { FileRule } from '../lint-rule';
import { findRepeats } from '../similar/find-repeats';
import { largeArray } from '../similar/large-array';
import { createLineList } from '../similar/line-list';
import { createNumberList } from '../similar/number-list';
import { hash52 } from '../text-key';

export const duplicateId: FileRule = {
  key: 'duplicate-id',
  name: 'Id twice in the dataset',
  why: 'Whoever joins results by the id takes two items for one. Here items are told apart by their lines, so nothing is lost.',
  severity: 'warning',
  examples: [
    {
      text: '{"id": "q7", "question": "Would you like rain?"}',
      about: 'An earlier record has the id q7 too.',
    },
    { text: '{"id": "q8", "question": "Would you like snow?"}', about: 'The only record with this id.' },
  ],
  begin() {
    const ids = createNumberList(Float64Array);
    const lines = createLineList();
    return {
      see({ line, sourceId }) {
        if (sourceId === undefined) return undefined;
        ids.push(hash52(sourceId));
        lines.push(line);
        return undefined;
      },
      *end() {
        const room = largeArray(Float64Array, ids.length);
        for (const { place, first } of findRepeats(room, (at) => ids.at(at))) {
          yield { line: lines.at(place), detail: `The same id as line ${lines.at(first)}.` };
        }
      },
    };
  },
};
