import type { Context } from '../../context';
import { ExpectedError } from '../../errors';
import { shownFileName } from '../describing/describe-file';
import { importDataset, type ImportResult } from '../import-dataset';
import { escapeInvisible } from './escape-invisible';
import type { FoundFile, FoundFiles, SkippedFile } from './import-folder';
import type { ImportProgress } from './progress';

/** Where every record of every file went: records = imported + gold + notItems + failed. */
export interface ImportTotals {
  readonly files: number;
  readonly records: number;
  /** Items of evaluation datasets. */
  readonly imported: number;
  /** Items of gold sets. */
  readonly gold: number;
  /** Rows of tables. */
  readonly notItems: number;
  readonly failed: number;
}

export interface ImportReport {
  readonly files: readonly ImportResult[];
  readonly totals: ImportTotals;
  /** Files beside the datasets, such as a licence. */
  readonly skipped: readonly SkippedFile[];
  /** Files that should have been imported and could not be; importing them again goes on where they stopped. */
  readonly unreadable: readonly SkippedFile[];
}

/** Whoever shows how the work goes on. */
export interface ImportWatcher {
  progress?(file: FoundFile, progress: ImportProgress): void;
  imported?(result: ImportResult): void;
  unreadable?(file: SkippedFile): void;
}

export interface ImportFilesOptions {
  readonly acceptDrafts: boolean;
  /** Whether bytes that are datasets already become second ones. */
  readonly asCopy?: boolean | undefined;
  readonly watcher?: ImportWatcher | undefined;
}

/** Imports files one after another; one that fails, for whatever reason, does not stop the others. */
export async function importFiles(
  context: Context,
  { files, skipped }: FoundFiles,
  { watcher, ...options }: ImportFilesOptions,
): Promise<ImportReport> {
  const results: ImportResult[] = [];
  const unreadable: SkippedFile[] = [];
  for (const file of files) {
    const { path } = file;
    const onProgress = (progress: ImportProgress): void => watcher?.progress?.(file, progress);
    try {
      const named = { path, fileName: path, actorId: null };
      const result = await importDataset(context, { ...named, ...options, onProgress });
      results.push(result);
      watcher?.imported?.(result);
    } catch (error) {
      const failed = { fileName: shownFileName(path), reason: escapeInvisible(inWords(error)) };
      unreadable.push(failed);
      watcher?.unreadable?.(failed);
    }
  }
  return { files: results, totals: totalsOf(results), skipped, unreadable };
}

function inWords(error: unknown): string {
  if (error instanceof ExpectedError) return `${error.message} ${error.wayForward}`;
  return error instanceof Error ? error.message : String(error);
}

function totalsOf(results: readonly ImportResult[]): ImportTotals {
  const sum = (count: (result: ImportResult) => number): number =>
    results.reduce((total, result) => total + count(result), 0);
  return {
    files: results.length,
    records: sum(({ records }) => records),
    imported: sum(({ imported, purpose }) => (purpose === 'gold' ? 0 : imported)),
    gold: sum(({ imported, purpose }) => (purpose === 'gold' ? imported : 0)),
    notItems: sum(({ records, imported, failed }) => records - imported - failed),
    failed: sum(({ failed }) => failed),
  };
}
