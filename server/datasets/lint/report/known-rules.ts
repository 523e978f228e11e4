import { lintRules } from '..';
import type { LintRule, LintSeverity } from '../lint-rule';

/** What pages and exports say of a rule. */
export type RuleFacts = Pick<LintRule, 'key' | 'name' | 'why' | 'severity'>;

/** The worst first. */
export const severities: readonly LintSeverity[] = ['error', 'warning', 'note'];

/** A rule by its key. Findings outlive the rule that made them until the dataset is linted again. */
export function ruleFacts(key: string): RuleFacts {
  return findRule(key) ?? { key, name: key, why: 'This rule is no longer applied.', severity: 'note' };
}

export function findRule(key: string): LintRule | undefined {
  return lintRules.find((rule) => rule.key === key);
}

/** The worst first, then by name. */
export function bySeverity(a: RuleFacts, b: RuleFacts): number {
  return severities.indexOf(a.severity) - severities.indexOf(b.severity) || (a.name < b.name ? -1 : 1);
}
