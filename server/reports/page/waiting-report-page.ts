import type { Job } from '../../jobs/job';
import { paths } from '../../paths';
import type { Study } from '../../studies/study-store';
import type { PageLocals } from '../../web/render-page';
import type { StoredReport } from '../report-store';

/** Seconds between reloads of the page. */
const reloadSeconds = 2;

interface AwaitedReport {
  readonly stored: StoredReport;
  readonly study: Study;
  readonly job: Job | undefined;
  /** Whether the page may reload by itself. */
  readonly mayReload: boolean;
}

/** A report that is being computed, or whose computation has failed. */
export function waitingReportPage({ stored, study, job, mayReload }: AwaitedReport): PageLocals {
  const hasFailed = job?.state === 'failed' || job?.state === 'cancelled';
  return {
    title: `Report of ${study.name}`,
    reloadSeconds: mayReload && !hasFailed ? reloadSeconds : undefined,
    study: { name: study.name, href: paths.study(study.id) },
    hasFailed,
    words: hasFailed
      ? 'The report could not be computed. What went wrong stands in the server’s log.'
      : 'The report is being computed. This takes seconds; of a very large study, minutes.',
    again: {
      action: paths.studyReports(study.id),
      bar: String(Math.round(stored.bar * 100)),
      seed: stored.seed,
    },
    stillHref: `${paths.report(stored.id)}?reload=off`,
    hereHref: paths.report(stored.id),
  };
}
