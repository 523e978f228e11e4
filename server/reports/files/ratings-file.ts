import { inBlocks } from '../../datasets/exporting/in-blocks';
import { listStudyDatasets } from '../../studies/study-store';
import { exportRatings } from '../ratings/export-ratings';
import { jsonlFormat } from '../ratings/formats/jsonl';
import { reportedStudy } from '../report';
import type { FileSource, ReportFile } from './report-file';

/** The ratings as `assay ratings` prints them. */
export const ratingsFile: ReportFile = {
  key: 'ratings',
  name: 'ratings.jsonl',
  says: 'every revision of every rating, under pseudonyms',
  contentType: jsonlFormat.contentType,
  needsRatings: true,
  write: (source) => inBlocks(linesOf(source)),
};

async function* linesOf({ context: { db }, study }: FileSource): AsyncGenerator<string> {
  const source = { study: reportedStudy(study), datasets: await listStudyDatasets(db, study.id) };
  yield* jsonlFormat.write(source.study, exportRatings(db, source));
}
