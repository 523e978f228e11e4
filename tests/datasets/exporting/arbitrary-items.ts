import fc from 'fast-check';
import type { NewItem } from '../../../server/datasets/item';

/** Texts that broke some program: formulas, quotes, line ends, NUL, half characters, marks, markup. */
export const hostileTexts = [
  '=HYPERLINK("http://x")',
  '+1',
  '-1',
  '@a',
  "'quoted",
  '\t=1',
  '\r=1',
  '\n=1',
  '\uff1d1',
  ' =1',
  'a\0b',
  'high \ud83d alone',
  '\udc00 low alone',
  '😀 whole',
  '\u2028\u2029\u0085\u007f\u001b[31m',
  '\ufeffmark',
  '\u202eright to left',
  'a\rb\r\nc\nd\r',
  'a,"b";\'c\'\t\\n\\"\\',
  '""',
  '{"text":"no"}',
  '__proto__',
  '<script>alert(1)</script>',
  ' spaces ',
  'null',
  '1e400',
];

const units = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 })
  .map((codes) => String.fromCharCode(...codes));
const words = fc.oneof(fc.constantFrom(...hostileTexts), units, fc.string({ maxLength: 12 }));
/** A text that is not blank, as every item has one. */
const text = fc
  .tuple(words, words)
  .map((two) => (/\S/.test(two.join('')) ? two.join('') : `${two.join('')}x`));

const details = fc.array(fc.record({ name: words, value: words }), { maxLength: 3 });
const stem = fc.option(words, { nil: undefined });
const confidence = fc.oneof(
  fc.constantFrom(null, 0, 1, 0.5, 1e-7, Number.MIN_VALUE, 0.1 + 0.2),
  fc.double({ min: 0, max: 1, noNaN: true }),
);

/** Any item with choices that a dataset may hold. */
export const arbitraryItem: fc.Arbitrary<NewItem> = fc
  .record({
    text,
    stem,
    choices: fc.array(
      fc.record({ letter: fc.constantFrom('', 'A', 'B', 'C', 'Z'), text: words }, { noNullPrototype: true }),
      { minLength: 2, maxLength: 12 },
    ),
    details,
    label: fc.option(fc.nat()),
    labelConfidence: confidence,
    sourceId: fc.option(words, { nil: undefined }),
  })
  .map(({ label, stem, sourceId, ...item }) => ({
    ...item,
    ...(stem !== undefined && { stem }),
    ...(sourceId !== undefined && { sourceId }),
    labelIndex: label === null ? null : label % item.choices.length,
  }));

/** Any sentence for pronouns. */
export const arbitrarySentence: fc.Arbitrary<NewItem> = fc
  .record({ text, stem: words, details })
  .map((item) => ({
    ...item,
    choices: [],
    labelIndex: null,
    labelConfidence: null,
  }));
