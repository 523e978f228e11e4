import type { ItemLedger } from './item-ledger';
import { sortPlaces } from './sort-places';

/** How many text keys have the same upper 32 bits. */
const keysOfUpper = 2 ** 20;

/** The places of a ledger by their text keys, equal keys by place. Holds the room of the ledger until it ends. */
export function* placesByTextKey({ length, textKeyAt, room }: ItemLedger): Generator<number> {
  const entries = room();
  const upper = sortPlaces(entries, (place) => Math.floor(textKeyAt(place) / keysOfUpper));
  const keysAlike = keysOfUpper * upper.keysAsOne;
  for (let start = 0; start < length;) {
    const key = upper.keyOf(entries[start]!);
    let end = start + 1;
    while (end < length && upper.keyOf(entries[end]!) === key) end++;
    // Where the upper bits are equal the lower ones decide; in place, because millions of texts may be the same.
    const alike = entries.subarray(start, end);
    if (alike.length > 1) upper.sortAgain(alike, (place) => textKeyAt(place) % keysAlike);
    for (const entry of alike) yield upper.placeOf(entry);
    start = end;
  }
}
