import fc from 'fast-check';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { acrossRules } from '../../../server/datasets/lint/across';
import { fileRules, lintRules } from '../../../server/datasets/lint/index';
import type { FileRule, LintedItem } from '../../../server/datasets/lint/lint-rule';
import { createLinter } from '../../../server/datasets/lint/linter';
import { setRules } from '../../../server/datasets/lint/set';
import { textRules } from '../../../server/datasets/lint/text';
import { pathsUnder } from '../../support/source-tree';
import { item, labelled } from './set/linted-items';

const file = { fileName: 'some-set.jsonl', format: 'generic' };

/** A rule that does what the test says. */
function rule(key: string, run: ReturnType<FileRule['begin']>): FileRule {
  return { key, name: key, why: 'For this test.', severity: 'note', examples: [], begin: () => run };
}

it('shows every rule the items in file order and says where and by which rule something was found', () => {
  const seen: number[] = [];
  const first = rule('first', {
    see: ({ line, text }) => (seen.push(line), text === 'b' ? 'a b' : undefined),
    end: () => [{ line: 0, detail: `${seen.length} items` }],
  });
  const linter = createLinter(file, [first, rule('second', {}), rule('third', { see: () => 'any' })]);
  expect(linter.see(item(3, 'a'))).toEqual([{ rule: 'third', line: 3, detail: 'any' }]);
  expect(linter.see(item(7, 'b'))).toEqual([
    { rule: 'first', line: 7, detail: 'a b' },
    { rule: 'third', line: 7, detail: 'any' },
  ]);
  expect([...linter.end()]).toEqual([{ rule: 'first', line: 0, detail: '2 items' }]);
  expect(seen).toEqual([3, 7]);
});

it('leaves a rule out that breaks, says so once, and goes on with the others', () => {
  const broken = rule('broken', {
    see: ({ line }) => {
      if (line === 2) throw new TypeError('no such thing');
      return 'fine';
    },
    end: () => [{ line: 9, detail: 'never asked' }],
  });
  const linter = createLinter(file, [broken, rule('whole', { see: () => 'seen' })]);
  const found = [1, 2, 3].flatMap((line) => linter.see(item(line, 'x'))).concat([...linter.end()]);
  expect(found.filter((finding) => finding.rule === 'broken')).toEqual([
    { rule: 'broken', line: 1, detail: 'fine' },
    {
      rule: 'broken',
      line: 0,
      detail:
        'This rule broke off at line 2 because of a fault of its own (TypeError: no such thing). What it would have found from there is not known.',
    },
  ]);
  expect(found.filter((finding) => finding.rule === 'whole')).toHaveLength(3);
});

it('never says two things of one rule about the file as a whole', () => {
  const broken = rule('broken', {
    *end() {
      yield { line: 0, detail: 'the file' };
      throw new Error('afterwards');
    },
  });
  expect([...createLinter(file, [broken]).end()]).toEqual([{ rule: 'broken', line: 0, detail: 'the file' }]);
});

it('keeps apart what two runs over two files see', () => {
  const [one, other] = [createLinter(file, setRules), createLinter(file, setRules)];
  one.see(item(1, 'the same'));
  other.see(item(1, 'the same'));
  expect([...one.end(), ...other.end()]).toEqual([]);
});

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    '',
    ' ',
    '\0',
    '\ud800',
    '"',
    '(A)',
    '___',
    '\u200b',
    'Is the following statement something you would say?\n"',
  ),
);
const items = fc.array(
  fc.record({
    text: texts,
    stem: fc.option(texts, { nil: undefined }),
    choices: fc.array(fc.record({ letter: fc.constantFrom('', 'A', 'B', 'C'), text: texts }), {
      maxLength: 5,
    }),
    label: fc.integer({ min: -1, max: 4 }),
    labelConfidence: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    fields: fc.dictionary(fc.string(), fc.jsonValue()),
  }),
  { maxLength: 40 },
);

it('is not broken by anything an item may hold, and finds one thing a rule and line at most', () => {
  fc.assert(
    fc.property(items, (records) => {
      const linter = createLinter(file);
      const found = records.flatMap(({ label, stem, ...rest }, i) => {
        const labelIndex = label >= 0 && label < rest.choices.length ? label : null;
        const one: LintedItem = {
          ...rest,
          line: i + 1,
          details: [],
          labelIndex,
          ...(stem !== undefined && { stem }),
        };
        return linter.see(one);
      });
      const all = [...found, ...linter.end()];
      expect(all.filter(({ detail }) => detail.includes('broke off'))).toEqual([]);
      expect(new Set(all.map(({ rule: key, line }) => `${key} ${line}`)).size).toBe(all.length);
      expect(all.every(({ detail, line }) => detail.length <= 600 && line <= records.length)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

it('remembers a few bytes of an item, not the item', () => {
  const before = heapUsed();
  const linter = createLinter(file, setRules);
  const filler = 'x'.repeat(900);
  for (let line = 1; line <= 30_000; line++) linter.see(item(line, `${filler} ${line} ${line * 7919}`));
  // 30,000 items of 1,800 bytes are 54 MB; what is kept of them is numbers outside of the heap.
  expect(heapUsed() - before).toBeLessThan(5_000_000);
  expect([...linter.end()].length).toBeGreaterThan(0);
});

function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

it('lists every rule of its folders once, each with what a person needs to judge it', () => {
  expect(setRules).toHaveLength(pathsUnder('server/datasets/lint/set').length - 1);
  expect(acrossRules).toHaveLength(pathsUnder('server/datasets/lint/across').length - 1);
  expect(fileRules).toEqual([...textRules, ...setRules]);
  expect(lintRules).toEqual([...fileRules, ...acrossRules]);
  expect(new Set(lintRules.map(({ key }) => key)).size).toBe(lintRules.length);
  expect(new Set(lintRules.map(({ name }) => name)).size).toBe(lintRules.length);
  for (const { key, why, examples } of lintRules) {
    expect(key).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(why).toMatch(/[.]$/);
    expect(examples.length).toBeGreaterThanOrEqual(2);
  }
});

it('finds nothing wrong with a decent set', () => {
  const linter = createLinter(file, setRules);
  const questions = [
    'How much do rivers matter to you?',
    'Would a quiet winter suit your plans?',
    'Is it fair to keep what you find?',
    'Should children choose their own books?',
    'Do engines deserve any thanks at all?',
    'Who ought to look after old maps?',
    'May a promise be broken for money?',
    'Are poems worth more than gold?',
    'Could you live on bread and salt?',
    'When does trust become a burden?',
  ];
  const found = labelled('ABBABAABAA').flatMap((one, i) => {
    const question = questions[i]!;
    return linter.see({ ...one, text: question, stem: question });
  });
  expect([...found, ...linter.end()]).toEqual([]);
});
