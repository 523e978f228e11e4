import { paths } from '../../paths';
import type { Study } from '../../studies/study-store';
import type { PageLocals } from '../../web/render-page';
import type { Report } from '../report';
import type { StoredReport } from '../report-store';
import { filesOf } from '../files';
import { reportBody } from './report-body';

interface BuiltReport {
  readonly stored: StoredReport;
  readonly study: Study;
  readonly report: Report;
  /** Of the study's ratings as they are now. */
  readonly watermark: string;
}

/** A report that is there. */
export function builtReportPage({ stored, study, report, watermark }: BuiltReport): PageLocals {
  const isCurrent = stored.watermark === watermark;
  const body = reportBody(report);
  const offered = filesOf(report, body).filter(({ needsRatings }) => isCurrent || !needsRatings);
  return {
    title: `Report of ${study.name}`,
    study: { name: study.name, href: paths.study(study.id) },
    body,
    sha256: stored.sha256,
    isCurrent,
    again: {
      action: paths.studyReports(study.id),
      bar: String(Math.round(stored.bar * 100)),
      seed: stored.seed,
    },
    files: offered.map(({ name, says }) => ({ text: name, says, href: paths.reportFile(stored.id, name) })),
    bundle: isCurrent ? paths.reportFile(stored.id, 'bundle.zip') : null,
  };
}
