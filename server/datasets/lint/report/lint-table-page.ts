import { lintRules } from '..';
import { NotFound } from '../../../errors';
import { paths } from '../../../paths';
import { plural, wholeNumber } from '../../../web/format';
import { bySeverity } from './known-rules';
import { rulePath, severityWords } from './lint-page';
import { totalsOf, type LintTable } from './lint-table';
import { visibleText } from './visible-text';

/** The locals of the table of all rules over all datasets. */
export function lintTablePage(table: LintTable) {
  const found = table.rules.filter(({ key }) => totalsOf(table, key).findings > 0);
  const unlinted = table.rows.filter(({ isLinted }) => !isLinted).length;
  const { length } = table.rows;
  return {
    title: 'Lint',
    isEmpty: length === 0,
    unlinted:
      unlinted > 0
        ? `${plural(unlinted, 'dataset was', 'datasets were')} never linted. Open each from the list of datasets and press “Lint now”.`
        : undefined,
    nothingFound:
      found.length === 0
        ? `No rule found anything. ${plural(length - unlinted, 'dataset was', 'datasets were')} checked.`
        : undefined,
    silent:
      found.length < table.rules.length
        ? `${plural(table.rules.length - found.length, 'rule', 'rules')} found nothing.`
        : '',
    rows: found.map((rule) => {
      const { findings, datasets } = totalsOf(table, rule.key);
      return [
        { text: rule.name, href: `${paths.lint()}?rule=${encodeURIComponent(rule.key)}` },
        severityWords[rule.severity],
        rule.why,
        wholeNumber(findings),
        `${wholeNumber(datasets)} of ${wholeNumber(length)}`,
      ];
    }),
  };
}

/**
 * The locals of the list of datasets in which a rule found something.
 * @throws NotFound when there is no such rule
 */
export function ruleDatasetsPage(table: LintTable, key: string) {
  const rule = table.rules.find((one) => one.key === key);
  if (!rule) throw new NotFound('This lint rule does not exist.', 'Choose one from the list.');
  const affected = table.rows
    .map((row) => ({ ...row, count: row.counts.get(rule.key) ?? 0 }))
    .filter(({ count }) => count > 0);
  return {
    title: rule.name,
    rule: { name: rule.name, why: rule.why, severity: severityWords[rule.severity] },
    rows: affected.map(({ dataset, count, decisions }) => [
      { text: dataset.slug, href: rulePath(dataset.id, rule.key) },
      wholeNumber(dataset.itemCount),
      wholeNumber(count),
      decisionWords[decisions.get(rule.key) ?? 'none'],
    ]),
  };
}

const decisionWords = { ignored: 'Ignored', quarantined: 'Quarantined', none: 'None' } as const;

/** The locals of the list of all rules. */
export function lintRulesPage() {
  const rules = [...lintRules].sort(bySeverity);
  return {
    title: 'Lint rules',
    count: plural(rules.length, 'rule', 'rules'),
    rules: rules.map(({ key, name, why, severity, examples }) => ({
      key,
      name,
      why,
      severity: severityWords[severity],
      examples: examples.map(({ text, about }) => ({ text: visibleText(text), about })),
    })),
  };
}
