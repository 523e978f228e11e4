import { type AgreementSums, agreementSums } from '../../server/statistics/agreement-sums';
import type { CountTable } from '../../server/statistics/count-table';

/** One row of counts for each item. */
export type Rows = readonly (readonly number[])[];

export function tableOf(rows: Rows, categories = (rows[0] ?? []).map((_, index) => `c${index}`)): CountTable {
  return { items: rows.length, categories, counts: Uint32Array.from(rows.flat()) };
}

export function sumsOf(rows: Rows, categories?: string[]): AgreementSums {
  return agreementSums(tableOf(rows, categories));
}

/** Rows from what each rater gave to each item, one letter or digit an item; a dot stands for no rating. */
export function rowsOfRaters(scale: string, raters: readonly string[]): Rows {
  const items = Array.from(raters[0] ?? '');
  return items.map((_, item) =>
    Array.from(scale, (value) => raters.filter((ratings) => ratings[item] === value).length),
  );
}

/** Rows from how often two raters gave each pair of categories. */
export function rowsOfPairs(pairs: Rows): Rows {
  return pairs.flatMap((row, first) =>
    row.flatMap((times, second) =>
      Array.from({ length: times }, () =>
        row.map((_, category) => Number(category === first) + Number(category === second)),
      ),
    ),
  );
}
