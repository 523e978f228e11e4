import { readConfig } from '../../server/config';
import type { Database } from '../../server/db/database';
import { exportRatings } from '../../server/reports/ratings/export-ratings';
import { reportFormats } from '../../server/reports/formats';
import { loadReport, reportedStudy } from '../../server/reports/load-report';
import { ratingFormats } from '../../server/reports/ratings/formats';
import { listStudyDatasets, loadStudy } from '../../server/studies/study-store';

export const config = readConfig({ NODE_ENV: 'test' });

/** The report of a study as the file of that format. */
export async function reportText(db: Database, studyId: string, format: string): Promise<string> {
  const { write } = reportFormats.find(({ key }) => key === format)!;
  return joined(write(await loadReport({ db, config }, studyId)));
}

/** The ratings of a study as the file of that format. */
export async function ratingsText(db: Database, studyId: string, format: string): Promise<string> {
  const { write } = ratingFormats.find(({ key }) => key === format)!;
  const study = reportedStudy(await loadStudy(db, studyId));
  const datasets = await listStudyDatasets(db, studyId);
  return joined(write(study, exportRatings(db, { study, datasets })));
}

async function joined(chunks: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
}
