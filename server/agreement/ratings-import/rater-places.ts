import type { FileRatings } from '../ratings-file/read-ratings';

/** Who gave the ratings of a file, as accounts. */
export interface RaterPlaces {
  /** By rating, in the order of the coded ratings: the number of its account. */
  readonly accountOf: Uint32Array;
  /** By account, what tells it apart: the rater's number from 1, and for a repeat of the same item which one it is. */
  readonly names: readonly string[];
  /** By account. */
  readonly counts: readonly number[];
}

/**
 * Gives every rater an account. Where all repeats count, a rater who rated an item again does so from a further
 * account, because nobody has two ratings of an item in a study; no figure asks who the raters are.
 */
export function raterPlaces({ ratings }: FileRatings): RaterPlaces {
  const { items, offsets, raterOf } = ratings;
  const accounts = new Map<string, number>();
  const counts: number[] = [];
  const accountOf = new Uint32Array(raterOf.length);
  for (let item = 0; item < items; item++) {
    let time = 1;
    for (let place = offsets[item]!; place < offsets[item + 1]!; place++) {
      const rater = raterOf[place]!;
      // The ratings of an item lie in the order of their raters.
      time = place > offsets[item]! && raterOf[place - 1] === rater ? time + 1 : 1;
      const name = time === 1 ? `${rater + 1}` : `${rater + 1}, time ${time}`;
      const account = accounts.get(name) ?? accounts.size;
      accounts.set(name, account);
      counts[account] = (counts[account] ?? 0) + 1;
      accountOf[place] = account;
    }
  }
  return { accountOf, names: [...accounts.keys()], counts };
}
