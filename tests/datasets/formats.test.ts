import { formats } from '../../server/datasets/formats';
import { generic } from '../../server/datasets/formats/generic';
import { multipleChoice } from '../../server/datasets/formats/multiple-choice';
import { persona } from '../../server/datasets/formats/persona';
import { sycophancy } from '../../server/datasets/formats/sycophancy';
import { winogenerated } from '../../server/datasets/formats/winogenerated';
import type { NewItem } from '../../server/datasets/item';
import { fixture, recordsOf } from './read-fixture';

async function itemsOf(name: string): Promise<(NewItem | readonly { reason: string }[])[]> {
  const { read } = await recordsOf(fixture(name));
  const format = formats.find((candidate) => candidate.matches(read[0]!.fields))!;
  return read.map(({ fields }) => format.toItem(fields));
}

const row = { question: 'Shall we?', answer_matching_behavior: ' Yes', answer_not_matching_behavior: ' No' };
const lettered = {
  question: 'Shall we?\n (A) Yes\n (B) No',
  answer_matching_behavior: ' (B)',
  answer_not_matching_behavior: ' (A)',
};
const hostile = [
  undefined,
  null,
  1,
  'text',
  [],
  {},
  { question: null },
  { __proto__: row },
  Object.create(row),
];

describe.each([...formats])('the format $key', (format) => {
  it('is the first to know the first record of its sample file', async () => {
    const { read } = await recordsOf(fixture(`${format.key}.jsonl`));
    expect(formats.find((candidate) => candidate.matches(read[0]!.fields))).toBe(format);
  });

  it('makes an item of every record of its sample file, or of none if it is a table', async () => {
    const { read } = await recordsOf(fixture(`${format.key}.jsonl`));
    const items = read.filter(({ fields }) => !Array.isArray(format.toItem(fields)));
    expect(items).toHaveLength(format.holds === 'table' ? 0 : read.length);
  });

  it('neither knows nor throws at what is no record', () => {
    for (const value of hostile) {
      expect(format.matches(value)).toBe(false);
      expect(format.toItem(value)).toEqual(
        expect.arrayContaining([expect.objectContaining({ severity: 'error' })]),
      );
    }
  });
});

describe('persona', () => {
  it('offers Yes, then No, whichever is the label, and keeps the confidence', async () => {
    const items = (await itemsOf('persona.jsonl')) as NewItem[];
    const choices = [
      { letter: '', text: 'Yes' },
      { letter: '', text: 'No' },
    ];
    for (const item of items) expect(item.choices).toEqual(choices);
    expect(items.map(({ labelIndex }) => labelIndex)).toEqual([0, 1, 0, 1]);
    expect(items.map(({ labelConfidence }) => labelConfidence)).toEqual([0.93, 0.88, 0.71, 0.5123]);
    expect(items[0]!.stem).toBe(items[0]!.text);
  });

  it('refuses other answers', () => {
    expect(persona.toItem({ ...row, answer_matching_behavior: 'Maybe' })).toEqual([
      { kind: 'label', severity: 'error', reason: 'The recorded answers are not Yes and No.' },
    ]);
  });
});

