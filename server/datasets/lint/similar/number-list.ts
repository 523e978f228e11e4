type Numbers = Float64Array | Uint32Array | Uint16Array;

/** A list that only grows, of numbers of one width, without ever copying what it holds. */
export interface NumberList {
  readonly length: number;
  push(value: number): void;
  at(index: number): number;
}

const chunkBits = 14;
const chunkLength = 2 ** chunkBits;

export function createNumberList(Kind: new (length: number) => Numbers): NumberList {
  const chunks: Numbers[] = [];
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value) {
      const place = length & (chunkLength - 1);
      if (place === 0) chunks.push(new Kind(chunkLength));
      chunks.at(-1)![place] = value;
      length++;
    },
    at: (index) => chunks[index >>> chunkBits]![index & (chunkLength - 1)]!,
  };
}
