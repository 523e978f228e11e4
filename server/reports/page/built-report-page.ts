import { paths } from '../../paths';
import type { Study } from '../../studies/study-store';
import type { PageLocals } from '../../web/render-page';
import type { StoredReport } from '../report-store';
import type { ReportFile } from '../files/report-file';

interface BuiltReport {
  readonly stored: StoredReport;
  readonly study: Study;
  /** Of the report itself. */
  readonly markup: string;
  /** Its files, in order. */
  readonly offered: readonly ReportFile[];
  /** Of the study's ratings as they are now. */
  readonly watermark: string;
}

/** A report that is there. */
export function builtReportPage({ stored, study, watermark, markup, offered }: BuiltReport): PageLocals {
  const isCurrent = stored.watermark === watermark;
  const files = offered.filter(({ needsRatings }) => isCurrent || !needsRatings);
  return {
    title: `Report of ${study.name}`,
    study: { name: study.name, href: paths.study(study.id) },
    hasPlots: true,
    body: markup,
    sha256: stored.sha256,
    isCurrent,
    again: {
      action: paths.studyReports(study.id),
      bar: String(Math.round(stored.bar * 100)),
      seed: stored.seed,
    },
    files: files.map(({ name, says }) => ({ text: name, says, href: paths.reportFile(stored.id, name) })),
    bundle: isCurrent ? paths.reportFile(stored.id, 'bundle.zip') : null,
  };
}
