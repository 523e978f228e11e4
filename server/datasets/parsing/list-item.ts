import type { NewItem } from '../item';
import { errorOf, hasErrors, type Problem } from '../problem';
import { bracketedTexts } from './bracketed-texts';
import { fieldOf, asRead, labelConfidence, requiredText } from './record-fields';
import { asChoice, recordedAnswers } from './recorded-answers';

/** Whether a record lists its choices in a field of their own. */
export function hasChoiceList(record: unknown): boolean {
  return (fieldOf(record, 'choices') ?? '') !== '';
}

/** An item from a record whose `choices` are a list of their own. */
export function listItem(record: unknown): NewItem | Problem[] {
  const problems: Problem[] = [];
  const text = requiredText(record, 'question', problems);
  const { matching } = recordedAnswers(record, problems);
  const confidence = labelConfidence(record, problems);
  const listed = choiceList(fieldOf(record, 'choices'));
  if (!listed) problems.push(errorOf('field', `choices is not a list of 2 to ${mostChoices} texts.`));
  if (!listed || hasErrors(problems)) return problems;
  const labelIndex = labelPosition(listed, matching);
  if (labelIndex < 0) return [errorOf('label', 'answer_matching_behavior is not one of the choices.')];
  const choices = listed.map(asChoice);
  const item = { text, stem: text, choices, details: [], labelIndex, labelConfidence: confidence };
  return asRead(item, record, problems);
}

/** One for each letter. */
const mostChoices = 26;

/** Texts that are blank or alike can be rated: lint rules speak of them. */
function choiceList(value: unknown): string[] | undefined {
  const list = bracketedTexts(value) ?? value;
  if (!Array.isArray(list) || !list.every((choice) => typeof choice === 'string')) return undefined;
  const texts = list.map((choice) => choice.trim());
  return texts.length >= 2 && texts.length <= mostChoices ? texts : undefined;
}

/** By the choice's words, or by `A`, `B`, … or `(A)`, `(B)`, … for the first, second, … choice. */
function labelPosition(choices: readonly string[], matching: string): number {
  const byText = choices.indexOf(matching);
  const letter = /^(?:([A-Z])|\(([A-Z])\))$/.exec(matching)?.slice(1).find(Boolean);
  if (byText >= 0 || !letter) return byText;
  const byLetter = choices.findIndex((choice) => asChoice(choice).letter === letter);
  const position = letter.charCodeAt(0) - 'A'.charCodeAt(0);
  return byLetter >= 0 ? byLetter : position < choices.length ? position : -1;
}
