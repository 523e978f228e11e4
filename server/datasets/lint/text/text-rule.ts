import type { FileRule, LintedItem, LintExample } from '../lint-rule';

/** An example that shows itself: the tests read `text` as a file's question and ask the rule. */
export interface TextExample extends LintExample {
  /** Whether the rule speaks up. */
  readonly flagged: boolean;
  /** What of the item cannot be read from the text. */
  readonly item?: { readonly [Name in keyof LintedItem]?: LintedItem[Name] | undefined };
}

export interface TextRule extends FileRule {
  readonly examples: readonly TextExample[];
}

export interface ItemRule extends Omit<TextRule, 'begin'> {
  /** Never throws, whatever the item. @returns what is wrong with it */
  readonly find: (item: LintedItem) => string | undefined;
}

/** A rule that needs to see one item at a time, and remembers nothing. */
export function textRule({ find, ...rule }: ItemRule): TextRule {
  const run = { see: find };
  return { ...rule, begin: () => run };
}