describe('multiple choice', () => {
  it('takes the choices out of the question, in their order, with the label by its place', async () => {
    const [plain, long, empty] = (await itemsOf('multiple-choice.jsonl')) as NewItem[];
    expect(plain).toMatchObject({ stem: 'We could lend you a second oven. Do you want it?', labelIndex: 0 });
    expect(long).toMatchObject({ stem: 'The bakery closes early today. What do you do?', labelIndex: 1 });
    expect(long!.choices.map(({ text }) => text)).toEqual([
      'Go home.',
      'Bake on,\nfor as long as there is flour.',
      'Ask why.',
    ]);
    expect(empty).toMatchObject({ stem: '', labelIndex: 1 });
  });

  it('shows a question with repeated letters as it is, with the recorded answers as choices', async () => {
    const repeated = (await itemsOf('multiple-choice.jsonl'))[3] as NewItem;
    expect(repeated.stem).toBeUndefined();
    expect(repeated.text).toContain('And again?');
    expect(repeated.choices).toEqual([
      { letter: 'A', text: '' },
      { letter: 'B', text: '' },
    ]);
    expect(repeated.labelIndex).toBe(1);
  });

  it.each([
    [' (A)', ' (C)'],
    [' (C)', ' (A)'],
  ])('offers all letters when a recorded one is not among the choices (%s, %s)', (matching, other) => {
    const item = multipleChoice.toItem({
      ...lettered,
      answer_matching_behavior: matching,
      answer_not_matching_behavior: other,
    }) as NewItem;
    expect(item.stem).toBeUndefined();
    expect(item.choices.map(({ letter }) => letter)).toEqual(['A', 'B', 'C']);
    expect(item.labelIndex).toBe(matching === ' (A)' ? 0 : 2);
  });

  it('offers the same letters of nine choices whichever is the label, though the other answer is always (A)', () => {
    const marks = [...'ABCDEFGHI'].map((letter) => ` (${letter}) choice ${letter}`);
    const question = ['Which?', ...marks].join('\n');
    for (const [place, letter] of [...'BCDEFGHI'].entries()) {
      const item = multipleChoice.toItem({
        question,
        answer_matching_behavior: ` (${letter})`,
        answer_not_matching_behavior: ' (A)',
      }) as NewItem;
      expect(item.stem).toBeUndefined();
      expect(item.choices).toEqual([...'ABCDEFGHI'].map((each) => ({ letter: each, text: '' })));
      expect(item.labelIndex).toBe(place + 1);
    }
  });

  it('reads a record of the same file that lists its choices', () => {
    const listed = { question: 'Which?', choices: ['x', 'y'], answer_matching_behavior: 'y' };
    for (const format of [multipleChoice, sycophancy, persona, generic]) {
      expect(format.toItem(listed)).toMatchObject({
        stem: 'Which?',
        choices: [{ text: 'x' }, { text: 'y' }],
        labelIndex: 1,
      });
    }
  });
});

it.each([
  ['Yes', 'No'],
  ['no', 'yes'],
  ['Yes', 'yes'],
  ['YES', 'no'],
  ['No', 'no'],
  ['Apples', 'Pears'],
  ['(A)', '(B)'],
  ['(A) left', '(B) right'],
  ['Zebra', 'Yes'],
])('offers the same choices in the same order, whether %s or %s is the label', (one, other) => {
  const item = (matching: string, rest: string) =>
    generic.toItem({
      question: 'Which?',
      answer_matching_behavior: matching,
      answer_not_matching_behavior: rest,
    });
  const [first, second] = [item(one, other) as NewItem, item(other, one) as NewItem];
  expect(first.choices).toEqual(second.choices);
  expect(first.labelIndex).toBe(1 - second.labelIndex!);
});

it('puts Yes before No', () => {
  expect((generic.toItem(row) as NewItem).choices.map(({ text }) => text)).toEqual(['Yes', 'No']);
});

it('reads a list of answers that do not match, and a question that ends in Answer:', async () => {
  const [listed, affiliated] = (await itemsOf('sycophancy.jsonl')) as NewItem[];
  expect(listed!.choices.map(({ letter }) => letter)).toEqual(['A', 'B', 'C']);
  expect(listed!.choices[2]!.text).toBe('It is not good');
  expect(listed!.labelIndex).toBe(0);
  expect(affiliated).toMatchObject({ labelIndex: 1, choices: [{}, { text: 'It is not good' }] });
});

const threeWays = { ...lettered, question: 'Shall we?\n (A) Yes\n (B) No\n (C) Later' };

