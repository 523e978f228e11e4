import type { Task } from '../../../jobs/task';
import type { ImportCounts } from '../../import-store';
import type { PlacedTextKey } from '../../item-text-store';
import { createLinter } from '../../lint/linter';
import type { Finding } from '../../lint/lint-rule';
import { createItemLedger, type ItemLedger } from '../../lint/similar/item-ledger';
import { placesByTextKey } from '../../lint/similar/places-by-text-key';
import type { PlacedProblem } from '../../problem';
import type { FileFacts } from '../../reading/file-facts';
import { readRecordBlocks } from '../../reading/read-records';
import type { FailedRecord, SourceRecord } from '../../reading/source-record';
import { problemCap } from './caps';
import { itemReader, type ItemReading } from './item-reader';

export interface CheckInput extends ItemReading {
  readonly path: string;
  readonly fileName: string;
  readonly facts: FileFacts;
}

/** A part of what a check found; the counts are of everything up to here. */
export interface CheckBatch {
  readonly problems: readonly PlacedProblem[];
  readonly findings: readonly Finding[];
  /** In order, and all after everything else. */
  readonly textKeys: readonly PlacedTextKey[];
  readonly counts: ImportCounts;
  readonly byteOffset: number;
  /** Whether the last record was read; what comes then is about all of them. */
  readonly isRead: boolean;
}

/** How many rows of a kind go to the database at once at most, and after how many records the counts are told. */
const batchRows = 1000;

/** Reads a file from beginning to end: what is wrong with its records, and what the lint rules find in its items. */
export const checkFile: Task<CheckInput, CheckBatch> = { name: 'check-file', run: check };

async function* check(input: CheckInput): AsyncGenerator<CheckBatch> {
  const ledger = createItemLedger();
  const tally = createTally(input, ledger);
  for await (const records of readRecordBlocks(input.path, input.facts)) {
    for (const record of records) {
      tally.see(record);
      if (tally.rows() >= batchRows) yield tally.take();
    }
  }
  tally.finishReading();
  yield tally.take();
  for (const finding of tally.end()) {
    tally.add(finding);
    if (tally.rows() >= batchRows) yield tally.take();
  }
  for (const place of placesByTextKey(ledger)) {
    tally.addKey({ line: ledger.lineAt(place), textKey: ledger.textKeyAt(place) });
    if (tally.rows() >= batchRows) yield tally.take();
  }
  yield tally.take();
}

interface Tally {
  see(record: SourceRecord | FailedRecord): void;
  /** Nothing is seen any more. */
  finishReading(): void;
  /** What the lint rules say after the last item. */
  end(): Iterable<Finding>;
  add(finding: Finding): void;
  addKey(key: PlacedTextKey): void;
  /** How many rows wait, of the kind that has most, or how many records were seen, if those are more. */
  rows(): number;
  /** Hands over what waits. */
  take(): CheckBatch;
}

function createTally(input: CheckInput, ledger: ItemLedger): Tally {
  const read = itemReader(input);
  const linter = createLinter({ fileName: input.fileName, format: input.format ?? '', ledger });
  const problems = problemCap();
  const counts = { records: 0, items: 0, labelled: 0, failed: 0, warned: 0 };
  let findings: Finding[] = [];
  let textKeys: PlacedTextKey[] = [];
  let byteOffset = 0;
  let records = 0;
  let isRead = false;
  return {
    see: (record) => {
      const { item, problems: found, fields } = read(record);
      byteOffset = record.byteOffset;
      counts.records++;
      records++;
      if (found.some(({ severity }) => severity === 'error')) counts.failed++;
      if (found.some(({ severity }) => severity === 'warning')) counts.warned++;
      problems.add(found);
      if (!item) return;
      counts.items++;
      if (item.labelIndex !== null) counts.labelled++;
      const linted = { ...item, line: record.line, fields };
      ledger.add(linted);
      findings.push(...linter.see(linted));
    },
    finishReading: () => void (isRead = true),
    end: () => linter.end(),
    add: (finding) => void findings.push(finding),
    addKey: (key) => void textKeys.push(key),
    rows: () => Math.max(records, textKeys.length, problems.size(), findings.length),
    take: () => {
      const taken = { findings, textKeys };
      findings = [];
      textKeys = [];
      records = 0;
      return { ...taken, problems: problems.take(), counts: { ...counts }, byteOffset, isRead };
    },
  };
}
