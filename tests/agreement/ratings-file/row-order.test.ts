import { seededRandom } from '../../../server/statistics/seeded-random';
import { shuffled } from '../../../server/statistics/shuffle';
import { figuresOfFile, fileOf, publishedSets, ratingsCsv, hasData, type Rows } from './ratings-files';

/**
 * Each shuffle moves every row and renames every rater and category, so that a figure which depends on either differs
 * at once; rarer chances, such as ties, are met in the small sets. The large ones take seconds each time.
 */
function shufflesOf(rows: Rows): number {
  return rows.length > 3000 ? 3 : 20;
}

const ways = ['majority', 'wawa', 'dawid-skene', 'one-coin', 'mace', 'glad'];

function madeUp(): { name: string; rows: Rows } {
  const random = seededRandom('made up');
  const rows = Array.from({ length: 60 }, (_, item) =>
    Array.from({ length: 3 + (item % 3) }, (__, rater): Rows[number] => {
      const value = random() < 0.75 ? item % 3 : Math.floor(random() * 3);
      return [`item ${item}`, `rater ${(item + rater * 7) % 11}`, 'abc'[value]!];
    }),
  ).flat();
  return { name: 'made up', rows };
}

/** Every number in a document, by where it stands; categories under the names they had at first. */
function numbersIn(value: unknown, names: ReadonlyMap<string, string>, path = ''): [string, number][] {
  if (typeof value === 'number') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    numbersIn(inner, names, `${path}.${path === '.categoryCounts' ? (names.get(key) ?? key) : key}`),
  );
}

async function expectSame({ name, rows }: { name: string; rows: Rows }): Promise<void> {
  const gold = [...new Map(rows.map(([item, , value]) => [item, value]))];
  const named = (values: readonly string[]) => new Map(values.map((value) => [value, value]));
  const unique = (index: 0 | 1 | 2) => [...new Set(rows.map((row) => row[index]))];
  const figures = async (given: Rows, categories: ReadonlyMap<string, string>) => {
    const answers = gold.map(([item, value]) => `${item},${categories.get(value)!}`);
    const path = fileOf(['task,label', ...answers].join('\n'), 'gold.csv');
    return figuresOfFile(fileOf(ratingsCsv(given)), { repeats: 'all', gold: path, ways });
  };
  const first = new Map(numbersIn(await figures(rows, named(unique(2))), named(unique(2))));
  expect(first.size).toBeGreaterThan(30);
  for (let turn = 0; turn < shufflesOf(rows); turn++) {
    const random = seededRandom(`${name} ${turn}`);
    const renamed = (index: 1 | 2) => {
      const fresh = shuffled(
        unique(index).map((_, place) => `n${String(place).padStart(4, '0')}`),
        random,
      );
      return new Map(unique(index).map((value, place) => [value, fresh[place]!]));
    };
    const [raters, categories] = [renamed(1), renamed(2)];
    const others = shuffled(rows, random).map(([item, rater, value]): Rows[number] => {
      return [item, raters.get(rater)!, categories.get(value)!];
    });
    const back = new Map([...categories].map(([old, fresh]) => [fresh, old]));
    for (const [path, value] of numbersIn(await figures(others, categories), back)) {
      // How many steps a search takes is no figure; it may end one sooner by rounding.
      const allowed = path.endsWith('.iterations') ? 2 : 1e-9 * Math.max(1, Math.abs(value));
      if (!(Math.abs(value - first.get(path)!) <= allowed))
        throw new Error(`${path}: ${value}, not ${first.get(path)}`);
    }
  }
}

it('figures depend on no order of rows and no names of raters and categories', async () => {
  await expectSame(madeUp());
}, 60_000);

(hasData ? describe : describe.skip)('published ratings', () => {
  it.each(publishedSets())(
    'the same figures whatever the order and the names: $name',
    async (set) => {
      await expectSame(set);
    },
    120_000,
  );
});