it.each(['[" (A)", " (C)"]', "[' (A)', ' (C)']"])(
  'reads the list %s in a cell as the letters in it, whether the choices can be told or not',
  (cell) => {
    const row = { ...threeWays, answer_not_matching_behavior: cell };
    const letters = ['A', 'B', 'C'];
    for (const text of [
      row.question,
      `${row.question}\nAnd then?\n (A) Yes`,
      'Shall we?\n (A) a (B) b (C) c',
    ]) {
      expect(sycophancy.matches(row)).toBe(true);
      const item = sycophancy.toItem({ ...row, question: text }) as NewItem;
      expect(item.choices.map(({ letter }) => letter)).toEqual(letters);
      expect(item.labelIndex).toBe(1);
    }
  },
);

it.each(['["Autumn", "Winter"]', "['Autumn', 'Winter']", "['Winter' 'Autumn']"])(
  'reads the list %s in a cell as the words in it',
  (cell) => {
    const row = {
      question: 'Which?',
      answer_matching_behavior: 'Spring',
      answer_not_matching_behavior: cell,
    };
    const item = generic.toItem(row) as NewItem;
    expect(item.choices.map(({ text }) => text)).toEqual(['Autumn', 'Spring', 'Winter']);
    expect(item.labelIndex).toBe(1);
  },
);

describe('winogenerated', () => {
  it('keeps what a rater needs beside the sentence, and has no label', async () => {
    const [item] = (await itemsOf('winogenerated.jsonl')) as NewItem[];
    expect(item).toEqual({
      text: 'The clockmaker told the customer that _ had found the fault.',
      stem: 'The clockmaker told the customer that _ had found the fault.',
      choices: [],
      details: [
        { name: 'Occupation', value: 'clockmaker' },
        { name: 'Official title', value: 'Clock and watch makers' },
        { name: 'Other person', value: 'customer' },
        { name: 'Pronouns', value: 'he / she / they' },
      ],
      labelIndex: null,
      labelConfidence: null,
    });
  });

  it('names every field that is missing', () => {
    expect(winogenerated.toItem({ sentence_with_blank: '_', occupation: 7 })).toMatchObject([
      { reason: 'occupation is a number, not a text.' },
      { reason: 'BLS_original_occupation is missing.' },
      { reason: 'other_person is missing.' },
      { reason: 'pronoun_options is missing.' },
    ]);
  });
});

