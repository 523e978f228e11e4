import { Command } from 'commander';
import { shownFileName } from '../datasets/describing/describe-file';
import type { ImportResult } from '../datasets/import-dataset';
import { importFiles, type ImportReport, type ImportWatcher } from '../datasets/importing/import-files';
import { findDatasetFiles, type SkippedFile } from '../datasets/importing/import-folder';
import { plural, wholeNumber } from '../web/format';
import { print, printJson } from './output';
import { progressBar } from './progress-bar';
import { withContext } from './with-context';

interface ImportOptions {
  readonly acceptDrafts?: boolean;
  readonly copy?: boolean;
  readonly json?: boolean;
}

export function importCommand(): Command {
  return new Command('import')
    .description(
      'Import dataset files (.jsonl, .json, .csv, .tsv, each also .gz), one by one or whole folders.',
    )
    .argument('<path...>', 'files or folders')
    .option('--accept-drafts', 'confirm the behavior sentences drafted from the file names')
    .option('--copy', 'import files that are datasets already once more')
    .option('--json', 'print JSON')
    .action(
      async (
        paths: string[],
        { acceptDrafts = false, copy: asCopy = false, json = false }: ImportOptions,
      ) => {
        const found = await findDatasetFiles(paths);
        const watcher = watching(json);
        const report = await withContext((context) =>
          importFiles(context, found, { acceptDrafts, asCopy, watcher }),
        );
        if (json) printJson(report);
        else printEnd(report);
        if (mustBeMended(report)) process.exitCode = 1;
      },
    );
}

/** A bar while a file is at work, then what came of it. */
function watching(isSilent: boolean): ImportWatcher {
  const bar = progressBar();
  const after =
    <Told>(tell: (told: Told) => void) =>
    (told: Told): void => {
      bar.clear();
      if (!isSilent) tell(told);
    };
  return {
    progress: ({ path }, progress) => bar.show(shownFileName(path), progress),
    imported: after(printResult),
    unreadable: after(({ fileName, reason }: SkippedFile) =>
      print(`could not be imported: ${fileName}: ${reason}`),
    ),
  };
}

/** Whether a file gave nothing where items were to be expected. A table, or a file known already, is no failure. */
function mustBeMended({ files, unreadable }: ImportReport): boolean {
  return files.length === 0 || unreadable.length > 0 || files.some(({ outcome }) => outcome === 'no items');
}

function printResult(file: ImportResult): void {
  const { outcome, fileName, knownAs, slug, imported, failed, refusal, notes, problems } = file;
  const counts = outcome === 'imported' ? ` (${plural(imported, 'item', 'items')}, ${failed} failed)` : '';
  print(`${outcome}: ${fileName}${slug === null ? '' : ` as ${slug}`}${counts}`);
  if (knownAs !== null && knownAs !== fileName)
    print(`  warning: the same bytes were called ${knownAs} then`);
  if (refusal !== null) print(`  ${refusal}`);
  for (const note of notes) print(`  note: ${note}`);
  for (const { line, severity, reason } of problems) {
    print(`  line ${line}: ${severity === 'warning' ? 'warning: ' : ''}${reason}`);
  }
  const told = new Set(problems.filter(({ severity }) => severity === 'error').map(({ line }) => line)).size;
  if (failed > told) {
    print(`  and ${plural(failed - told, 'line', 'lines')} more: see the page of the import`);
  }
}

function printEnd({ totals, skipped }: ImportReport): void {
  for (const { fileName, reason } of skipped) print(`skipped: ${fileName}: ${reason}`);
  const { imported, gold, notItems, failed } = totals;
  print(
    `${plural(totals.files, 'file', 'files')}, ${plural(totals.records, 'record', 'records')}: ` +
      `${wholeNumber(imported)} imported, ${wholeNumber(gold)} gold, ` +
      `${wholeNumber(notItems)} not items, ${wholeNumber(failed)} failed.`,
  );
}
