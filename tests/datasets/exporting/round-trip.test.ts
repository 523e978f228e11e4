import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Context } from '../../../server/context';
import { findDatasetBySlug, listDatasets, type Dataset } from '../../../server/datasets/dataset-store';
import { exportItems } from '../../../server/datasets/exporting/export-items';
import { exportOriginal } from '../../../server/datasets/exporting/export-original';
import { itemRow, type ItemRow } from '../../../server/datasets/exporting/item-row';
import { formats as datasetFormats } from '../../../server/datasets/formats';
import type { NewItem } from '../../../server/datasets/item';
import { importDataset, type ImportResult } from '../../../server/datasets/import-dataset';
import { importFiles, type ImportReport } from '../../../server/datasets/importing/import-files';
import { findDatasetFiles } from '../../../server/datasets/importing/import-folder';
import { originalsFolder } from '../../../server/datasets/importing/keep-original';
import { csvItems } from '../../../server/datasets/item-formats/csv';
import { jsonlItems } from '../../../server/datasets/item-formats/jsonl';
import { engines, type Engine } from '../../support/engines';
import { openHouse, type House } from '../../support/house';
import { collect, fixture, recordsOf } from '../read-fixture';
import { arbitraryItem, arbitrarySentence } from './arbitrary-items';
import { storeItems } from './store-items';

const data = process.env.ASSAY_DATA;
const folder = data ? join(data, 'evals') : fixture('');
const ofWhat = data
  ? 'the published files'
  : 'our sample files (ASSAY_DATA is not set: no published files here)';
const formats = [jsonlItems, csvItems];

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function filesUnder(path: string): string[] {
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.name.endsWith('.jsonl'))
    .map((entry) => join(entry.parentPath, entry.name));
}

/**
 * All files on SQLite, the two smallest of each folder on PostgreSQL. `published-files.test.ts` imports all of them on
 * both and looks at the items; what is kept of a file and written of its items comes from the same code on both, so that
 * what an engine gives back otherwise shows in a few files of every kind.
 */
function filesFor(engine: Engine): string[] {
  const all = filesUnder(folder);
  if (!data || engine === 'sqlite') return all;
  const bySize = all.toSorted((a, b) => statSync(a).size - statSync(b).size);
  return bySize.filter((path, place) => {
    const smaller = bySize.slice(0, place).filter((other) => dirname(other) === dirname(path));
    return smaller.length < 2;
  });
}

async function exported(context: Context, dataset: Dataset, format: typeof jsonlItems): Promise<Buffer> {
  const rows = exportItems(context.db, dataset, { withoutQuarantined: false });
  return Buffer.concat((await collect(format.write(rows))).map((chunk) => Buffer.from(chunk)));
}

async function written(format: typeof jsonlItems, items: readonly NewItem[]): Promise<Buffer> {
  async function* rows(): AsyncGenerator<ItemRow> {
    for (const [index, item] of items.entries()) yield itemRow(item, index + 1);
  }
  return Buffer.concat((await collect(format.write(rows()))).map((chunk) => Buffer.from(chunk)));
}

/** The items that an import of these bytes would read. */
async function readAgain(context: Context, fileName: string, bytes: Uint8Array): Promise<NewItem[]> {
  const path = join(context.config.dataFolder, fileName);
  writeFileSync(path, bytes);
  const { read, failed } = await recordsOf(path, fileName);
  expect(failed).toEqual([]);
  const format = datasetFormats.find((candidate) => candidate.matches(read[0]!.fields))!;
  expect(format.key).toMatch(/^assay-/);
  return read.map(({ fields }) => format.toItem(fields) as NewItem);
}

/** Imports bytes as a file of that name. */
async function imported(context: Context, fileName: string, bytes: Uint8Array): Promise<ImportResult> {
  const path = join(context.config.dataFolder, fileName);
  writeFileSync(path, bytes);
  return importDataset(context, { path, fileName, actorId: null, acceptDrafts: false, asCopy: true });
}

