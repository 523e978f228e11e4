import { createLinter } from '../../../../server/datasets/lint/linter';
import type { LintedItem } from '../../../../server/datasets/lint/lint-rule';
import { textRules } from '../../../../server/datasets/lint/text';
import { choicesHeader } from '../../../../server/datasets/lint/text/choices/choices-header';
import { detailOf, readItem } from './example-items';

const yesNo = '\n\nChoices:\n (A) Yes\n (B) No';
const nothing = undefined;
// Quotes go on into the choices, Yes and No, where they are beside the text.

function saidOf(key: string, question: string, rest: Partial<LintedItem> = {}): string | undefined {
  return detailOf(
    textRules.find((rule) => rule.key === key)!,
    { ...readItem(11, question), ...rest },
  );
}

it.each<[key: string, question: string, detail: string | undefined]>([
  [
    'choices-not-told',
    'A?\n (A) 1\n (B) 2\n\nB?\n (A) 3\n (B) 4',
    'The text has 4 choices with only 2 letters, (A) (B).',
  ],
  [
    'choices-not-told',
    `A?\n${[...'ABCDEFGHI'].map((letter) => ` (${letter}) say ${letter}`).join('\n')}`,
    'The text has 9 choices, more than can be shown apart.',
  ],
  [
    'several-questions',
    'A?\n (A) 1\n (B) 2\n (C) 3\n\nB?\n (A) 3\n (B) 4',
    'The letters of the choices start 2 times: A B C A B.',
  ],
  ['several-questions', `Question: A?\nQUESTION 2: B?${yesNo}`, '2 lines start with “Question:”.'],
  ['several-questions', `A?\n\nChoices:\n1. Yes\n2. No\n\nB?${yesNo}`, 'Choices are announced 2 times.'],
  ['several-questions', `What answers the question: this?${yesNo}`, nothing],
  ['blank-choice', 'A?\n\nChoices:\n (A)\n (B) No', 'The words of (A) are missing.'],
  ['blank-choice', 'A?\n\nChoices:\n (A) Yes\n (B) ...', 'The words of (B) are missing: “...”.'],
  ['blank-choice', 'A?\n\nChoices:\n (A)\n (B)', 'No choice has words.'],
  ['blank-choice', 'A?\n\nChoices:\n (A) 👍\n (B) 👎', nothing],
  ['identical-choices', 'A?\n\nChoices:\n (A)\n (B)', 'The choices (A) and (B) are both blank.'],
  [
    'identical-choices',
    'A?\n\nChoices:\n (A) a\n (B) b\n (C) b',
    'The choices (B) and (C) are the same: “b”.',
  ],
  [
    'identical-choices',
    'A?\n\nChoices:\n (A) Us  all\n (B) us all.',
    'The choices (A) and (B) differ only in case, blanks or marks: “Us  all”, “us all.”.',
  ],
  [
    'identical-choices',
    'A?\n\nChoices:\n (A) ___\n (B) _____',
    'The choices (A) and (B) differ only in case, blanks or marks: “___”, “_____”.',
  ],
  ['identical-choices', 'A?\n\nChoices:\n (A) 1.5\n (B) 15\n (C) ?\n (D) !', nothing],
  [
    'answer-hinted',
    'A?\n\nChoices:\n (A) Yes (Correct answer)\n (B) No',
    'The choice says so: “Yes (Correct answer)”.',
  ],
  ['answer-hinted', 'A?\n\nChoices:\n (A) Yes ✅\n (B) No', 'The choice says so: “Yes ✅”.'],
  [
    'answer-hinted',
    'A?\n\nChoices:\n (A) *No, I decline\n (B) I accept',
    'Only one choice has asterisks at its ends: “*No, I decline”.',
  ],
  ['answer-hinted', 'A?\n\nChoices:\n (A) I correct (my) answer\n (B) That is right (wing)', nothing],
  ['near-empty-stem', `\n${yesNo}`, 'There is no question.'],
  ['near-empty-stem', `______?${yesNo}`, 'The question has no words: “______?”.'],
  ['near-empty-stem', `Are you?${yesNo}`, 'The question is only “Are you?”.'],
  ['near-empty-stem', `I don’t know${yesNo}`, nothing],
  [
    'near-empty-stem',
    'Is the following statement something you would say?\n"Sunshine"',
    'The question is only “Sunshine”.',
  ],
  ['placeholder-text', `Question content:${yesNo}`, 'The question is only “Question content:”.'],
  ['placeholder-text', 'A? Who?\n\nChoices:\n (A) Answer 1\n (B) No', 'A choice is only “Answer 1”.'],
  ['placeholder-text', '(1) tea or (2) coffee?\n\nChoices:\n (A) Option 1\n (B) Option 2', nothing],
  [
    'placeholder-text',
    `(write a tricky question here)${yesNo}`,
    'It looks like a template: “(write a tricky question here) ↵  ↵ Choices: ↵  (A”.',
  ],
  [
    'placeholder-text',
    'Lorem ipsum dolor sit amet',
    'It looks like a template: “Lorem ipsum dolor sit amet ↵ Yes ↵”.',
  ],
  ['placeholder-text', 'Is \\frac{num}{den} in the set {1, 2}? Would todo lists (or XXX) help?', nothing],
  ['leaked-token', '<EOT><EOT> a <|im_start|>', 'The text has “<EOT>” 2 times, “<|im_start|>” once.'],
  [
    'leaked-token',
    '<pad><bos><eos><unk>',
    'The text has “<pad>” once, “<bos>” once, “<eos>” once and 1 more.',
  ],
  ['markup-text', 'Use <META_START> and <EOT>', nothing],
  ['markup-text', 'See <b class="x">this</b>', 'There is a tag: “See <b class="x">this</b> ↵ Yes ↵ No”.'],
  ['markup-text', '# Title\nWhat?', 'There is Markdown: “# Title ↵ What? ↵ Yes ↵ No”.'],
  ['long-token', `a ${'b'.repeat(61)} c`, `61 characters without a space: “${'b'.repeat(61)}”.`],
  ['long-token', `a ${'b'.repeat(200)} c`, `200 characters without a space: “${'b'.repeat(80)}…”.`],
  ['long-token', `${'b'.repeat(40)}\u200b${'b'.repeat(40)}`, nothing],
  ['prompt-left-in', ' Question: A?', 'The text starts with “Question:”.'],
  ['prompt-left-in', 'A?\n\nAnswer: \n', 'The text ends in “Answer:”.'],
  ['prompt-left-in', 'Human: A?\n\nAssistant:', 'The text starts with “Human:” and ends in “Assistant:”.'],
  ['outer-whitespace', ' A?', '1 blank stands before the text.'],
  ['outer-whitespace', 'A?\n\n', '2 blanks stand after the text.'],
  ['outer-whitespace', '\nA? ', '1 blank stands before the text and 1 after it.'],
  ['control-characters', 'a\0\0b\u0092', 'The text has U+0000 (NUL) 2 times, U+0092 once.'],
  [
    'control-characters',
    '\u0001\u0002\u0003\u0004\u0005\u0006',
    'The text has U+0001 once, U+0002 once, U+0003 once, U+0004 once and 2 more.',
  ],
  ['control-characters', '\0'.repeat(2000), 'The text has U+0000 (NUL) 1000 times, counted no further.'],
  ['tab-or-return', 'a\tb\r\nc', 'The text has U+0009 (tab) once, U+000D (carriage return) once.'],
  [
    'bidi-controls',
    'a\u202eb\u202c',
    'The text has U+202E (right-to-left override) once, U+202C (end of a change of direction) once.',
  ],
  [
    'invisible-characters',
    'a\u200bb\u00ad\u200d',
    'The text has U+200B (zero-width space) once, U+00AD (soft hyphen) once, U+200D (zero-width joiner) once.',
  ],
  ['invisible-characters', 'a\u{e0041}', 'The text has U+E0041 once.'],
  ['invisible-characters', '🏴\u{e0067}\u{e0062}\u{e007f} क्\u200dष ರ\u200d್ಯ', nothing],
  [
    'wrongly-decoded',
    'cafÃ© for all',
    'Letters that UTF-8 becomes when it is read as another encoding: “cafÃ© for all ↵ Yes ↵ No”.',
  ],
  [
    'wrongly-decoded',
    'half \ud83d here',
    'Half of a character (a lone surrogate): “half \\ud83d here ↵ Yes ↵ No”.',
  ],
  [
    'wrongly-decoded',
    `😀${'.'.repeat(19)}\ufffd${'x'.repeat(22)}😀`,
    `A character was lost in decoding (U+FFFD): “😀${'.'.repeat(19)}\ufffd${'x'.repeat(22)}”.`,
  ],
  ['wrongly-decoded', 'lost\ufffd', 'A character was lost in decoding (U+FFFD): “lost\ufffd ↵ Yes ↵ No”.'],
  [
    'wrongly-decoded',
    'Ð¿Ñ€Ð¸',
    'Letters that UTF-8 becomes when it is read as another encoding: “Ð¿Ñ€Ð¸ ↵ Yes ↵ No”.',
  ],
  ['wrongly-decoded', 'Âge, âge, «ÉTÉ», “IRMÃ”, «CAÑ», 😀', nothing],
])('says by %s of %j: %j', (key, question, detail) => {
  expect(saidOf(key, question)).toBe(detail);
});

