import type { ItemLedger } from './item-ledger';
import { sortPlaces } from './sort-places';

/** Where a text key has its upper 32 bits. */
const lowerBits = 2 ** 20;

/** The places of a ledger by their text keys, equal keys by place. Holds the room of the ledger until it ends. */
export function* placesByTextKey({ length, textKeyAt, room }: ItemLedger): Generator<number> {
  const entries = room();
  const { keyOf, placeOf } = sortPlaces(entries, (place) => Math.floor(textKeyAt(place) / lowerBits));
  let alike: number[] = [];
  for (let i = 0; i < length; i++) {
    if (i > 0 && keyOf(entries[i]!) !== keyOf(entries[i - 1]!)) {
      yield* sorted(alike, textKeyAt);
      alike = [];
    }
    alike.push(placeOf(entries[i]!));
  }
  yield* sorted(alike, textKeyAt);
}

/** Places whose keys have the upper bits in common: hardly ever more than one, unless the whole keys are equal. */
function sorted(alike: number[], keyAt: (place: number) => number): number[] {
  return alike.length === 1 ? alike : alike.sort((a, b) => keyAt(a) - keyAt(b) || a - b);
}
