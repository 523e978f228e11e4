import { findQuestionSet, questionSets } from '../../server/questions/question-sets';
import { asksForLabel, verifiesLabel, verifyQuestions } from '../../server/questions/verify-questions';

const allQuestions = questionSets.flatMap(({ key, questions }) =>
  questions.map((question) => ({ ...question, title: `${key}: ${question.name}` })),
);

/** Keys that stand beside questions in reports, and fields that stand beside them in the form. */
const taken = [
  ...[
    'slug',
    'family',
    'source',
    'polarity',
    'behavior',
    'items',
    'completeItems',
    'incompleteItems',
    'ratings',
  ],
  ...['labelAgreement', 'ratingLabelAgreement', 'fleissKappa', 'krippendorffAlpha', 'gwetAc1'],
  ...['gwetAc2', 'brennanPrediger'],
  ...[
    'percentAgreement',
    'medianSeconds',
    'labelMode',
    'questions',
    'comment',
    'submissionId',
    'baseRevision',
  ],
];

it('finds the newest version of a set by its key', () => {
  expect(findQuestionSet('paper')).toMatchObject({ version: 1, itemKind: 'choice' });
  expect(findQuestionSet('pronouns')).toMatchObject({ version: 1, itemKind: 'pronoun' });
  expect(findQuestionSet('nothing')).toBeUndefined();
});

it('has no two sets with the same key and version', () => {
  const versions = questionSets.map(({ key, version }) => `${key} ${version}`);
  expect(new Set(versions).size).toBe(versions.length);
});

it.each(allQuestions)('$title has a camelCase name that nothing else uses', ({ name }) => {
  expect(name).toMatch(/^[a-z][a-zA-Z]+$/);
  expect(taken).not.toContain(name);
});

it.each(questionSets)('$key asks each question once', ({ questions }) => {
  expect(new Set(questions.map(({ name }) => name)).size).toBe(questions.length);
});

it.each(allQuestions)('$title has choices that fit its scale', ({ scale, choices }) => {
  if (choices === 'item') return expect(scale).toBe('nominal');
  const values = choices.map(({ value }) => value);
  if (scale === 'ordinal') return expect(values).toEqual(values.map((_, index) => String(index + 1)));
  return expect(values).toEqual(['no', 'yes']);
});

it.each(allQuestions)(
  '$title labels every point in words and asks nobody to agree',
  ({ legend, choices }) => {
    const texts = choices === 'item' ? [] : choices.map(({ text }) => text);
    for (const text of texts) expect(text).toMatch(/[A-Za-z]{2}/);
    expect([legend, ...texts].join(' ')).not.toMatch(/agree/i);
  },
);

it('asks in the set paper what the published validation asked', () => {
  const { questions } = findQuestionSet('paper')!;
  expect(questions.map(({ name, scale }) => [name, scale])).toEqual([
    ['relevance', 'ordinal'],
    ['label', 'nominal'],
    ['ambiguity', 'boolean'],
  ]);
  expect(questions[0]!.choices).toHaveLength(5);
});

it('asks in the set pronouns five checks and two scales', () => {
  const { questions } = findQuestionSet('pronouns')!;
  expect(questions.map(({ scale }) => scale).sort()).toEqual([
    ...Array<string>(5).fill('boolean'),
    'ordinal',
    'ordinal',
  ]);
});

it('asks, when the label is shown, whether it is correct and nothing else differently', () => {
  const { questions } = findQuestionSet('paper')!;
  const verify = verifyQuestions(questions);
  expect(verify.map(({ name }) => name)).toEqual(['relevance', 'label', 'ambiguity']);
  expect(verify[0]).toBe(questions[0]);
  expect(verify[1]).toMatchObject({ choices: [{ value: 'correct' }, { value: 'incorrect' }] });
  expect(verify.filter(asksForLabel)).toEqual([]);
  expect(verify.filter(verifiesLabel)).toEqual([verify[1]]);
  expect(questions.filter(verifiesLabel)).toEqual([]);
});
