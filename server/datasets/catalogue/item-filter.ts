import { choiceName } from '../choice-text';
import type { ItemChoice } from '../item';
import type { Item } from '../item-store';

/** Which items of a dataset are asked for; null asks for any. */
export interface ItemFilter {
  /** Stands in the text, a choice or a detail; small and capital letters from A to Z are the same. */
  readonly text: string | null;
  /** The label's letter or text; `none` finds items without a label as well. */
  readonly label: string | null;
  readonly choices: number | null;
  /** From 0 to 1. */
  readonly minConfidence: number | null;
  readonly maxConfidence: number | null;
  /** The key of a lint rule that found something about the item. */
  readonly rule: string | null;
  readonly quarantined: 'yes' | 'no' | null;
}

/** Whether an item is asked for, as far as it can tell itself: the rules' findings are not part of it. */
export function fitsFilter(item: Item, { text, label, choices }: ItemFilter): boolean {
  return (
    (choices === null || item.choices.length === choices) &&
    (label === null || hasLabel(item, label)) &&
    (text === null || textsOf(item).some((one) => asciiLower(one).includes(asciiLower(text))))
  );
}

function textsOf({ text, choices, details }: Item): string[] {
  return [text, ...choices.map((choice) => choice.text), ...details.map(({ value }) => value)];
}

function hasLabel({ choices, labelIndex }: Item, asked: string): boolean {
  if (labelIndex === null) return asciiLower(asked) === 'none';
  const label: ItemChoice = choices[labelIndex]!;
  return [choiceName(label), label.text].some((name) => asciiLower(name.trim()) === asciiLower(asked));
}

/** The only case both engines know: SQLite's `lower` leaves letters beyond Z alone. */
function asciiLower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** Two patterns for LIKE with `!` as its escape, which the content of every item fits that holds the text. */
export interface ContentPatterns {
  /** For the content in lower case. */
  readonly folded: string;
  /** For the content as it is. */
  readonly exact: string;
}

/**
 * A first sieve in the database, where content is JSON: quotes, backslashes and controls are looked for as JSON writes
 * them. PostgreSQL puts letters beyond Z in lower case too and SQLite does not, so those stand in a pattern of their own.
 */
export function contentPatterns(text: string): ContentPatterns {
  const written = JSON.stringify(text).slice(1, -1);
  const ascii = written.split(/\P{ASCII}+/u);
  const others = written.split(/\p{ASCII}+/u);
  const longest = others.reduce((a, b) => (b.length > a.length ? b : a), '');
  return {
    folded: `%${ascii.map((part) => escaped(asciiLower(part))).join('%')}%`,
    exact: `%${escaped(longest)}%`,
  };
}

function escaped(text: string): string {
  return text.replace(/[!%_]/g, '!$&');
}
