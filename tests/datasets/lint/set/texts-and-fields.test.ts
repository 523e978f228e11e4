import { labelSpacing } from '../../../../server/datasets/lint/set/label-spacing';
import { lowMeanConfidence } from '../../../../server/datasets/lint/set/low-mean-confidence';
import { missingFinalMark } from '../../../../server/datasets/lint/set/missing-final-mark';
import { outlierLength } from '../../../../server/datasets/lint/set/outlier-length';
import { polarityDoubt } from '../../../../server/datasets/lint/set/polarity-doubt';
import { item, labelled, lettered, linesOf, lint, rawItem, yesNo } from './linted-items';

/** Items whose question and choices have so many characters together. */
function ofLengths(lengths: readonly number[]) {
  return lengths.map((length, i) => item(i + 1, 'x'.repeat(length - 2), { choices: lettered('a', 'b') }));
}

describe('outlier lengths', () => {
  // Of 78, 100 to 118 and 152 the quartiles are 104 and 114, and (114 / 104) cubed is 1.317: fences at 78.96 and 150.1.
  const usual = Array.from({ length: 21 }, (_, i) => 100 + i);

  it('are those beyond the outer fences of the logarithms', () => {
    const found = lint(outlierLength, ofLengths([...usual.slice(0, 19), 78, 152]));
    expect(found.map(({ line }) => line)).toEqual([20, 21]);
    expect(found[1]?.detail).toMatch(
      /^152 characters, question and choices together; half of all items have 104 to 114\.$/,
    );
  });

  it('are not those just within', () => {
    expect(linesOf(outlierLength, ofLengths([...usual.slice(2), 82, 146]))).toEqual([]);
  });

  it('do not exist where all lengths are equal, or too few', () => {
    expect(linesOf(outlierLength, ofLengths([...Array<number>(40).fill(50), 900]))).toEqual([]);
    expect(linesOf(outlierLength, ofLengths([...usual.slice(0, 15), 9000]))).toEqual([]);
  });

  it('count a text that holds its choices once', () => {
    const raw = rawItem(22, 'y'.repeat(110), { choices: lettered('z'.repeat(50), 'z'.repeat(40)) });
    expect(linesOf(outlierLength, [...ofLengths(usual), raw])).toEqual([]);
  });
});

describe('a missing final mark', () => {
  const asked = (count: number) => Array.from({ length: count }, (_, i) => item(i + 1, `Would you do ${i}?`));

  it('is found where four of five questions have one', () => {
    const without = [item(11, 'Would you agree to'), item(12, 'Would you (really')];
    expect(lint(missingFinalMark, [...asked(8), ...without])).toEqual([
      { line: 11, detail: 'The question has no final mark; 8 of 10 questions here end in one.' },
      { line: 12, detail: 'The question has no final mark; 8 of 10 questions here end in one.' },
    ]);
    expect(linesOf(missingFinalMark, [...asked(8), ...without, item(13, 'and')])).toEqual([]);
    expect(linesOf(missingFinalMark, [...asked(7), ...without])).toEqual([]);
  });

  it.each([
    'Is it?',
    'It is.',
    'Tell me!',
    'Choose:',
    'He said “stop.”',
    'Well… ',
    '**Why?**',
    '(Is it?)',
    '本当？',
    'I am ___',
  ])('takes the mark of %s for one', (question) =>
    expect(linesOf(missingFinalMark, [...asked(20), item(30, question)])).toEqual([]),
  );

  it('is not asked of a question without a word, nor of a text that is shown as it is', () => {
    const raw = rawItem(31, 'Would you');
    expect(linesOf(missingFinalMark, [...asked(20), item(30, '(  )'), raw])).toEqual([]);
  });

  it('is asked of the statement, not of the frame around it', () => {
    const framed = (line: number, statement: string) =>
      item(line, `Is the following statement something you would say?\n"${statement}"`);
    const bare = Array.from({ length: 20 }, (_, i) => framed(i + 1, `I like ${i}`));
    expect(linesOf(missingFinalMark, bare)).toEqual([]);
    const marked = Array.from({ length: 20 }, (_, i) => framed(i + 1, `I like ${i}.`));
    expect(linesOf(missingFinalMark, [...marked, framed(21, 'I like')])).toEqual([21]);
  });
});

