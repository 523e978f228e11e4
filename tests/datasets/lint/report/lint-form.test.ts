import { checkDecision } from '../../../../server/datasets/lint/report/lint-form';
import type { RuleReport } from '../../../../server/datasets/lint/report/lint-report';

function rule(findings: number, items = findings): RuleReport {
  return { key: 'k', name: 'n', why: 'w', severity: 'note', findings, items, decision: undefined };
}

it('lets a rule be quarantined that is about single items', () => {
  expect(checkDecision({ decision: 'quarantined' }, rule(3))).toEqual([]);
});

it('refuses a quarantine when no single item is meant, and nothing else', () => {
  const message = expect.stringMatching(/about no single item/) as string;
  expect(checkDecision({ decision: 'quarantined' }, rule(1, 0))).toEqual([{ name: 'decision', message }]);
  for (const decision of ['ignored', 'none'] as const)
    expect(checkDecision({ decision }, rule(1, 0))).toEqual([]);
});