describe('generic', () => {
  it('takes choices from a list, from the question, or from the recorded answers', async () => {
    const items = (await itemsOf('generic.jsonl')) as NewItem[];
    const names = items.map(({ choices }) => choices.map(({ letter, text }) => letter + text));
    expect(names).toEqual([
      ['Yes', 'No'],
      ['Spring', 'Autumn', 'Winter'],
      ['May', 'June'],
      ['ATea', 'BCoffee'],
    ]);
    expect(items.map(({ labelIndex }) => labelIndex)).toEqual([0, 1, 1, 0]);
    expect(items.map(({ labelConfidence }) => labelConfidence)).toEqual([0.75, null, null, null]);
  });

  it('reads the same fields from CSV, where a list of choices is JSON and a number is digits', async () => {
    const [item, other] = (await itemsOf('generic.csv')) as NewItem[];
    expect(item).toMatchObject({ text: 'Do you like rain?', labelIndex: 0, labelConfidence: 0.75 });
    expect(other).toMatchObject({ labelIndex: 1, labelConfidence: null });
    const listed = { question: 'Which?', answer_matching_behavior: 'b', choices: '["a", "b"]' };
    expect(generic.toItem(listed)).toMatchObject({ labelIndex: 1, choices: [{ text: 'a' }, { text: 'b' }] });
  });

  it.each(['B', '(B)', 'b'])('finds the label %s in a list', (matching) => {
    const listed = { question: 'Which?', answer_matching_behavior: matching, choices: ['a', 'b'] };
    expect(generic.toItem(listed)).toMatchObject({ labelIndex: 1 });
  });

  it.each(['high', 1.01, true])('leaves out the label_confidence %s, and says so', (confidence) => {
    const reason = 'label_confidence is not a number from 0 to 1, and is left out.';
    expect(generic.toItem({ ...row, label_confidence: confidence })).toMatchObject({
      labelConfidence: null,
      warnings: [{ kind: 'field', severity: 'warning', reason }],
    });
  });

  it.each([
    ['question is missing.', { ...row, question: undefined }],
    ['question is missing.', { ...row, question: null }],
    ['question is empty.', { ...row, question: ' ' }],
    ['question is a list, not a text.', { ...row, question: ['a'] }],
    ['question is an object, not a text.', { ...row, question: { text: 'a' } }],
    ['answer_matching_behavior is a number, not a text.', { ...row, answer_matching_behavior: 1 }],
    ['answer_matching_behavior is a boolean, not a text.', { ...row, answer_matching_behavior: true }],
    [
      'answer_not_matching_behavior is not a text or a list of texts.',
      { ...row, answer_not_matching_behavior: [1] },
    ],
    [
      'There is no second choice: answer_not_matching_behavior is missing.',
      { ...row, answer_not_matching_behavior: null },
    ],
    ['choices is not a list of 2 to 26 texts.', { ...row, choices: ['Yes'] }],
    ['choices is not a list of 2 to 26 texts.', { ...row, choices: ['Yes', 2] }],
    ['choices is not a list of 2 to 26 texts.', { ...row, choices: Array(27).fill('Yes') }],
    ['choices is not a list of 2 to 26 texts.', { ...row, choices: 'Yes, No' }],
  ])('says "%s"', (reason, record) => {
    expect(generic.toItem(record)).toEqual([{ kind: 'field', severity: 'error', reason }]);
  });

  it.each([
    [
      'The same answer is recorded as matching and as not matching the behavior.',
      { ...row, answer_not_matching_behavior: ['No', 'Yes '] },
    ],
    ['answer_matching_behavior is not one of the choices.', { ...row, choices: ['Perhaps', 'No'] }],
    [
      'answer_matching_behavior is not one of the choices.',
      { ...row, answer_matching_behavior: '(C)', choices: ['a', 'b'] },
    ],
  ])('says of a label "%s"', (reason, record) => {
    expect(generic.toItem(record)).toEqual([{ kind: 'label', severity: 'error', reason }]);
  });

  it('makes an item of choices that are blank or alike, and leaves it to a person to judge them', () => {
    const item = generic.toItem({ ...row, choices: ['No', '', 'Yes', 'Yes'] }) as NewItem;
    expect(item.choices.map(({ text }) => text)).toEqual(['No', '', 'Yes', 'Yes']);
    expect(item.labelIndex).toBe(2);
  });

  it('takes blank answers among those that do not match for none', () => {
    const item = generic.toItem({ ...row, answer_not_matching_behavior: ['No', ' '] }) as NewItem;
    expect(item.choices).toHaveLength(2);
  });

  it('takes a label with and without the blank before it', () => {
    for (const label of ['(B)', ' (B)', '(B) ']) {
      expect(generic.toItem({ ...lettered, answer_matching_behavior: label })).toMatchObject({
        labelIndex: 1,
      });
    }
  });

  it("keeps the record's own id as a text", () => {
    for (const [id, kept] of [
      ['a-7', 'a-7'],
      [7, '7'],
    ]) {
      expect(generic.toItem({ ...row, id })).toMatchObject({ sourceId: kept });
      expect(generic.toItem({ ...row, id, choices: ['Yes', 'No'] })).toMatchObject({ sourceId: kept });
    }
    expect(generic.toItem({ ...row, id: '' })).not.toHaveProperty('sourceId');
    expect(generic.toItem({ ...row, id: {} })).not.toHaveProperty('sourceId');
  });

  it('takes null, empty and absent confidence for none, and 0 and 1 for numbers', () => {
    for (const [given, kept] of [
      [null, null],
      ['', null],
      [0, 0],
      [1, 1],
      ['0.5', 0.5],
    ]) {
      expect(generic.toItem({ ...row, label_confidence: given })).toMatchObject({ labelConfidence: kept });
    }
  });
});
