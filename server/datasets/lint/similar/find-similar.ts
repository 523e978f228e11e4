import { largeArray } from './large-array';
import { sortPlaces } from './sort-places';
import type { SketchTable } from './sketch-table';

/** How many samples make a band: one key that candidates have in common. */
const bandWidth = 4;

/** How many different texts of one band every further text is compared with; more would take the square of the items. */
const mostLeaders = 8;

/** How many samples may differ: fewer than a quarter, which is where the bands can promise to miss nothing. */
export function mostUnequal(samples: number): number {
  return samples / 4 - 1;
}

/**
 * For each item the place of the earliest item found to be similar, or -1.
 *
 * Texts with four samples in a row in common are candidates (banding: Indyk and Motwani 1998; Leskovec, Rajaraman and
 * Ullman 2014, section 3.4), and those with more than three quarters of all samples in common are similar. A pair
 * that has fewer than a quarter of its samples unequal has fewer unequal samples than bands, so one band is whole: no
 * similar pair is lost to the banding. What is found of texts with a Jaccard similarity J is therefore the chance that
 * a binomial count of n samples with p = J + (1 - J) / 256 is large enough: for n = 128 it is 0.90 at J = 0.8 and above
 * 0.9999 at J = 0.9; for n = 16, as with two million items, 0.60 and 0.93. (Samples of short texts are not
 * independent: they know the pieces better than that.)
 * @param isLeftOut items that need not be compared, because something else is said of them already
 * @param entries as long as there are sketches: they are sorted in it, and nothing of it is needed afterwards
 */
export function findSimilar(
  sketches: SketchTable,
  isLeftOut: (place: number) => boolean,
  entries: Float64Array = largeArray(Float64Array, sketches.length),
): Int32Array {
  const earliest = largeArray(Int32Array, sketches.length).fill(-1);
  for (let sample = 0; sample < sketches.samples; sample += bandWidth) {
    const { placeOf, keyOf } = sortPlaces(entries, (place) => sketches.bandAt(place, sample));
    let leaders: number[] = [];
    for (let i = 0; i < entries.length; i++) {
      if (i > 0 && keyOf(entries[i]!) !== keyOf(entries[i - 1]!)) leaders = [];
      const place = placeOf(entries[i]!);
      if (!isLeftOut(place)) leaders = follow(sketches, place, leaders, earliest);
    }
  }
  return earliest;
}

/** Finds the first leader that the item is like, or makes it one. */
function follow(sketches: SketchTable, place: number, leaders: number[], earliest: Int32Array): number[] {
  const most = mostUnequal(sketches.samples);
  const known = earliest[place]!;
  for (const leader of leaders) {
    if (known >= 0 && leader >= known) return leaders;
    if (sketches.countEqual(place, leader, most) < 0) continue;
    earliest[place] = leader;
    return leaders;
  }
  return known < 0 && leaders.length < mostLeaders ? [...leaders, place] : leaders;
}
