import fc from 'fast-check';
import { drawShownItems } from '../../server/studies/draw-shown-items';
import type { Candidate } from '../../server/studies/sample-items';

const items = (...labels: (string | null)[]): Candidate[] =>
  labels.map((label, index) => ({ id: `item ${index}`, line: index + 1, label }));
const alternating = (size: number): Candidate[] =>
  items(...Array.from({ length: size }, (_, index) => (index % 2 ? 'No' : 'Yes')));

it.each([
  [0, 0.5, 0],
  [1, 0.5, 0],
  [2, 0.01, 1],
  [3, 0.5, 1],
  [10, 0.04, 1],
  [14, 0.1, 1],
  [15, 0.1, 2],
  [100, 0.29, 29],
  [1000, 0.1, 100],
  [100, 0, 0],
])('takes of %i items at %d so many: %i', (size, share, shown) => {
  expect(drawShownItems(alternating(size), share, 'seed').size).toBe(shown);
});

it('takes labels in proportion, and never an item without one', () => {
  const shown = drawShownItems([...alternating(40), ...items(null, null)], 0.25, 'seed');
  const ids = [...shown].map((id) => Number(id.slice('item '.length)));
  expect(ids.filter((id) => id % 2 === 0)).toHaveLength(5);
  expect(ids.filter((id) => id % 2 === 1)).toHaveLength(5);
  expect(drawShownItems(items(null, null, null, 'Yes'), 0.5, 'seed').size).toBe(0);
});

it('takes the same whatever order the items come in, and others with another seed', () => {
  const drawn = drawShownItems(alternating(60), 0.2, '1:abc');
  expect(drawShownItems(alternating(60).reverse(), 0.2, '1:abc')).toEqual(drawn);
  expect(drawShownItems(alternating(60), 0.2, '2:abc')).not.toEqual(drawn);
});

it('shows at most half of what has a label, and always something of two', () => {
  const share = fc.double({ min: 0.001, max: 0.5, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 300 }), share, fc.string(), (size, wanted, seed) => {
      const { size: shown } = drawShownItems(alternating(size), wanted, seed);
      expect(shown).toBeGreaterThan(0);
      expect(shown * 2).toBeLessThanOrEqual(size);
    }),
  );
});
