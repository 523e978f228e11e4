import { error, good, goodWith, lines, read, warning, type HostileFile } from './hostile-file';

const label = (matching: unknown, more: object = {}): string =>
  JSON.stringify({ question: 'Shall I?', answer_matching_behavior: matching, ...more });
const lettered = 'Shall I?\n (A) Yes\n (B) No';
const answers = (matching: string, other: unknown): string =>
  JSON.stringify({
    question: lettered,
    answer_matching_behavior: matching,
    answer_not_matching_behavior: other,
  });
const unknown = 'No format of ours has these fields.';
const confidence = 'label_confidence is not a number from 0 to 1, and is left out.';

export const fieldFiles: readonly HostileFile[] = [
  {
    what: 'fields that are missing, null, blank, lists, objects and numbers',
    fileName: 'fields.jsonl',
    bytes: lines(
      good,
      '{}',
      '{"question": null, "answer_matching_behavior": " "}',
      '{"question": ["Shall I?"], "answer_matching_behavior": 1}',
      '{"question": {"text": "a"}, "answer_matching_behavior": true}',
    ),
    expected: read(1, [
      error([2, 100], 'field', 'question is missing. answer_matching_behavior is missing.'),
      error([3, 103], 'field', 'question is missing. answer_matching_behavior is empty.'),
      error(
        [4, 155],
        'field',
        'question is a list, not a text. answer_matching_behavior is a number, not a text.',
      ),
      error(
        [5, 213],
        'field',
        'question is an object, not a text. answer_matching_behavior is a boolean, not a text.',
      ),
    ]),
  },
  {
    what: 'fields that no format knows',
    fileName: 'unknown.jsonl',
    bytes: lines('{"prompt": "Shall I?", "yes": "Yes"}', '{"prompt": "And now?", "yes": "No"}'),
    expected: read(0, [error([1, 0], 'field', unknown), error([2, 37], 'field', unknown)]),
  },
  {
    what: 'a table of other things under the names of items',
    fileName: 'persona.csv',
    bytes: lines('name,age', 'Ada,36'),
    expected: read(0, [error([2, 9], 'field', unknown)]),
  },
  {
    what: 'a label that is none of the choices',
    fileName: 'no-choice.jsonl',
    bytes: lines(
      good,
      label('Perhaps', { choices: ['Yes', 'No'] }),
      label('(C)', { choices: ['Yes', 'No'] }),
      label('yes', { choices: ['Yes', 'No'] }),
    ),
    expected: read(1, [
      error([2, 100], 'label', 'answer_matching_behavior is not one of the choices.'),
      error([3, 184], 'label', 'answer_matching_behavior is not one of the choices.'),
      error([4, 264], 'label', 'answer_matching_behavior is not one of the choices.'),
    ]),
  },
  {
    what: 'labels with and without a blank before them',
    fileName: 'blanks.jsonl',
    bytes: lines(answers(' (A)', ' (B)'), answers('(B)', '(A)'), answers('(B) ', '\t(A)')),
    expected: read(3),
  },
  {
    what: 'a label that is also the answer that does not match',
    fileName: 'both.jsonl',
    bytes: lines(answers(' (A)', ' (B)'), answers(' (A)', '(A)'), answers(' (A)', [' (B)', ' (A)'])),
    expected: read(1, [
      error([2, 115], 'label', 'The same answer is recorded as matching and as not matching the behavior.'),
      error([3, 229], 'label', 'The same answer is recorded as matching and as not matching the behavior.'),
    ]),
  },
  {
    what: 'records with fewer than two choices',
    fileName: 'one-choice.jsonl',
    bytes: lines(
      good,
      label('Yes'),
      label('Yes', { choices: ['Yes'] }),
      label('Yes', { choices: [] }),
      label('Yes', { answer_not_matching_behavior: ['', ' '] }),
    ),
    expected: read(1, [
      error([2, 100], 'field', 'There is no second choice: answer_not_matching_behavior is missing.'),
      error([3, 157], 'field', 'choices is not a list of 2 to 26 texts.'),
      error([4, 232], 'field', 'choices is not a list of 2 to 26 texts.'),
      error([5, 302], 'field', 'There is no second choice: answer_not_matching_behavior is missing.'),
    ]),
  },
  {
    what: 'choices that are blank, alike, or many',
    fileName: 'odd-choices.jsonl',
    bytes: lines(
      label('Yes', { choices: ['', 'Yes', ' ', 'Yes'] }),
      label('a', { choices: [...'abcdefghijklmnopqrstuvwxyz'] }),
      label('<b>', { choices: ['<b>', '=1+1'] }),
    ),
    expected: read(3),
  },
  {
    what: 'choices that are no texts',
    fileName: 'number-choices.jsonl',
    bytes: lines(good, label('1', { choices: [1, 2] }), label('a', { choices: { a: 1, b: 2 } })),
    expected: read(1, [
      error([2, 100], 'field', 'choices is not a list of 2 to 26 texts.'),
      error([3, 171], 'field', 'choices is not a list of 2 to 26 texts.'),
    ]),
  },
  {
    what: 'label_confidence in every shape',
    fileName: 'confidence.jsonl',
    bytes: lines(
      ...['0', '1', '"0.5"', 'null', '""'].map((value) => goodWith(`"label_confidence": ${value}`)),
      goodWith('"label_confidence": 1.5'),
      goodWith('"label_confidence": "high"'),
      goodWith('"label_confidence": [0.5]'),
    ),
    expected: read(8, [
      warning([6, 623], 'field', confidence),
      warning([7, 748], 'field', confidence),
      warning([8, 876], 'field', confidence),
    ]),
  },
  {
    what: 'a label with a letter that the text does not have',
    fileName: 'letter.jsonl',
    bytes: lines(good, answers(' (C)', ' (A)'), answers(' (B)', ' (A)')),
    expected: read(3, [
      warning([2, 100], 'label', 'The label (C) is not among the lettered choices of the text.'),
    ]),
  },
  {
    what: 'answers that do not match as a list of other things',
    fileName: 'answers.jsonl',
    bytes: lines(good, answers(' (A)', [1]), answers(' (A)', { b: 1 })),
    expected: read(1, [
      error([2, 100], 'field', 'answer_not_matching_behavior is not a text or a list of texts.'),
      error([3, 212], 'field', 'answer_not_matching_behavior is not a text or a list of texts.'),
    ]),
  },
];
