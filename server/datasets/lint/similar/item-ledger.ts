import type { LintedFile, LintedItem } from '../lint-rule';
import { exactForm, wordsOf } from '../normal-form';
import { textKey } from '../text-key';
import { largeArray } from './large-array';
import { createLineList } from './line-list';
import { createNumberList } from './number-list';
import { textHash } from './text-hash';

/**
 * What the rules about repeated items remember of a file: 14 bytes an item, and 4 or 8 more where lines have gaps. Items
 * are known by their place, from 0.
 */
export interface ItemLedger {
  readonly length: number;
  /** Adds an item, once, whoever of the rules comes first with it. */
  add(item: LintedItem): void;
  readonly lineAt: (place: number) => number;
  /** Equal for items that ask the same in the same words. */
  readonly textKeyAt: (place: number) => number;
  /** Equal for items that are the same letter by letter. */
  readonly exactKeyAt: (place: number) => number;
  /** Room for a number of each item, for whoever sorts them: it is everybody's, so nothing stays in it. */
  readonly room: () => Float64Array;
  /** Whether two items have the same label, as far as 16 bits tell; no label is a label here. */
  hasSameLabel(place: number, other: number): boolean;
}

/** A file whose rules share one ledger. A rule that is begun without it keeps its own. */
export interface FileWithLedger extends LintedFile {
  readonly ledger?: ItemLedger;
}

export function createItemLedger(): ItemLedger {
  const lines = createLineList();
  const textKeys = createNumberList(Float64Array);
  const exactHashes = createNumberList(Uint32Array);
  const labels = createNumberList(Uint16Array);
  let latest: LintedItem | undefined;
  let room = new Float64Array(0);
  return {
    get length() {
      return lines.length;
    },
    add(item) {
      if (item === latest) return;
      latest = item;
      lines.push(item.line);
      textKeys.push(textKey(item));
      exactHashes.push(textHash(exactForm(item)));
      labels.push(textHash(labelOf(item)) >>> 16);
    },
    lineAt: (place) => lines.at(place),
    textKeyAt: (place) => textKeys.at(place),
    // 21 bits of the one and 32 of the other: items that are the same letter by letter have both in common.
    exactKeyAt: (place) => (textKeys.at(place) % 2 ** 21) * 2 ** 32 + exactHashes.at(place),
    room: () => {
      if (room.length !== lines.length) room = largeArray(Float64Array, lines.length);
      return room;
    },
    hasSameLabel: (place, other) => labels.at(place) === labels.at(other),
  };
}

function labelOf({ choices, labelIndex }: LintedItem): string {
  const label = labelIndex === null ? undefined : choices[labelIndex];
  return label ? wordsOf(label.text) || label.letter : '';
}
