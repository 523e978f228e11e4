import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { takeBytes } from '../../datasets/item-formats/parquet';
import { listStudyDatasets } from '../../studies/study-store';
import { allItemLines, type ItemLine } from './item-lines';
import { itemColumns } from './items-csv-file';
import type { FileSource, ReportFile } from './report-file';

type Column = (typeof itemColumns)[number];
type Cell = string | number | boolean | null;

const groupRows = 2000;

const text = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const;
const kinds = {
  dataset: text,
  line: { type: 'INT32' },
  text,
  choices: text,
  label: text,
  labelConfidence: { type: 'DOUBLE' },
  ratings: { type: 'INT32' },
  isComplete: { type: 'BOOLEAN' },
  majority: text,
  agreesWithLabel: { type: 'BOOLEAN' },
  agreeing: { type: 'INT32' },
  meanRelevance: { type: 'DOUBLE' },
  isRelevant: { type: 'BOOLEAN' },
  ambiguous: { type: 'INT32' },
  isAmbiguous: { type: 'BOOLEAN' },
  malformed: { type: 'INT32' },
  verdict: text,
} as const satisfies Record<Column, object>;

const schema = [
  { name: 'items', num_children: itemColumns.length },
  ...itemColumns.map((name) => ({ name, ...kinds[name], repetition_type: 'OPTIONAL' as const })),
];

/** The rows of items.csv for data frames, texts as they are; the choices are a JSON list. */
export const itemsParquetFile: ReportFile = {
  key: 'parquet',
  name: 'items.parquet',
  says: 'the same for data frames',
  contentType: 'application/vnd.apache.parquet',
  needsRatings: true,
  async *write(source) {
    const writer = new ByteWriter();
    const file = new ParquetWriter({ writer, schema, createdBy: 'Assay' });
    for await (const group of groupsOf(source)) {
      const columnData = itemColumns.map((name) => ({ name, data: group.map((line) => cell(line[name])) }));
      // Nothing to wait for: the writer fills a buffer, which is handed on here.
      void file.write({ columnData, rowGroupSize: group.length });
      yield takeBytes(writer);
    }
    void file.finish();
    yield takeBytes(writer);
  },
};

async function* groupsOf({ context: { db }, study }: FileSource): AsyncGenerator<ItemLine[]> {
  let group: ItemLine[] = [];
  for await (const line of allItemLines(db, study, await listStudyDatasets(db, study.id))) {
    group.push(line);
    if (group.length < groupRows) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

function cell(value: ItemLine[Column]): Cell {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}
