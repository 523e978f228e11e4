import { readConfig } from '../../server/config';
import type { Context } from '../../server/context';
import type { Database } from '../../server/db/database';
import { computeReport } from '../../server/reports/building/compute-report';
import { filesOf } from '../../server/reports/files';
import { reportBody } from '../../server/reports/page/report-body';
import { exportRatings } from '../../server/reports/ratings/export-ratings';
import { ratingFormats } from '../../server/reports/ratings/formats';
import { type Report, reportedStudy, usualSettings } from '../../server/reports/report';
import { listStudyDatasets, loadStudy } from '../../server/studies/study-store';

export const config = readConfig({ NODE_ENV: 'test' });

type ReportContext = Pick<Context, 'config' | 'db'>;

async function computed(context: ReportContext, studyId: string): Promise<{ report: Report; text: string }> {
  const study = await loadStudy(context.db, studyId);
  const text = await computeReport(context, study, { seed: study.seed, ...usualSettings });
  return { report: JSON.parse(text) as Report, text };
}

/** The report of a study as it is now. */
export async function reportOf(context: ReportContext, studyId: string): Promise<Report> {
  return (await computed(context, studyId)).report;
}

/** The report of a study as the file of that key. */
export async function reportText(db: Database, studyId: string, key: string): Promise<string> {
  const context = { db, config };
  const { report, text } = await computed(context, studyId);
  const study = await loadStudy(db, studyId);
  const file = filesOf(report, await reportBody(report)).find((one) => one.key === key)!;
  return joined(file.write({ context, study, report, text }));
}

/** The ratings of a study as the file of that format. */
export async function ratingsText(db: Database, studyId: string, format: string): Promise<string> {
  const { write } = ratingFormats.find(({ key }) => key === format)!;
  const study = reportedStudy(await loadStudy(db, studyId));
  const datasets = await listStudyDatasets(db, studyId);
  return joined(write(study, exportRatings(db, { study, datasets })));
}

async function joined(chunks: AsyncIterable<string | Uint8Array>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += Buffer.from(chunk as string).toString('utf8');
  return text;
}
