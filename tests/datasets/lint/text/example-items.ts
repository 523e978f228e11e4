import type { NewItem } from '../../../../server/datasets/item';
import type { LintedItem } from '../../../../server/datasets/lint/lint-rule';
import { createLinter } from '../../../../server/datasets/lint/linter';
import type { TextExample, TextRule } from '../../../../server/datasets/lint/text/text-rule';
import { lettersIn } from '../../../../server/datasets/parsing/parse-choices';
import { questionItem } from '../../../../server/datasets/parsing/question-item';

const recorded = { answer_matching_behavior: ' (A)', answer_not_matching_behavior: ' (B)' };
const yesNo = [
  { letter: '', text: 'Yes' },
  { letter: '', text: 'No' },
];

/** A row of a file with this question, read as the formats read it: choices from the text, or Yes and No beside it. */
export function readItem(line: number, question: string): LintedItem {
  const fields = { question, ...recorded };
  const lettered = lettersIn(question).length > 0 ? (questionItem(fields) as NewItem) : undefined;
  const beside = {
    text: question,
    stem: question,
    choices: yesNo,
    details: [],
    labelIndex: 0,
    labelConfidence: null,
  };
  return { ...(lettered ?? beside), line, fields };
}

/** The item of an example, with what the text alone does not tell. */
export function exampleItem(line: number, { text, item }: TextExample): LintedItem {
  const merged = Object.entries({ ...readItem(line, text), ...item });
  return Object.fromEntries(merged.filter(([, value]) => value !== undefined)) as unknown as LintedItem;
}

/** What a rule says of an item that comes after ten ordinary ones. */
export function detailOf(rule: TextRule, item: LintedItem): string | undefined {
  const linter = createLinter({ fileName: 'some-set.jsonl', format: 'generic' }, [rule]);
  const ordinary = 'Would you agree to that?\n\nChoices:\n (A) Yes, I would\n (B) No, I would not';
  const items = [...Array.from({ length: 10 }, (_, i) => readItem(i + 1, ordinary)), item];
  const found = [...items.flatMap((one) => linter.see(one)), ...linter.end()];
  return found.find(({ line }) => line === item.line)?.detail;
}

/** The same of a question of eleven lines further on. */
export function detailOfText(rule: TextRule, question: string): string | undefined {
  return detailOf(rule, readItem(11, question));
}
