import fc from 'fast-check';
import { createItemLedger } from '../../../server/datasets/lint/similar/item-ledger';
import { largeArray, largeBytes } from '../../../server/datasets/lint/similar/large-array';
import { createLineList } from '../../../server/datasets/lint/similar/line-list';
import { createNumberList } from '../../../server/datasets/lint/similar/number-list';
import { placesByTextKey } from '../../../server/datasets/lint/similar/places-by-text-key';
import { createSketchRows } from '../../../server/datasets/lint/similar/sketch-rows';
import { sortPlaces } from '../../../server/datasets/lint/similar/sort-places';
import { seededRandom } from '../../../server/statistics/seeded-random';
import { item } from './set/linted-items';

describe('a list of numbers', () => {
  it('gives back what was put in, in its small first piece and in the large ones after it', () => {
    const list = createNumberList(Float64Array);
    // The second large piece begins at 2^14 + 2^25 / 8.
    const length = 2 ** 14 + 2 ** 22 + 3;
    for (let i = 0; i < length; i++) list.push(i * 3);
    expect(list.length).toBe(length);
    const places = [0, 2 ** 14 - 1, 2 ** 14, 2 ** 14 + 2 ** 22 - 1, 2 ** 14 + 2 ** 22, length - 1];
    expect(places.map((place) => list.at(place))).toEqual(places.map((place) => place * 3));
  });

  it('keeps lines with and without gaps', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3 })), (steps) => {
        const list = createLineList();
        const lines = steps.map((_, i) => steps.slice(0, i + 1).reduce((sum, step) => sum + step, 0));
        for (const line of lines) list.push(line);
        expect(list.length).toBe(lines.length);
        expect(lines.map((_, place) => list.at(place))).toEqual(lines);
      }),
    );
  });
});

describe('memory of its own', () => {
  it('is as long as it was asked for, and empty', () => {
    for (const length of [0, 10, 2 ** 17, 2 ** 23]) {
      const array = largeArray(Float64Array, length);
      expect(array.length).toBe(length);
      expect(array.some((value) => value !== 0)).toBe(false);
    }
  });

  it('comes from the system when it is worth it', () => {
    const bytes = (length: number) => largeArray(Float64Array, length).buffer.byteLength;
    expect(bytes(100)).toBe(800);
    expect(bytes(2 ** 17)).toBe(largeBytes);
    expect(bytes(2 ** 23)).toBe(2 ** 26);
  });
});

describe('rows of samples', () => {
  const sketch = (n: number) => Uint8Array.from({ length: 128 }, (_, i) => (n * 7 + i) & 255);
  const read = (rows: ReturnType<typeof createSketchRows>, place: number) => {
    const start = rows.offsetOf(place);
    return rows.chunkOf(place).subarray(start, start + rows.samples);
  };

  it('keep the beginning of every sketch, in fewer and fewer samples, and then in more memory', () => {
    const rows = createSketchRows(4096 * 128 * 2);
    const samples: number[] = [];
    // At 8 samples a piece holds 131,072 sketches: the last ones lie in a second piece.
    for (let n = 0; n < 140_000; n++) {
      rows.push(sketch(n));
      if (samples.at(-1) !== rows.samples) samples.push(rows.samples);
    }
    expect(samples).toEqual([128, 64, 32, 16, 8]);
    expect(rows.length).toBe(140_000);
    for (const n of [0, 1, 4095, 4096, 8191, 8192, 100_000, 131_071, 131_072, 139_999]) {
      expect([...read(rows, n)]).toEqual([...sketch(n).subarray(0, 8)]);
    }
  });
});

describe('sorted places', () => {
  it('come by key, equal keys in file order', () => {
    const keys = [5, 2 ** 32 - 1, 0, 5, 0];
    const entries = new Float64Array(keys.length);
    const { keyOf, placeOf } = sortPlaces(entries, (place) => keys[place]!);
    const sorted = [...entries].map((entry) => [keyOf(entry), placeOf(entry)]);
    expect(sorted).toEqual([
      [0, 2],
      [0, 4],
      [5, 0],
      [5, 3],
      [2 ** 32 - 1, 1],
    ]);
  });

  it('come by whole text keys even where the upper bits are equal', () => {
    const key = fc.oneof(
      fc.integer({ min: 0, max: 3 }),
      fc.maxSafeInteger().map((n) => Math.abs(n) % 2 ** 52),
    );
    fc.assert(
      fc.property(fc.array(key), (keys) => {
        const ledger = { length: keys.length, textKeyAt: (place: number) => keys[place]! };
        const room = () => new Float64Array(keys.length);
        const places = [...placesByTextKey({ ...createItemLedger(), ...ledger, room })];
        const expected = keys.map((_, place) => place).sort((a, b) => keys[a]! - keys[b]! || a - b);
        expect(places).toEqual(expected);
      }),
    );
  });

  it('come by whole text keys of more than two million items, when bits of the keys are left out at first', () => {
    const random = seededRandom('keys');
    const length = 2 ** 21 + 3;
    // Few upper halves, so that in most places the lower one decides, and some keys are equal.
    const keys = Float64Array.from({ length }, () => {
      const upper = Math.floor(random() * 5000) * 2 ** 19;
      return upper * 2 ** 20 + Math.floor(random() * 2 ** 21);
    });
    const ledger = { ...createItemLedger(), length, textKeyAt: (place: number) => keys[place]! };
    let [before, seen, wrong] = [-1, 0, 0];
    for (const place of placesByTextKey({ ...ledger, room: () => new Float64Array(length) })) {
      const isAfter =
        before < 0 || keys[before]! < keys[place]! || (keys[before] === keys[place] && before < place);
      if (!isAfter) wrong++;
      before = place;
      seen++;
    }
    expect({ seen, wrong }).toEqual({ seen: length, wrong: 0 });
  });

  it('come of every item of a ledger', () => {
    const ledger = createItemLedger();
    for (let line = 1; line <= 500; line++) ledger.add(item(line, `item ${line % 100}`));
    const places = [...placesByTextKey(ledger)];
    expect(new Set(places).size).toBe(500);
    const keys = places.map((place) => ledger.textKeyAt(place));
    expect(keys).toEqual([...keys].sort((a, b) => a - b));
  });
});
