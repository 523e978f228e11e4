/** An item and the first one before it with the same key, both by their place. */
export interface Repeat {
  readonly place: number;
  readonly first: number;
}

/**
 * Every place whose key stands at an earlier place too, in order.
 * @param room as long as there are places: the keys are sorted in it, and nothing of it is needed afterwards
 */
export function* findRepeats(room: Float64Array, keyAt: (place: number) => number): Generator<Repeat> {
  const { length } = room;
  const repeated = repeatedKeys(room, keyAt);
  if (repeated.length === 0) return;
  const firsts = new Int32Array(repeated.length).fill(-1);
  for (let place = 0; place < length; place++) {
    const found = indexIn(repeated, keyAt(place));
    if (found < 0) continue;
    const first = firsts[found]!;
    if (first < 0) firsts[found] = place;
    else yield { place, first };
  }
}

/** The keys that occur more than once, ascending. */
function repeatedKeys(keys: Float64Array, keyAt: (place: number) => number): Float64Array {
  const { length } = keys;
  for (let place = 0; place < length; place++) keys[place] = keyAt(place);
  keys.sort();
  let kept = 0;
  for (let i = 1; i < length; i++) {
    const isRepeat = keys[i] === keys[i - 1];
    if (isRepeat && (kept === 0 || keys[kept - 1] !== keys[i])) keys[kept++] = keys[i]!;
  }
  return keys.slice(0, kept);
}

function indexIn(sorted: Float64Array, key: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const value = sorted[middle]!;
    if (value === key) return middle;
    if (value < key) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