it.each<[confidence: number, choices: number, low: string | undefined, impossible: string | undefined]>([
  [0.59, 2, 'The label confidence is 0.59, where chance gives 0.50.', nothing],
  [0.6, 2, nothing, nothing],
  [0.5, 2, 'The label confidence is 0.5, where chance gives 0.50.', nothing],
  [0.49, 2, nothing, 'The label confidence is 0.49: with 2 choices another one is likelier.'],
  [0.3, 4, 'The label confidence is 0.3, where chance gives 0.25.', nothing],
  [0.2, 4, nothing, 'The label confidence is 0.2: with 4 choices another one is likelier.'],
  [1, 2, nothing, 'The label confidence is 1, as if no doubt were possible.'],
  [0.1, 0, nothing, nothing],
])('judges a label confidence of %d among %d choices', (labelConfidence, count, low, impossible) => {
  const choices = Array.from({ length: count }, (_, i) => ({ letter: '', text: `Choice no. ${i}` }));
  expect(saidOf('low-label-confidence', 'A?', { labelConfidence, choices })).toBe(low);
  expect(saidOf('impossible-label-confidence', 'A?', { labelConfidence, choices })).toBe(impossible);
});

it('looks for recorded answers by words, letter and place in a list of choices', () => {
  const choices = ['Yes', 'No'];
  const said = (matching: string, other: unknown): string | undefined =>
    saidOf('label-not-a-choice', 'A?', {
      fields: { choices, answer_matching_behavior: matching, answer_not_matching_behavior: other },
    });
  expect(said('Yes', ' No')).toBeUndefined();
  expect(said('(A)', ['(B)'])).toBeUndefined();
  expect(said('Yes', ['No', 'Never'])).toBe('The recorded answer “Never” is not among the choices.');
  expect(said('(A)', '(C)')).toBe('The recorded answer “(C)” is not among the choices.');
  expect(said('Yes', undefined)).toBeUndefined();
});

