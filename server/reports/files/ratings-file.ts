import { inBlocks } from '../../datasets/exporting/in-blocks';
import { listStudyDatasets, type Study } from '../../studies/study-store';
import { exportRatings } from '../ratings/export-ratings';
import { jsonlFormat } from '../ratings/formats/jsonl';
import type { RatingLine } from '../ratings/rating-line';
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
  yield* jsonlFormat.write(source.study, beforeLock(study, exportRatings(db, source)));
}

/** What comes after a study was locked belongs to no report of it. */
async function* beforeLock(
  { lockedAt }: Pick<Study, 'lockedAt'>,
  ratings: AsyncIterable<RatingLine>,
): AsyncGenerator<RatingLine> {
  for await (const rating of ratings) {
    if (lockedAt === null || !rating.isSurplus || Date.parse(rating.submittedAt) < lockedAt) yield rating;
  }
}
