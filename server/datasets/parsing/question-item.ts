import type { ItemChoice, ItemDetail, NewItem } from '../item';
import { errorOf, hasErrors, warningOf, type Problem } from '../problem';
import { hasChoiceList, listItem } from './list-item';
import { lettersIn, parseChoices } from './parse-choices';
import { asRead, labelConfidence, requiredText } from './record-fields';
import {
  asChoice,
  inCanonicalOrder,
  isLetter,
  recordedAnswers,
  type RecordedAnswers,
} from './recorded-answers';

const none: readonly ItemDetail[] = Object.freeze([]);

/**
 * An item from a row with `question` and recorded answers. The choices are the row's own list if it has one;
 * else they are read from the question when they can be told and hold every recorded letter; otherwise the stem is
 * undefined and the choices are what can be offered beside the text as it is.
 */
export function questionItem(record: unknown): NewItem | Problem[] {
  if (hasChoiceList(record)) return listItem(record);
  const problems: Problem[] = [];
  const text = requiredText(record, 'question', problems);
  const answers = recordedAnswers(record, problems);
  const confidence = labelConfidence(record, problems);
  if (hasErrors(problems)) return problems;
  const parsed = parseChoices(text);
  if (parsed && hasAll(parsed.choices, answers)) {
    const { stem, choices } = parsed;
    const labelIndex = indexOf(choices, answers.matching);
    return asRead(
      { text, stem, choices, details: none, labelIndex, labelConfidence: confidence },
      record,
      problems,
    );
  }
  const recorded = inCanonicalOrder(answers);
  const choices = choicesBeside(text, recorded);
  if (choices.length < 2) {
    return [errorOf('field', 'There is no second choice: answer_not_matching_behavior is missing.')];
  }
  const labelIndex = recorded.every(isLetter)
    ? indexOf(choices, answers.matching)
    : recorded.indexOf(answers.matching);
  const warnings = [...problems, ...strangeLabel(text, answers.matching)];
  return asRead({ text, choices, details: none, labelIndex, labelConfidence: confidence }, record, warnings);
}

/** It can be offered beside the text, and rated; but a rater who reads the text does not find it there. */
function strangeLabel(text: string, matching: string): Problem[] {
  const letters = isLetter(matching) ? lettersIn(text) : [];
  if (letters.length < 2 || letters.includes(asChoice(matching).letter)) return [];
  return [warningOf('label', `The label ${matching} is not among the lettered choices of the text.`)];
}

function hasAll(choices: readonly ItemChoice[], { matching, others }: RecordedAnswers): boolean {
  return indexOf(choices, matching) >= 0 && others.every((answer) => indexOf(choices, answer) >= 0);
}

/**
 * The choices for a text that is shown as it is. Recorded letters alone would tell the label: the other answer
 * of a published row is (A) unless the label is. So letters come with all letters that the text has.
 */
function choicesBeside(text: string, recorded: readonly string[]): ItemChoice[] {
  if (!recorded.every(isLetter)) return recorded.map(asChoice);
  const letters = new Set([...lettersIn(text), ...recorded.map((answer) => asChoice(answer).letter)]);
  return [...letters].sort().map((letter) => ({ letter, text: '' }));
}

function indexOf(choices: readonly ItemChoice[], answer: string): number {
  const { letter } = asChoice(answer);
  return letter === '' ? -1 : choices.findIndex((choice) => choice.letter === letter);
}
