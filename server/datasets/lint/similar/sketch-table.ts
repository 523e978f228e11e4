import { largeBytes } from './large-array';
import { createSketchRows } from './sketch-rows';

/** The sketches of a file's items, within a budget of bytes. */
export interface SketchTable {
  readonly length: number;
  /** How many samples of each sketch are left. */
  readonly samples: number;
  push(sketch: Uint8Array): void;
  /** Four samples at a place, from the one with this number on, as one 32-bit key. */
  bandAt(place: number, sample: number): number;
  /** How many samples two sketches have in common; gives up with -1 once more than so many differ. */
  countEqual(place: number, other: number, mostUnequal?: number): number;
}

/**
 * Every time the sketches would need more than the budget, half of every sketch is dropped, down to 8 samples: 32 MiB hold
 * 128 samples of 262,144 items, 16 of 2,097,152. Estimates then become coarser, memory stays.
 */
export function createSketchTable(budget = largeBytes): SketchTable {
  const rows = createSketchRows(budget);
  const { chunkOf, offsetOf } = rows;
  return {
    get length() {
      return rows.length;
    },
    get samples() {
      return rows.samples;
    },
    push: rows.push,
    bandAt(place, sample) {
      const chunk = chunkOf(place);
      const at = offsetOf(place) + sample;
      return ((chunk[at]! << 24) | (chunk[at + 1]! << 16) | (chunk[at + 2]! << 8) | chunk[at + 3]!) >>> 0;
    },
    countEqual(place, other, mostUnequal = rows.samples) {
      const { samples } = rows;
      const [a, b] = [chunkOf(place), chunkOf(other)];
      const [startA, startB] = [offsetOf(place), offsetOf(other)];
      let unequal = 0;
      for (let i = 0; i < samples; i++) {
        if (a[startA + i] !== b[startB + i] && ++unequal > mostUnequal) return -1;
      }
      return samples - unequal;
    },
  };
}
