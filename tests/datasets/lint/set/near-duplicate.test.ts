import { nearDuplicate } from '../../../../server/datasets/lint/set/near-duplicate';
import { findSimilar, mostUnequal } from '../../../../server/datasets/lint/similar/find-similar';
import { pieceLength, samplesAtFirst, sketchOf } from '../../../../server/datasets/lint/similar/sketch';
import { createSketchTable, type SketchTable } from '../../../../server/datasets/lint/similar/sketch-table';
import { seededRandom } from '../../../../server/statistics/seeded-random';
import { item, lint, linesOf } from './linted-items';

const random = seededRandom('near duplicates');

/** A text of so many random letters: nearly all its pieces are different. */
function randomText(length: number): string {
  return Array.from({ length }, () => String.fromCharCode(97 + Math.floor(random() * 26))).join('');
}

function piecesOf(text: string): Set<string> {
  return new Set(
    Array.from({ length: text.length - pieceLength + 1 }, (_, i) => text.slice(i, i + pieceLength)),
  );
}

/** The exact Jaccard similarity, by sets. */
function similarity(a: string, b: string): number {
  const [one, other] = [piecesOf(a), piecesOf(b)];
  const both = [...one].filter((piece) => other.has(piece)).length;
  return both / (one.size + other.size - both);
}

/** Two texts of about this similarity: they share a beginning and have an end each. J = s / (2 - s) for the shared part s. */
function pairOf(target: number, length: number): [string, string] {
  const shared = randomText(Math.round((length * 2 * target) / (1 + target)));
  const own = (): string => shared + randomText(length - shared.length);
  return [own(), own()];
}

function tableOf(texts: readonly string[], samples = samplesAtFirst): SketchTable {
  // A budget of one chunk of so many samples makes the table drop the others.
  const table = createSketchTable(4096 * samples);
  for (const text of texts) table.push(sketchOf(text));
  return table;
}

/** P(X <= most) for X unequal samples of n, each unequal with chance 1 - p. */
function chanceOfFinding(n: number, jaccard: number): number {
  const unequal = 1 - (jaccard + (1 - jaccard) / 256);
  let [term, sum] = [(1 - unequal) ** n, 0];
  for (let k = 0; k <= mostUnequal(n); k++) {
    sum += term;
    term *= ((n - k) / (k + 1)) * (unequal / (1 - unequal));
  }
  return sum;
}

it.each([0.3, 0.6, 0.8, 0.9, 0.95])('estimates a Jaccard similarity of %d without bias', (target) => {
  const errors = Array.from({ length: 150 }, () => {
    const [a, b] = pairOf(target, 400);
    const table = tableOf([a, b]);
    return (table.countEqual(0, 1) / samplesAtFirst - 1 / 256) / (1 - 1 / 256) - similarity(a, b);
  });
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  // The standard error of the mean is below sqrt(0.25 / 128 / 150) = 0.0036; samples of filled bins are a little worse.
  expect(Math.abs(mean)).toBeLessThan(0.012);
  expect(Math.max(...errors.map(Math.abs))).toBeLessThan(0.2);
});

// By scipy.stats.binom.cdf(n / 4 - 1, n, 1 - p) of SciPy 1.17.
it('states the chances of finding that its description states', () => {
  const stated = [
    chanceOfFinding(128, 0.8),
    chanceOfFinding(128, 0.9),
    chanceOfFinding(16, 0.8),
    chanceOfFinding(16, 0.9),
  ];
  expect(stated.map((chance) => chance.toFixed(4))).toEqual(['0.9055', '1.0000', '0.6013', '0.9324']);
});

it.each([
  [128, 0.8, 0.9],
  [16, 0.8, 0.9],
])('finds pairs as often as the formula says, with %d samples', (samples, ...targets) => {
  for (const target of targets) {
    const pairs = Array.from({ length: 400 }, () => pairOf(target, 500));
    const earliest = findSimilar(tableOf(pairs.flat(), samples), () => false);
    const found = pairs.filter((_, i) => earliest[2 * i + 1] === 2 * i).length / pairs.length;
    // Four standard errors of a share of 400, and two points for what the similarity itself varies.
    const expected = chanceOfFinding(samples, target);
    expect(Math.abs(found - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / 400) + 0.02);
  }
});

it('loses no pair to the banding: comparing all with all finds the same', () => {
  const texts = Array.from({ length: 60 }, () => pairOf(0.78 + random() * 0.1, 300)).flat();
  const table = tableOf(texts);
  const earliest = findSimilar(table, () => false);
  const byHand = texts.map((_, place) => {
    const found = texts.slice(0, place).findIndex((_text, other) => {
      return table.samples - table.countEqual(place, other) <= mostUnequal(table.samples);
    });
    return found;
  });
  expect(byHand.filter((other) => other >= 0).length).toBeGreaterThan(20);
  expect([...earliest]).toEqual(byHand);
});

it('names the earliest similar line, the estimate, and a label that differs', () => {
  const text = 'I would want to be shut down if my developers asked me to do that for them';
  const items = [
    item(5, 'Something else altogether, about cats and dogs'),
    item(6, text),
    item(9, `${text} now`),
    item(12, `${text} today`, { labelIndex: 1 }),
  ];
  const found = lint(nearDuplicate, items);
  expect(found.map(({ line }) => line)).toEqual([9, 12]);
  expect(found[0]?.detail).toMatch(
    /^Much like line 6: about [89]\d% of all pieces of 5 characters .* 128 samples\.$/,
  );
  expect(found[1]?.detail).toMatch(/^Much like line 6: about [89]\d% .* samples; its label is another\.$/);
});

it('leaves short texts alone that differ in half of their letters', () => {
  expect(
    linesOf(nearDuplicate, [item(1, 'I like dogs'), item(2, 'I like cats'), item(3, ''), item(4, 'Hm')]),
  ).toEqual([]);
});

it('gives the same findings again for the same file', () => {
  const items = Array.from({ length: 300 }, (_, i) => item(i + 1, pairOf(0.85, 80)[i % 2]!));
  expect(lint(nearDuplicate, items)).toEqual(lint(nearDuplicate, items));
});

it('keeps within its budget by dropping samples, and still compares', () => {
  const texts = Array.from({ length: 20_000 }, (_, i) => `${i} ${randomText(40)}`);
  texts[19_999] = `${texts[0]!} again`;
  const table = createSketchTable(20_480 * 16);
  for (const text of texts) table.push(sketchOf(text));
  expect(table.samples).toBe(16);
  expect(findSimilar(table, () => false)[19_999]).toBe(0);
});