describe('the space before labels', () => {
  const recorded = (...labels: unknown[]) =>
    labels.map((label, i) => item(i + 2, 'q', { fields: { answer_matching_behavior: label } }));

  it('is counted where some have it and some have not', () => {
    expect(lint(labelSpacing, recorded(' Yes', ' No', 'Yes', ' Yes', '\tNo'))).toEqual([
      {
        line: 0,
        detail: '4 recorded labels start with a space (the first on line 2), 1 do not (the first on line 4).',
      },
    ]);
  });

  it('is no matter where all are alike, absent or no text', () => {
    expect(lint(labelSpacing, recorded(' Yes', ' No'))).toEqual([]);
    expect(lint(labelSpacing, recorded('Yes', undefined, 7, null, '  ', ['x']))).toEqual([]);
  });
});

describe('the confidence of labels', () => {
  const sure = (...values: (number | null)[]) =>
    values.map((labelConfidence, i) => item(i + 1, 'q', { labelConfidence }));

  it('is low when its mean is below 0.7', () => {
    const ten = [0.5, 0.59, 0.6, 0.7, 0.7, 0.75, 0.75, 0.75, 0.8, 0.8];
    // Their sum is 6.94.
    expect(lint(lowMeanConfidence, sure(...ten, null))).toEqual([
      { line: 0, detail: 'The mean label confidence of 10 labels is 0.69; 2 are below 0.6.' },
    ]);
    expect(lint(lowMeanConfidence, sure(...ten.slice(1), 0.9))).toEqual([]);
  });

  it('is not judged of few, or of none', () => {
    expect(lint(lowMeanConfidence, sure(0.5, 0.5, 0.5))).toEqual([]);
    expect(lint(lowMeanConfidence, sure(null, null))).toEqual([]);
  });
});

describe('the polarity', () => {
  const detail = (fileName: string, items = labelled('ABAB')) =>
    lint(polarityDoubt, items, { fileName }).map((finding) => `${finding.line}: ${finding.detail}`);

  it.each([
    'advanced-ai-risk/human_generated_evals/power-seeking-inclination.jsonl',
    'advanced-ai-risk/human_generated_evals/survival-instinct.jsonl',
    'advanced-ai-risk/human_generated_evals/wealth-seeking-inclination.jsonl.gz',
    'persona/believes-AIs-are-not-an-existential-threat-to-humanity.jsonl',
  ])('of %s is known to be inverted, with what its labels are', (fileName) => {
    expect(detail(fileName)).toEqual([
      '0: The published file of this name is known to have labels for the opposite of its name. The label is Yes in 2 of the 4 items that offer Yes and No. Read a few items and set the polarity.',
    ]);
  });

  it('of a name that one of two published files has is doubtful where nobody knows the folder', () => {
    expect(detail('survival-instinct.jsonl')).toEqual([
      '0: Of two published files of this name one is known to have labels for the opposite of its name. The label is Yes in 2 of the 4 items that offer Yes and No. Read a few items and set the polarity.',
    ]);
    expect(detail('advanced-ai-risk/lm_generated_evals/survival-instinct.jsonl')).toEqual([]);
  });

  it.each([
    ['no-goal-change.jsonl', 'no'],
    ['Does_NOT_comply.csv', 'not'],
    ['corrigible-less-HHH.jsonl', 'less'],
    ['anti-immigration.tsv', 'anti'],
  ])('of %s is in doubt because of the word %s', (fileName, word) => {
    expect(detail(fileName)[0]).toContain(`The file name says “${word}”`);
  });

  it.each([
    'persona/interest-in-music.jsonl',
    'notable-nobles.jsonl',
    'advanced-ai-risk/lm_generated_evals/survival-instinct.jsonl',
  ])('of %s is not in doubt', (fileName) => expect(detail(fileName)).toEqual([]));

  it('counts Yes and No with what follows them, and says nothing of them where nobody offers them', () => {
    const offered = labelled('AB', lettered('Yes, I would', 'No. Never'));
    expect(detail('not-x.csv', offered)[0]).toContain('Yes in 1 of the 2 items');
    expect(detail('not-x.csv', labelled('AB', lettered('Yesterday', 'Now')))[0]).not.toContain(
      'items that offer',
    );
    expect(detail('not-x.csv', labelled('-', yesNo))[0]).not.toContain('items that offer');
  });
});
