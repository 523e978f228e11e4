import { acrossRules } from './across';
import type { FileRule, LintRule } from './lint-rule';
import { setRules } from './set';
import { textRules } from './text';

/** Rules that need one file alone. */
export const fileRules: readonly FileRule[] = [...textRules, ...setRules];

/** Every rule, in the order of the report. */
export const lintRules: readonly LintRule[] = [...textRules, ...setRules, ...acrossRules];
