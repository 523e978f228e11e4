import fc from 'fast-check';
import type { LintedItem } from '../../../../server/datasets/lint/lint-rule';
import { textRules } from '../../../../server/datasets/lint/text';
import { readItem } from './example-items';

const words = [
  'Choices:',
  '\n',
  ' (A) ',
  ' (B)',
  'Question:',
  'Answer:',
  '<',
  '>',
  '[',
  '{{',
  '**',
  '__',
  'QQQ',
  'Option A',
  '\0',
];
/** UTF-16 units of every kind, halves of surrogate pairs among them, mixed with what rules look for. */
const unit = fc.nat(0xffff).map((code) => String.fromCharCode(code));
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.oneof(unit, fc.constantFrom(...words)), { maxLength: 60 }).map((parts) => parts.join('')),
);
const choice = fc.record({ letter: fc.oneof(fc.constantFrom('', 'A', 'B', 'C'), text), text });
const fields = fc.dictionary(
  fc.oneof(fc.constantFrom('choices', 'answer_matching_behavior', 'answer_not_matching_behavior'), text),
  fc.anything(),
);
const linted: fc.Arbitrary<LintedItem> = fc
  .record({
    text,
    stem: fc.option(text, { nil: undefined }),
    choices: fc.array(choice, { maxLength: 9 }),
    details: fc.array(fc.record({ name: text, value: text }), { maxLength: 3 }),
    labelIndex: fc.option(fc.nat(9)),
    labelConfidence: fc.option(fc.double()),
    line: fc.integer({ min: 1 }),
    fields,
  })
  .map(({ stem, ...item }) => (stem === undefined ? item : { ...item, stem }));

/** Shows items to a fresh run of every rule. @returns what they say */
function details(items: readonly LintedItem[]): string[] {
  return textRules.flatMap((rule) => {
    const run = rule.begin({ fileName: 'some-set.jsonl', format: 'generic' });
    const seen = items.map((item) => run.see?.(item));
    const last = [...(run.end?.() ?? [])].map(({ detail }) => detail);
    return [...seen.filter((detail) => detail !== undefined), ...last];
  });
}

it('never throws, and speaks in sentences without invisible characters, whatever the items', () => {
  fc.assert(
    fc.property(fc.array(linted, { maxLength: 4 }), (items) => {
      for (const detail of details(items)) {
        expect(detail).toMatch(/^\P{C}+[.”]$/u);
        expect(detail.length).toBeLessThan(400);
      }
    }),
    { numRuns: 500 },
  );
});

it('says the same of an item however often it is asked', () => {
  fc.assert(
    fc.property(linted, (item) => {
      expect(details([item, { ...item }])).toEqual(details([{ ...item }, item]));
      expect(details([item])).toEqual(details([{ ...item }]));
    }),
    { numRuns: 200 },
  );
});

/** What makes careless patterns try every beginning with every end. */
const pieces = [
  ...[
    ' ',
    '\n',
    '\t',
    '-',
    '*',
    '_',
    '>',
    '<',
    '[',
    '{',
    '(',
    '(A',
    '\n (A) ',
    '\n>*- ',
    '<a ',
    '<a',
    '</',
    '&a',
    '&#1',
  ],
  ...[
    '**a',
    '__a',
    '[a](',
    '{{a',
    '{a',
    '[your ',
    '(write a ',
    'question ',
    '<question ',
    'Question:',
    'Choices:\n',
    '\nanswer',
  ],
  ...[
    '\u00c3',
    '\u00d0\u0080',
    '\ud800',
    '\udc00',
    '\u200d',
    '\u{1f3f4}\u{e0020}',
    '你',
    '\0',
    'a',
    'a ',
    '. ',
    '!',
    '“',
  ],
];
const mebibyte = 1024 * 1024;

it.each(pieces.map((piece) => [JSON.stringify(piece), piece]))(
  'comes to an end with a mebibyte of %s',
  (_shown, piece) => {
    // No record is longer than a mebibyte. A pattern that tries every beginning with every end would take minutes here.
    const long = piece.repeat(Math.ceil(mebibyte / 3 / piece.length));
    const choices = ['A', 'B'].map((letter) => ({ letter, text: long }));
    const { stem = '', ...item } = readItem(1, 'Would you?');
    const raw = { ...item, choices, text: `${long}\n (A) ${long}\n (B) ${long}` };
    const beside = { ...raw, text: long, stem: long };
    for (const detail of details([beside, raw, { ...item, stem, text: long }]))
      expect(detail.length).toBeLessThan(400);
  },
  60_000,
);
