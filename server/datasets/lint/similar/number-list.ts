import { largeBytes, type Numbers, type NumbersKind } from './large-array';

/** A list that only grows, of numbers of one width, without ever copying what it holds. */
export interface NumberList {
  readonly length: number;
  push(value: number): void;
  at(index: number): number;
}

/** Most files need no more; what comes then is large. */
const firstLength = 2 ** 14;

export function createNumberList(Kind: NumbersKind<Numbers>): NumberList {
  const first = new Kind(firstLength);
  const chunkLength = largeBytes / first.BYTES_PER_ELEMENT;
  const chunks: Numbers[] = [];
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value) {
      const later = length - firstLength;
      if (later < 0) first[length] = value;
      else {
        if (later % chunkLength === 0) chunks.push(new Kind(chunkLength));
        chunks.at(-1)![later % chunkLength] = value;
      }
      length++;
    },
    at(index) {
      const later = index - firstLength;
      return later < 0 ? first[index]! : chunks[Math.floor(later / chunkLength)]![later % chunkLength]!;
    },
  };
}
