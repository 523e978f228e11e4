import { z } from 'zod';
import { oneOf, type FieldError } from '../../../web/form-fields';
import type { RuleReport } from './lint-report';
import { lintVerdicts, type LintVerdict } from './lint-verdict';

/** What an admin decides about a rule. The rule comes from the page, not from typing. */
export const lintDecisionForm = z.strictObject({
  rule: z.string({ error: 'Choose a rule.' }).max(100, 'Choose a rule.'),
  decision: oneOf('what to do with the findings', lintVerdicts),
});

/** Why a decision cannot be made about what a rule found, if so. */
export function checkDecision({ decision }: { decision: LintVerdict }, rule: RuleReport): FieldError[] {
  if (decision !== 'quarantined' || canQuarantine(rule)) return [];
  const message =
    'Choose “Ignore” or nothing: these findings are about no single item, so none can be quarantined.';
  return [{ name: 'decision', message }];
}

/** Whether a rule found something in single items. */
export function canQuarantine({ items }: Pick<RuleReport, 'items'>): boolean {
  return items > 0;
}
