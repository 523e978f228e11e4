import { longestTag, mostTags, normalizeTags, tagsFault } from '../../../server/datasets/describing/tags';

it('keeps tags in lower case, each once, sorted, without spare space', () => {
  expect(normalizeTags(' Pilot ,first   wave,,PILOT, Ｗｉｄｅ ,')).toEqual(['first wave', 'pilot', 'wide']);
  expect(normalizeTags(' , ')).toEqual([]);
});

it('refuses too many, too long and invisible ones', () => {
  const many = Array.from({ length: mostTags + 1 }, (_, n) => `tag ${n}`);
  expect(tagsFault(many)).toBe('Enter at most 20 tags.');
  expect(tagsFault(many.slice(1))).toBeUndefined();
  expect(tagsFault(['x'.repeat(longestTag)])).toBeUndefined();
  expect(tagsFault(['x'.repeat(longestTag + 1)])).toBe('Enter tags of at most 40 characters.');
  expect(tagsFault(['a\u202eb'])).toBe('Enter tags on one line, without control characters.');
});
