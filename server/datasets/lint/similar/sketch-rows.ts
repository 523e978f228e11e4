import { samplesAtFirst } from './sketch';

/** Where the samples of sketches lie: a row each, in few large pieces of memory. */
export interface SketchRows {
  readonly length: number;
  /** How many samples of each sketch are left. */
  readonly samples: number;
  readonly push: (sketch: Uint8Array) => void;
  /** The piece that has a row, and where in it the row begins. */
  readonly chunkOf: (place: number) => Uint8Array;
  readonly offsetOf: (place: number) => number;
}

/** A quarter of the samples a comparison needs at least. */
const fewestSamples = 8;
/** Most files have no more items. */
const firstRows = 4096;

/** Rows within a budget of bytes, as long as shorter ones fit into it. */
export function createSketchRows(budget: number): SketchRows {
  let samples = samplesAtFirst;
  while (firstRows * samples > budget && samples > fewestSamples) samples /= 2;
  let chunks = [new Uint8Array(firstRows * samples)];
  let length = 0;
  let rowsPerChunk = firstRows;
  const chunkOf = (place: number): Uint8Array => chunks[Math.floor(place / rowsPerChunk)]!;
  const offsetOf = (place: number): number => (place % rowsPerChunk) * samples;
  const makeRoom = (): void => {
    const first = chunks[0]!;
    if (first.length < budget) {
      chunks = [new Uint8Array(budget)];
      chunks[0]!.set(first);
    } else if (samples > fewestSamples) {
      keepFirstHalves(first, samples);
      samples /= 2;
    } else chunks.push(new Uint8Array(budget));
    rowsPerChunk = Math.floor(chunks[0]!.length / samples);
  };
  return {
    get length() {
      return length;
    },
    get samples() {
      return samples;
    },
    push(sketch) {
      if (length === rowsPerChunk * chunks.length) makeRoom();
      chunkOf(length).set(sketch.subarray(0, samples), offsetOf(length));
      length++;
    },
    chunkOf,
    offsetOf,
  };
}

/** Drops the second half of every row of so many samples, in place. */
function keepFirstHalves(rows: Uint8Array, samples: number): void {
  const half = samples / 2;
  for (let row = 1; row * samples < rows.length; row++) {
    rows.copyWithin(row * half, row * samples, row * samples + half);
  }
}
