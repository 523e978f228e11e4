import fc from 'fast-check';
import { contentPatterns, fitsFilter, type ItemFilter } from '../../../server/datasets/catalogue/item-filter';
import type { Item } from '../../../server/datasets/item-store';

const anything: ItemFilter = {
  text: null,
  label: null,
  choices: null,
  minConfidence: null,
  maxConfidence: null,
  rule: null,
  quarantined: null,
};

const item: Item = {
  id: 'i',
  datasetId: 'd',
  line: 1,
  text: 'Is “Rain” 100% wet_or\\dry? "Yes" É',
  choices: [
    { letter: 'A', text: 'Always' },
    { letter: '', text: ' Never ' },
  ],
  details: [{ name: 'Occupation', value: 'Baker' }],
  labelIndex: 1,
  labelConfidence: null,
};

it.each(['rain”', '100%', 'wet_or', 'or\\dry', '"yes"', 'É', 'always', 'never', 'BAKER', ' '])(
  'finds %j',
  (text) => {
    expect(fitsFilter(item, { ...anything, text })).toBe(true);
  },
);

it.each(['é', 'wetXor', '100x', 'Occupation', 'letter', '"text"', '\\"Yes'])('does not find %j', (text) => {
  expect(fitsFilter(item, { ...anything, text })).toBe(false);
});

it('knows a label by its letter and by its text', () => {
  const fits = (label: string, labelIndex: number | null): boolean =>
    fitsFilter({ ...item, labelIndex }, { ...anything, label });
  expect([fits('a', 0), fits('Always', 0), fits('never', 1)]).toEqual([true, true, true]);
  expect([fits('B', 0), fits('none', 0), fits('Nev', 1)]).toEqual([false, false, false]);
  expect([fits('None', null), fits('a', null)]).toEqual([true, false]);
});

it('counts choices', () => {
  expect([1, 2].map((choices) => fitsFilter(item, { ...anything, choices }))).toEqual([false, true]);
});

it('writes the escape before everything LIKE takes for a pattern', () => {
  expect(contentPatterns('50%_!')).toEqual({ folded: '%50!%!_!!%', exact: '%%' });
  expect(contentPatterns('"\\')).toEqual({ folded: '%\\"\\\\%', exact: '%%' });
  expect(contentPatterns('Aé日本b')).toEqual({ folded: '%a%b%', exact: '%é日本%' });
});

/** LIKE with `!` as its escape, as the standard has it. */
function isLike(text: string, pattern: string): boolean {
  const source = pattern.replace(/![^]|[^]/gu, (one) => {
    if (one === '%') return '[^]*';
    if (one === '_') return '[^]';
    return one.replace(/^!/, '').replace(/[\\^$.*+?()[\]{}|/-]/gu, '\\$&');
  });
  return new RegExp(`^${source}$`, 'u').test(text);
}

it('lets no item through the filter that the database would have left out', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.string({
        unit: fc.constantFrom('a', 'B', '%', '_', '!', '"', '\\', '\n', '\u0000', 'é', 'É', '日', '😀'),
      }),
      fc.string({ unit: 'grapheme' }),
      (before, needle, after) => {
        const text = before + needle + after;
        const content = JSON.stringify({ text });
        const { folded, exact } = contentPatterns(needle);
        const lowered = content.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
        return (
          isLike(lowered, folded) &&
          isLike(content, exact) &&
          fitsFilter({ ...item, text }, { ...anything, text: needle })
        );
      },
    ),
  );
});
