import { inBlocks } from '../../datasets/exporting/in-blocks';
import { loadDataset } from '../../datasets/dataset-store';
import { findImport } from '../../datasets/import-store';
import { originalPath } from '../../datasets/importing/keep-original';
import { readRecords } from '../../datasets/reading/read-records';
import { isFailed, type SourceRecord } from '../../datasets/reading/source-record';
import { listStudyDatasets } from '../../studies/study-store';
import { type ItemLine, itemLines } from './item-lines';
import type { FileSource, ReportFile } from './report-file';

/** The dataset as it was imported with what raters made of its items, and the part of it that is in order. */
export function datasetFiles(slug: string): readonly ReportFile[] {
  return [
    {
      key: `${slug}.validated`,
      name: `${slug}.validated.jsonl`,
      says: 'the records of the file as they are, each with a `validation` of what raters made of it; null for those not drawn',
      ...shared,
      write: (source) => inBlocks(records(source, slug, () => true)),
    },
    {
      key: `${slug}.cleaned`,
      name: `${slug}.cleaned.jsonl`,
      says: 'only the records whose verdict is valid',
      ...shared,
      write: (source) => inBlocks(records(source, slug, (line) => line?.verdict === 'valid')),
    },
  ];
}

const shared = { contentType: 'application/x-ndjson; charset=utf-8', needsRatings: true } as const;

async function* records(
  { context, study }: FileSource,
  slug: string,
  keeps: (line: ItemLine | undefined) => boolean,
): AsyncGenerator<string> {
  const { db } = context;
  const part = (await listStudyDatasets(db, study.id)).find((one) => one.slug === slug);
  if (!part) return;
  const lines = new Map<number, ItemLine>();
  for await (const line of itemLines(db, study, part)) lines.set(line.line, line);
  const { sha256, importId } = await loadDataset(db, part.datasetId);
  const run = importId === null ? undefined : await findImport(db, importId);
  if (!run?.facts) {
    yield* withoutFile(lines.values(), keeps);
    return;
  }
  for await (const record of readRecords(originalPath(context, sha256), run.facts)) {
    if (isFailed(record)) continue;
    const line = lines.get(record.line);
    if (keeps(line)) yield `${withValidation(record, line)}\n`;
  }
}

/** Of imported ratings there is no file of items: the items as they were made. */
function* withoutFile(
  lines: Iterable<ItemLine>,
  keeps: (line: ItemLine | undefined) => boolean,
): Generator<string> {
  for (const line of [...lines].sort((a, b) => a.line - b.line)) {
    const { text, choices, label } = line;
    const record = { line: line.line, text, choices, label, validation: validationOf(line) };
    if (keeps(line)) yield `${JSON.stringify(record)}\n`;
  }
}

/** The record's own text wherever it is an object on one line, so that no number is written another way and no field moves. */
function withValidation({ text, fields }: SourceRecord, line: ItemLine | undefined): string {
  const name = Object.hasOwn(fields, 'validation') ? 'assay_validation' : 'validation';
  const added = `${JSON.stringify(name)}: ${JSON.stringify(line ? validationOf(line) : null)}`;
  const own = text.trim();
  const object = /^\{.*\}$/.test(own) ? own : JSON.stringify(fields);
  const inside = object.slice(1, -1).trimEnd();
  return inside.trim() === '' ? `{${added}}` : `{${inside}, ${added}}`;
}

/** What raters made of the item, without what the record says itself. */
function validationOf({ dataset, line, text, choices, label, labelConfidence, ...made }: ItemLine) {
  void [dataset, line, text, choices, label, labelConfidence];
  return made;
}
