import type { NewItem } from '../item';
import type { RecordFields } from '../reading/source-record';

/** How much it matters: a note may well be meant, a warning deserves a look, an error spoils ratings. */
export type LintSeverity = 'note' | 'warning' | 'error';

/** An item as the rules see it. */
export interface LintedItem extends NewItem {
  readonly line: number;
  /** The record as it was read, for what the item no longer shows. */
  readonly fields: RecordFields;
}

/** One finding of a rule: at most one per item; line 0 stands for the dataset as a whole. */
export interface Finding {
  readonly rule: string;
  readonly line: number;
  /** What exactly, in words; quotes the item where that helps. */
  readonly detail: string;
}

export interface LintExample {
  readonly text: string;
  /** Why the rule speaks up, or why it does not. */
  readonly about: string;
}

/** What the run of a rule over one file finds. Memory must not grow with the file beyond a few bytes an item. */
export interface LintRun {
  /** Shown every item in file order. @returns what is wrong with this one */
  see?(item: LintedItem): string | undefined;
  /** Asked once after the last item. */
  end?(): Iterable<{ readonly line: number; readonly detail: string }>;
}

/** What is known of the file beside its items. */
export interface LintedFile {
  readonly fileName: string;
  /** The key of the format that read it. */
  readonly format: string;
}

/** A lint rule. The lists are in `lint/index.ts`. */
export interface LintRule {
  /** Kebab-case, stable: it stands in the database and in exports. */
  readonly key: string;
  readonly name: string;
  /** One sentence: why this matters to somebody who pays raters. */
  readonly why: string;
  readonly severity: LintSeverity;
  readonly examples: readonly LintExample[];
}

/** A rule that needs one file alone. */
export interface FileRule extends LintRule {
  begin(file: LintedFile): LintRun;
}