/** What came out of an import of what was exported; nothing of it may be lost. */
async function exportedAgain(
  context: Context,
  fileName: string,
  { bytes, format }: { bytes: Buffer; format: typeof jsonlItems },
): Promise<Buffer> {
  const result = await imported(context, fileName, bytes);
  expect(result).toMatchObject({ outcome: 'imported', failed: 0 });
  return exported(context, (await findDatasetBySlug(context.db, result.slug!))!, format);
}

describe.each(engines)(`after importing ${ofWhat} on %s`, (engine) => {
  const files = filesFor(engine);
  let house: House;
  let report: ImportReport;
  beforeAll(async () => {
    house = await openHouse(engine);
    report = await importFiles(house.context, await findDatasetFiles(files), {
      acceptDrafts: true,
    });
  }, 600_000);
  afterAll(() => house.close());

  it('gives the very bytes of every file back', async () => {
    const { context } = house;
    const back = new Map<string, number>();
    for (const dataset of await listDatasets(context.db)) {
      const bytes = Buffer.concat(await collect(exportOriginal(context, dataset)));
      back.set(sha256(bytes), bytes.length);
    }
    // A table becomes no dataset; its bytes are kept with the import all the same.
    for (const table of report.files.filter(({ outcome }) => outcome === 'not items')) {
      const bytes = readFileSync(join(originalsFolder(context), table.sha256));
      back.set(sha256(bytes), bytes.length);
    }
    const inputs = files.map((path) => readFileSync(path));
    expect(inputs.length).toBe(report.files.length);
    for (const bytes of inputs) expect(back.get(sha256(bytes))).toBe(bytes.length);
  });

  it('writes items that are read as the very same items, and written as the same bytes', async () => {
    // What is written depends on the items alone: all datasets on one engine, one of every format on the other.
    const datasets = await listDatasets(house.context.db);
    const ofFormat = new Map(datasets.map((dataset) => [dataset.format, dataset]));
    for (const dataset of engine === 'sqlite' ? datasets : ofFormat.values()) {
      for (const format of formats) {
        const bytes = await exported(house.context, dataset, format);
        const fileName = `${dataset.slug}-items.${format.key}`;
        const items = await readAgain(house.context, fileName, bytes);
        expect(items).toHaveLength(dataset.itemCount);
        expect((await written(format, items)).equals(bytes)).toBe(true);
      }
    }
  }, 300_000);

  it('gives the same items file again after importing it, for a dataset of every format', async () => {
    const datasets = await listDatasets(house.context.db);
    const ofFormat = new Map(datasets.map((dataset) => [dataset.format, dataset]));
    expect(ofFormat.size).toBeGreaterThan(2);
    for (const dataset of ofFormat.values()) {
      for (const format of formats) {
        const bytes = await exported(house.context, dataset, format);
        const fileName = `${dataset.slug}-items.${format.key}`;
        const again = await exportedAgain(house.context, fileName, { bytes, format });
        expect(again.equals(bytes)).toBe(true);
      }
    }
  }, 300_000);
});

describe.each(engines)('on %s', (engine) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(engine);
  });
  afterAll(() => house.close());

  it.each([
    ['hostile items', arbitraryItem, 'choice'],
    ['hostile sentences', arbitrarySentence, 'pronoun'],
  ] as const)('gives %s as the same files again after importing them', async (what, arbitrary, itemKind) => {
    const items = fc.sample(arbitrary, { numRuns: 500, seed: 11 });
    const slug = what.replace(' ', '-');
    const dataset = await storeItems(house.context, slug, items, { itemKind });
    for (const format of formats) {
      const bytes = await exported(house.context, dataset, format);
      const again = await exportedAgain(house.context, `${slug}.${format.key}`, { bytes, format });
      expect(again.equals(bytes)).toBe(true);
    }
  });

  it('gives a packed original back as packed as it came', async () => {
    const bytes = gzipSync(readFileSync(fixture('persona.jsonl')), { level: 1 });
    const { slug, outcome } = await imported(house.context, 'persona.jsonl.gz', bytes);
    expect(outcome).toBe('imported');
    const dataset = (await findDatasetBySlug(house.context.db, slug!))!;
    const back = Buffer.concat(await collect(exportOriginal(house.context, dataset)));
    expect(back.equals(bytes)).toBe(true);
  });
});
