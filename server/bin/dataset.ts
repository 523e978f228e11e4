import { Command, Option } from 'commander';
import { open, unlink } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Context } from '../context';
import { findDatasetBySlug, type Dataset } from '../datasets/dataset-store';
import { exportItems } from '../datasets/exporting/export-items';
import { exportOriginal } from '../datasets/exporting/export-original';
import { loadImport } from '../datasets/import-store';
import { clearUndone, undoImport } from '../datasets/importing/undo-import';
import { itemFormats } from '../datasets/item-formats';
import { Conflict, NotFound } from '../errors';
import { releaseDataset } from '../studies/release-dataset';
import { listStudiesOfDataset } from '../studies/release-store';
import { print } from './output';
import { printStream } from './print-stream';
import { withContext } from './with-context';

interface ExportOptions {
  readonly format: 'original' | 'items';
  readonly as: string;
  readonly withoutQuarantined?: boolean;
  readonly output?: string;
}

export function datasetCommand(): Command {
  return new Command('dataset')
    .description('Work on one dataset.')
    .addCommand(exportCommand())
    .addCommand(undoCommand());
}

function exportCommand(): Command {
  const keys = itemFormats.map(({ key }) => key);
  return new Command('export')
    .description('Print the bytes a dataset was imported from, or its items.')
    .argument('<slug>', 'the dataset')
    .addOption(
      new Option('--format <format>', 'what to export').choices(['original', 'items']).makeOptionMandatory(),
    )
    .addOption(new Option('--as <format>', 'what items are written as').choices(keys).default('jsonl'))
    .option('--without-quarantined', 'leave out the items that no sample may contain')
    .option('--output <file>', 'write to a file that does not exist yet, instead of printing')
    .action((slug: string, options: ExportOptions) =>
      withContext(async (context) => {
        const chunks = exported(context, await loadBySlug(context, slug), options);
        await (options.output === undefined ? printStream(chunks) : writeNewFile(options.output, chunks));
      }),
    );
}

function exported(
  context: Context,
  dataset: Dataset,
  { format, as, withoutQuarantined = false }: ExportOptions,
): AsyncIterable<string | Uint8Array> {
  if (format === 'original') return exportOriginal(context, dataset);
  const { write } = itemFormats.find(({ key }) => key === as)!;
  return write(exportItems(context.db, dataset, { withoutQuarantined }));
}

function undoCommand(): Command {
  return new Command('undo')
    .description('Take a dataset back to before its import was confirmed; possible until its first rating.')
    .argument('<slug>', 'the dataset')
    .option('--with-studies', 'also remove the studies that drew from it, none of which has a rating')
    .action((slug: string, { withStudies = false }: { withStudies?: boolean }) =>
      withContext(async (context) => {
        await undo(context, await loadBySlug(context, slug), withStudies);
        print(`${slug} is no dataset any more. Its import waits to be confirmed again or to be deleted.`);
      }),
    );
}

async function undo(context: Context, { id, slug, importId }: Dataset, withStudies: boolean): Promise<void> {
  if (importId === null) {
    throw new Conflict(`The import of "${slug}" is not known any more.`, 'It stays as it is.');
  }
  const studies = await listStudiesOfDataset(context.db, id);
  const mayGo = withStudies || studies.length === 0 || studies.some(({ ratings }) => ratings > 0);
  if (!mayGo) {
    const names = studies.map(({ name }) => `"${name}"`).join(', ');
    throw new Conflict(`Studies have drawn from it: ${names}.`, 'Add --with-studies if they may go, too.');
  }
  const run = await loadImport(context.db, importId);
  await undoImport(context, run, null, releaseDataset);
  await clearUndone(context, run);
}

/** A file that is there already stays as it is; one that could not be finished is taken away. */
async function writeNewFile(path: string, chunks: AsyncIterable<string | Uint8Array>): Promise<void> {
  const file = await open(path, 'wx').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
    throw new Conflict(`${path} exists already.`, 'Name another file, or move it away.');
  });
  try {
    await pipeline(Readable.from(chunks), file.createWriteStream());
  } catch (error) {
    await unlink(path);
    throw error;
  }
}

async function loadBySlug({ db }: Context, slug: string): Promise<Dataset> {
  const dataset = await findDatasetBySlug(db, slug);
  if (dataset) return dataset;
  throw new NotFound(`There is no dataset "${slug}".`, 'The command datasets lists them.');
}
