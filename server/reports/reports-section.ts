import { paths } from '../paths';
import type { Study } from '../studies/study-store';
import type { FieldError, Typed } from '../web/form-fields';
import { dateTime, percent } from '../web/format';
import { usualSettings } from './report';
import type { StoredReport } from './report-store';

export const reportColumns = [
  { text: 'Asked for' },
  { text: 'Bar', numeric: true },
  { text: 'Seed', numeric: true },
  { text: 'State' },
  { text: 'SHA-256' },
];

interface ReportsSource {
  readonly study: Study;
  readonly reports: readonly StoredReport[];
  /** Of the study's ratings as they are now. */
  readonly watermark: string;
  readonly refusedReport?: { readonly errors: readonly FieldError[]; readonly typed: Typed } | undefined;
}

/** The reports of a study as its page lists them, and the form that asks for one. */
export function reportsSection({ study, reports, watermark, refusedReport }: ReportsSource) {
  const typed: Typed = refusedReport?.typed ?? {
    barPercent: String(usualSettings.bar * 100),
    seed: String(study.seed),
  };
  return {
    action: paths.studyReports(study.id),
    columns: reportColumns,
    rows: reports.map((report) => [
      { text: dateTime(report.createdAt), href: paths.report(report.id) },
      percent(report.bar, 0),
      String(report.seed),
      stateOf(report, study, watermark),
      report.sha256 === null ? '–' : report.sha256.slice(0, 12),
    ]),
    typed,
  };
}

function stateOf(report: StoredReport, { lockedAt }: Study, watermark: string): string {
  if (report.builtAt === null) return 'being computed';
  if (report.watermark !== watermark) return 'older than the newest ratings';
  return lockedAt === null ? 'live: of all ratings so far' : 'final: of the locked study';
}
