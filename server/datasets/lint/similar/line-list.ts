import { createNumberList, type NumberList } from './number-list';

/** The lines of a file's items. Where every line follows the one before, hardly anything has to be kept. */
export function createLineList(): NumberList {
  // Of every stretch of lines without a gap, its first place and its first line.
  const places = createNumberList(Uint32Array);
  const lines = createNumberList(Uint32Array);
  let length = 0;
  let expected = -1;
  return {
    get length() {
      return length;
    },
    push(line) {
      if (line !== expected) {
        places.push(length);
        lines.push(line);
      }
      expected = line + 1;
      length++;
    },
    at(place) {
      const stretch = lastUpTo(places, place);
      return lines.at(stretch) + place - places.at(stretch);
    },
  };
}

/** Of ascending numbers that begin with 0, which is the last one that is not greater. */
function lastUpTo(numbers: NumberList, greatest: number): number {
  let [low, high] = [0, numbers.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (numbers.at(middle) > greatest) high = middle - 1;
    else low = middle;
  }
  return low;
}
