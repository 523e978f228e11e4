import { paths } from '../../../paths';
import { dateTime, percent, plural, wholeNumber } from '../../../web/format';
import type { Dataset } from '../../dataset-store';
import type { Item } from '../../item-store';
import type { Finding, LintSeverity } from '../lint-rule';
import { canQuarantine } from './lint-form';
import type { FindingsPage } from './load-findings';
import type { LintReport, LintState, RuleReport } from './lint-report';
import { lintVerdicts, type LintVerdict } from './lint-verdict';
import { visibleText } from './visible-text';

const longestDetail = 1000;

export const severityWords: Readonly<Record<LintSeverity, string>> = {
  error: 'Error',
  warning: 'Warning',
  note: 'Note',
};

/** The locals of the page that says what the rules found in a dataset. */
export function lintPage(dataset: Dataset, report: LintReport) {
  return {
    title: `Lint of ${dataset.slug}`,
    ...about(dataset),
    facts: factsOf(dataset, report),
    ...stateInWords(report.state),
    canLint: dataset.importId !== null && report.state.running === undefined,
    isLinted: report.state.lintedAt !== undefined,
    nothingFound: `No rule found anything. ${plural(dataset.itemCount, 'item was', 'items were')} checked.`,
    rows: report.rules.map((rule) => [
      { text: rule.name, href: rulePath(dataset.id, rule.key) },
      severityWords[rule.severity],
      rule.why,
      wholeNumber(rule.findings),
      decisionWords(rule),
    ]),
  };
}

/** The locals of the page about one rule in a dataset. */
export function lintRulePage(
  dataset: Dataset,
  rule: RuleReport,
  { after, findings, items, hasMore }: FindingsPage,
) {
  const last = findings.at(-1);
  const here = rulePath(dataset.id, rule.key);
  return {
    title: `${rule.name}: ${dataset.slug}`,
    ...about(dataset),
    rule: {
      key: rule.key,
      name: rule.name,
      why: rule.why,
      severity: severityWords[rule.severity],
      findings: plural(rule.findings, 'finding', 'findings'),
      decided: decisionWords(rule),
      canQuarantine: canQuarantine(rule),
    },
    offers: offersFor(rule),
    rows: findings.map((finding) => findingRow(dataset, finding, items)),
    first: after === undefined ? undefined : { text: 'First findings', href: `${here}#findings` },
    next:
      hasMore && last ? { text: 'Next findings', href: `${here}&after=${last.line}#findings` } : undefined,
  };
}

/** What a decision means from now on, said once it is made. */
export function verdictInWords(verdict: LintVerdict, { name, items }: RuleReport): string {
  if (verdict === 'none')
    return `Nothing is decided about “${name}” any more. Its items can be sampled again.`;
  if (verdict === 'ignored') return `“${name}” is ignored in this dataset. Its items can be sampled.`;
  const never = `${plural(items, 'item', 'items')} never ${items === 1 ? 'enters' : 'enter'} a sample from now on`;
  return `“${name}” is quarantined: ${never}. Studies already frozen keep theirs.`;
}

/** Where the findings of one rule in a dataset are. */
export function rulePath(datasetId: string, rule: string): string {
  return `${paths.datasetLint(datasetId)}?rule=${encodeURIComponent(rule)}`;
}

function about({ id, slug }: Dataset) {
  return { dataset: { id, slug } };
}

function factsOf({ itemCount }: Dataset, report: LintReport): { name: string; value: string }[] {
  const share = (count: number): string =>
    itemCount === 0 ? wholeNumber(count) : `${wholeNumber(count)} (${percent(count / itemCount)})`;
  const { lintedAt } = report.state;
  const found = {
    'Items with findings': `${share(report.itemsWithFindings)}, ignored rules left out`,
    'Quarantined items': share(report.quarantined),
  };
  return Object.entries({
    Items: wholeNumber(itemCount),
    ...(lintedAt === undefined ? {} : found),
    Linted: lintedAt === undefined ? 'Not yet' : dateTime(lintedAt),
  }).map(([name, value]) => ({ name, value }));
}

function stateInWords({ running, failure }: LintState): { progress?: string; failure?: string } {
  if (running) {
    const share = running.total ? Math.min(1, running.done / running.total) : 0;
    return {
      progress: `The dataset is being linted: ${percent(share, 0)} done. Reload the page to see how far it is.`,
    };
  }
  return failure === undefined ? {} : { failure: `The last try to lint the dataset failed. ${failure}` };
}

function decisionWords({ decision }: RuleReport): string {
  if (!decision) return 'None';
  const { decidedByName = 'somebody whose account is gone', decidedAt } = decision;
  const what = decision.decision === 'ignored' ? 'Ignored' : 'Quarantined';
  return `${what} by ${decidedByName}, ${dateTime(decidedAt)}`;
}

/** What can be decided instead of what is decided; nothing where nothing was found. */
function offersFor(rule: RuleReport): { decision: LintVerdict; text: string }[] {
  if (rule.findings === 0 && !rule.decision) return [];
  return lintVerdicts
    .filter((verdict) => verdict !== (rule.decision?.decision ?? 'none'))
    .filter((verdict) => verdict !== 'quarantined' || canQuarantine(rule))
    .map((verdict) => ({ decision: verdict, text: offerWords[verdict] }));
}

const offerWords: Readonly<Record<LintVerdict, string>> = {
  ignored: 'Ignore these findings',
  quarantined: 'Quarantine these items',
  none: 'Take the decision back',
};

function findingRow({ id }: Dataset, { line, detail }: Finding, items: readonly Item[]) {
  const what = visibleText(detail, longestDetail);
  if (line === 0) return ['Whole file', '', what];
  const item = items.find((one) => one.line === line);
  if (!item) return [wholeNumber(line), 'This line is no item.', what];
  return [{ text: wholeNumber(line), href: paths.datasetItem(id, line) }, visibleText(item.text), what];
}
