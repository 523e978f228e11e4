import { samplesAtFirst } from './sketch';

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

/** A quarter of the samples a comparison needs at least. */
const fewestSamples = 8;
const rowsPerChunk = 4096;

/**
 * Every time the sketches would need more than the budget, half of every sketch is dropped, down to 8 samples: 32 MiB hold
 * 128 samples of 262,144 items, 16 of 2,097,152. Estimates then become coarser, memory stays.
 */
export function createSketchTable(budget = 2 ** 25): SketchTable {
  let chunks: Uint8Array[] = [];
  let samples = samplesAtFirst;
  let length = 0;
  const chunkOf = (place: number): Uint8Array => chunks[Math.floor(place / rowsPerChunk)]!;
  const offsetOf = (place: number): number => (place % rowsPerChunk) * samples;
  return {
    get length() {
      return length;
    },
    get samples() {
      return samples;
    },
    push(sketch) {
      if (length % rowsPerChunk === 0) {
        for (; (length + rowsPerChunk) * samples > budget && samples > fewestSamples; samples /= 2) {
          chunks = chunks.map((chunk) => firstHalves(chunk, samples));
        }
        chunks.push(new Uint8Array(rowsPerChunk * samples));
      }
      chunkOf(length).set(sketch.subarray(0, samples), offsetOf(length));
      length++;
    },
    bandAt(place, sample) {
      const chunk = chunkOf(place);
      const at = offsetOf(place) + sample;
      return ((chunk[at]! << 24) | (chunk[at + 1]! << 16) | (chunk[at + 2]! << 8) | chunk[at + 3]!) >>> 0;
    },
    countEqual(place, other, mostUnequal = samples) {
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

/** The first half of every row of so many samples. */
function firstHalves(chunk: Uint8Array, samples: number): Uint8Array {
  const half = samples / 2;
  const kept = new Uint8Array(chunk.length / 2);
  for (let row = 0; row * samples < chunk.length; row++) {
    kept.set(chunk.subarray(row * samples, row * samples + half), row * half);
  }
  return kept;
}
