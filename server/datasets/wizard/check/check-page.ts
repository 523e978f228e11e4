import type { Job } from '../../../jobs/job';
import { paths } from '../../../paths';
import { plural, wholeNumber } from '../../../web/format';
import { formats } from '../../formats';
import type { ImportRun } from '../../import-store';
import { bySeverity, ruleFacts } from '../../lint/report/known-rules';
import { severityWords } from '../../lint/report/lint-page';
import type { FindingCount } from '../../lint-store';
import { problemList, type FoundProblems } from './problem-list';
import { wizardSteps } from '../wizard-steps';

export interface CheckedImport {
  readonly run: ImportRun;
  readonly found: FoundProblems;
  readonly findings: readonly FindingCount[];
  readonly lastJob: Job | undefined;
}

/** The locals of the third step, for a file that can be imported and for one that cannot. */
export function checkPage({ run, found, findings, lastJob }: CheckedImport) {
  const { id, fileName, state, facts, refusal, items } = run;
  return {
    title: `Check of ${fileName}`,
    importId: id,
    fileName,
    steps: wizardSteps('Check', run),
    refusal,
    notice: noticeOf(run, lastJob),
    counts: countsOf(run),
    ...problemList(found),
    findings: findings
      .map(({ rule, count, items: itemCount }) => ({ ...ruleFacts(rule), count, itemCount }))
      .sort(bySeverity)
      .map(({ name, why, severity, count, itemCount }) => [
        { text: name, note: why },
        severityWords[severity],
        itemCount === 0 ? 'Whole file' : wholeNumber(count),
      ]),
    goOn:
      state === 'checked'
        ? {
            href: paths.importPlan(id),
            text: `Go on with ${run.failed > 0 ? 'the ' : ''}${plural(items, 'item', 'items')}`,
          }
        : undefined,
    againHref: facts ? paths.importPreview(id) : undefined,
  };
}

function noticeOf(
  { state, plan }: ImportRun,
  lastJob: Job | undefined,
): { kind: 'info' | 'warning'; text: string } | undefined {
  if (state !== 'checked' || lastJob?.name !== 'import-items') return undefined;
  const again = plan ? ' The plan is kept: confirm it again to try again.' : '';
  if (lastJob.state === 'cancelled') {
    return { kind: 'info', text: `The import was cancelled, and nothing of it is left.${again}` };
  }
  if (lastJob.state === 'failed') {
    const why = lastJob.message ?? '';
    return {
      kind: 'warning',
      text: `The import did not get to its end. ${why} Nothing of it is left.${again}`,
    };
  }
  if (lastJob.state !== 'done') {
    return { kind: 'info', text: 'The import is being taken back. Wait a moment before you go on.' };
  }
  return { kind: 'info', text: `The import was undone.${again}` };
}

function countsOf(run: ImportRun): { name: string; value: string }[] {
  const { records, items, labelled, failed, warned, format } = run;
  if (records === 0) return [];
  const rows = records - items - failed;
  const unlabelled = items - labelled;
  return Object.entries({
    Records: wholeNumber(records),
    'Good: items': wholeNumber(items),
    ...(rows > 0 && { 'Rows that are not items': wholeNumber(rows) }),
    'With errors, left out': wholeNumber(failed),
    'With warnings': wholeNumber(warned),
    ...(items > 0 && unlabelled > 0 && { 'Items without a label': wholeNumber(unlabelled) }),
    'Read as': formats.find(({ key }) => key === format)?.name ?? 'No format of ours',
  }).map(([name, value]) => ({ name, value }));
}
