import { inBlocks } from '../../datasets/exporting/in-blocks';
import { listStudyDatasets } from '../../studies/study-store';
import { csvLine } from '../../web/csv-line';
import { allItemLines, type ItemLine } from './item-lines';
import type { FileSource, ReportFile } from './report-file';

export const itemColumns = [
  'dataset',
  'line',
  'text',
  'choices',
  'label',
  'labelConfidence',
  'ratings',
  'isComplete',
  'majority',
  'agreesWithLabel',
  'agreeing',
  'meanRelevance',
  'isRelevant',
  'ambiguous',
  'isAmbiguous',
  'malformed',
  'verdict',
] as const satisfies readonly (keyof ItemLine)[];

/** One row an item; the choices are a JSON list. */
export const itemsCsvFile: ReportFile = {
  key: 'items',
  name: 'items.csv',
  says: 'a row for each item: its text, its label and what raters made of it',
  contentType: 'text/csv; charset=utf-8',
  needsRatings: true,
  write: (source) => inBlocks(linesOf(source)),
};

async function* linesOf({ context: { db }, study }: FileSource): AsyncGenerator<string> {
  yield csvLine([...itemColumns]);
  for await (const line of allItemLines(db, study, await listStudyDatasets(db, study.id))) {
    yield csvLine(itemColumns.map((name) => cell(line[name])));
  }
}

function cell(value: ItemLine[(typeof itemColumns)[number]]): string | number {
  if (value === null) return '';
  return typeof value === 'number' || typeof value === 'string' ? value : JSON.stringify(value);
}