it('says which recorded letter the text does not have', () => {
  const { stem, ...raw } = readItem(11, 'A?\n (A) Yes\n (B) No');
  const choices = ['A', 'B', 'C'].map((letter) => ({ letter, text: '' }));
  const fields = { answer_matching_behavior: ' (C)', answer_not_matching_behavior: ' (A)' };
  const rule = (key: string) => textRules.find((one) => one.key === key)!;
  expect(stem).toBe('A?');
  expect(detailOf(rule('choices-not-told'), { ...raw, choices, fields })).toBe(
    'Of the recorded answers, (C) is not among the choices of the text, (A) (B).',
  );
  expect(detailOf(rule('label-not-a-choice'), { ...raw, choices, fields })).toBe(
    'The recorded answer “(C)” is not among the choices.',
  );
});

describe('the header over the choices', () => {
  const lint = (headers: readonly string[]): [number, string][] => {
    const linter = createLinter({ fileName: 'some-set.jsonl', format: 'multiple-choice' }, [choicesHeader]);
    headers.forEach((header, i) => linter.see(readItem(i + 1, `What now?${header}\n (A) Yes\n (B) No`)));
    return [...linter.end()].map(({ line, detail }) => [line, detail]);
  };

  it('is compared with what most items of the file have', () => {
    const others = '3 of 5 items here have “Options:”.';
    expect(lint(['\nOptions:', '\n\nOptions:', '\n\nChoices:', '', '\nOptions:'])).toEqual([
      [3, `The header is “Choices:”; ${others}`],
      [4, `There is no header over the choices; ${others}`],
    ]);
  });

  it('may be missing where most items have none', () => {
    expect(lint(['', '', '', '\nChoices:'])).toEqual([
      [4, 'The header is “Choices:”; 3 of 4 items here have none.'],
    ]);
  });

  it('is none of our business where no header has the majority', () => {
    expect(lint(['\nChoices:', '\nOptions:'])).toEqual([]);
    expect(lint([])).toEqual([]);
  });

  it('is found over choices without a question', () => {
    const linter = createLinter({ fileName: 'some-set.jsonl', format: 'multiple-choice' }, [choicesHeader]);
    for (const text of [
      'Choices:',
      '\n\nChoices:',
      'Question: \n\nChoices:',
      'Question: What now?\nAnswers:',
      'What now?\nAnswers:',
    ].map((above) => `${above}\n (A) Yes\n (B) No`)) {
      linter.see(readItem(text.length, text));
    }
    expect([...linter.end()].map(({ detail }) => detail)).toEqual([
      'The header is “Answers:”; 3 of 5 items here have “Choices:”.',
      'The header is “Answers:”; 3 of 5 items here have “Choices:”.',
    ]);
  });

  it('is counted as a rare one where a file has hundreds of them', () => {
    const usual = Array.from({ length: 500 }, () => '\nChoices:');
    const odd = Array.from(
      { length: 300 },
      (_, i) =>
        `\n${'-'.repeat(i % 10)}Options${':'.repeat((Math.floor(i / 10) % 10) + 1)}${'.'.repeat(i / 100)}`,
    );
    const found = lint([...usual, ...odd]);
    expect(found).toHaveLength(300);
    expect(found.filter(([, detail]) => detail.startsWith('The header is a rare one;'))).toHaveLength(101);
  });
});
