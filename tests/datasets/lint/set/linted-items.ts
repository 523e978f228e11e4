import type { ItemChoice } from '../../../../server/datasets/item';
import type { FileRule, LintedFile, LintedItem } from '../../../../server/datasets/lint/lint-rule';
import { createLinter } from '../../../../server/datasets/lint/linter';

export const yesNo: readonly ItemChoice[] = [
  { letter: '', text: 'Yes' },
  { letter: '', text: 'No' },
];

export function lettered(...texts: string[]): ItemChoice[] {
  return texts.map((text, i) => ({ letter: String.fromCharCode(65 + i), text }));
}

/** An item whose question is all of its text: persona-like unless said otherwise. */
export function item(line: number, stem: string, rest: Partial<LintedItem> = {}): LintedItem {
  return { ...rawItem(line, stem), stem, ...rest };
}

/** An item whose choices could not be told from its text. */
export function rawItem(line: number, text: string, rest: Partial<LintedItem> = {}): LintedItem {
  const common = { details: [], labelConfidence: null, fields: {} };
  return { line, text, choices: yesNo, labelIndex: 0, ...common, ...rest };
}

/** What one rule finds, as `line: detail`, sorted by line. */
export function lint(
  rule: FileRule,
  items: Iterable<LintedItem>,
  file: Partial<LintedFile> = {},
): { line: number; detail: string }[] {
  const linter = createLinter({ fileName: 'some-set.jsonl', format: 'generic', ...file }, [rule]);
  const found = [...items].flatMap((one) => linter.see(one));
  return [...found, ...linter.end()]
    .map(({ line, detail }) => ({ line, detail }))
    .sort((a, b) => a.line - b.line);
}

/** The same, as the lines alone. */
export function linesOf(rule: FileRule, items: Iterable<LintedItem>): number[] {
  return lint(rule, items).map(({ line }) => line);
}

/** Items on lines 1, 2, … with these labels: `A` is the first choice, `B` the second, `-` none. */
export function labelled(labels: string, choices: readonly ItemChoice[] = yesNo): LintedItem[] {
  return [...labels].map((label, i) => {
    const labelIndex = label === '-' ? null : label.charCodeAt(0) - 65;
    return item(i + 1, `question ${i}`, { choices, labelIndex });
  });
}
