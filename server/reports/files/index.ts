import type { ReportBody } from '../page/report-body';
import type { Report } from '../report';
import { cardFile } from './card-file';
import { datasetFiles } from './dataset-files';
import { datasheetFile } from './datasheet-file';
import { figureFiles } from './figure-files';
import { htmlFile } from './html-file';
import { itemsCsvFile } from './items-csv-file';
import { itemsParquetFile } from './items-parquet-file';
import { latexFile } from './latex-file';
import { ratingsFile } from './ratings-file';
import { reportCsvFile } from './report-csv-file';
import type { ReportFile } from './report-file';

const jsonFile: ReportFile = {
  key: 'json',
  name: 'report.json',
  says: 'every figure, with n and interval or the reason why there is none',
  contentType: 'application/json; charset=utf-8',
  needsRatings: false,
  async *write({ text }) {
    yield text;
  },
};

/** The files of every report. */
export const usualFiles: readonly ReportFile[] = [
  htmlFile,
  jsonFile,
  reportCsvFile,
  latexFile,
  itemsCsvFile,
  itemsParquetFile,
  ratingsFile,
  cardFile,
  datasheetFile,
];

/**
 * All files of a report, in the order they are offered.
 * @param body the report as its page shows it
 */
export function filesOf(report: Report, body: ReportBody): readonly ReportFile[] {
  return [...usualFiles, ...report.datasets.flatMap(({ slug }) => datasetFiles(slug)), ...figureFiles(body)];
}
