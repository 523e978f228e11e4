import { measures } from '../../server/agreement/measures';
import { formats } from '../../server/datasets/formats';
import { itemFormats } from '../../server/datasets/item-formats';
import { lintRules } from '../../server/datasets/lint';
import type { Scale } from '../../server/questions/question';
import { questionSets } from '../../server/questions/question-sets';
import { usualFiles } from '../../server/reports/files';
import { ratingFormats } from '../../server/reports/ratings/formats';
import { presets } from '../../server/studies/panels/presets';
import { pathsUnder } from '../support/source-tree';

const scales: Record<Scale, true> = { nominal: true, ordinal: true, boolean: true };

function repeated(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

it.each([
  ['measures', measures],
  ['dataset formats', formats],
  ['item formats', itemFormats],
  ['lint rules', lintRules],
  ['report files', usualFiles],
  ['rating formats', ratingFormats],
  ['panel presets', presets],
])('gives every entry of the %s a key and a name of its own', (_list, entries) => {
  expect(entries.length).toBeGreaterThan(1);
  expect(repeated(entries.map(({ key }) => key))).toEqual([]);
  expect(repeated(entries.map(({ name }) => name))).toEqual([]);
});

it.each([
  ['server/datasets/formats', formats],
  ['server/datasets/item-formats', itemFormats],
  ['server/reports/ratings/formats', ratingFormats],
])('lists every file of %s', (folder, entries) => {
  expect(entries).toHaveLength(pathsUnder(folder).length - 1);
});

it('offers at least one measure for every scale, each with its source', () => {
  for (const scale of Object.keys(scales) as Scale[]) {
    expect(measures.some((measure) => measure.scales.includes(scale))).toBe(true);
  }
  for (const { citation } of measures) expect(citation).toMatch(/\(\d{4}\)/);
});

it('knows every version of a question set once', () => {
  expect(repeated(questionSets.map(({ key, version }) => `${key} ${version}`))).toEqual([]);
});

it.each(questionSets)('gives the questions and choices of $name names of their own', ({ questions }) => {
  expect(repeated(questions.map(({ name }) => name))).toEqual([]);
  for (const { choices, scale } of questions) {
    if (choices === 'item') continue;
    expect(repeated(choices.map(({ value }) => value))).toEqual([]);
    expect(repeated(choices.map(({ text }) => text))).toEqual([]);
    if (scale === 'ordinal') {
      const values = choices.map(({ value }) => Number(value));
      expect(values).toEqual([...values].sort((a, b) => a - b));
    }
  }
});
