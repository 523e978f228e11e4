/** Reads what a sorted entry stands for, and sorts some of them by something else. */
export interface SortedPlaces {
  readonly keyOf: (entry: number) => number;
  readonly placeOf: (entry: number) => number;
  /** How many keys in a row were taken for one, because their lowest bits were left out: 1 up to two million places. */
  readonly keysAsOne: number;
  /** Sorts entries anew by another key, of no more bits than are left beside the places: 32 for two million. */
  readonly sortAgain: (entries: Float64Array, keyAt: (place: number) => number) => void;
}

/**
 * Puts the places 0, 1, … in the order of their 32-bit keys, equal keys by place: key and place as one number each, so
 * that a plain sort of numbers does it. Beyond two million places the lowest bits of the keys are left out.
 * @param entries as long as there are places; written over, and sorted afterwards
 */
export function sortPlaces(entries: Float64Array, keyAt: (place: number) => number): SortedPlaces {
  const placeBits = Math.ceil(Math.log2(Math.max(entries.length, 2)));
  const keyShift = Math.max(0, 32 + placeBits - 53);
  const places = 2 ** placeBits;
  const placeOf = (entry: number): number => entry % places;
  for (let place = 0; place < entries.length; place++) {
    entries[place] = (keyAt(place) >>> keyShift) * places + place;
  }
  entries.sort();
  return {
    keyOf: (entry) => Math.floor(entry / places),
    placeOf,
    keysAsOne: 2 ** keyShift,
    sortAgain(some, otherKeyAt) {
      for (let i = 0; i < some.length; i++) {
        const place = placeOf(some[i]!);
        some[i] = otherKeyAt(place) * places + place;
      }
      some.sort();
    },
  };
}
