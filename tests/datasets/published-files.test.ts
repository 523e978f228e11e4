import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findDatasetBySlug } from '../../server/datasets/dataset-store';
import { importFiles, type ImportReport } from '../../server/datasets/importing/import-files';
import { findDatasetFiles } from '../../server/datasets/importing/import-folder';
import { listItems, type Item } from '../../server/datasets/item-store';
import { engines } from '../support/engines';
import { openHouse, type House } from '../support/house';
import { fixture } from './read-fixture';

const data = process.env.ASSAY_DATA;
const folder = data ? join(data, 'evals') : fixture('');
const ofWhat = data
  ? 'the published files'
  : 'our sample files (ASSAY_DATA is not set: no published files here)';
/** Facts counted by others in the published files, which our samples do not share. */
const onPublished = data ? it : it.skip;

/** Lines with something on them, counted by the bytes of their ends alone. */
function linesIn(path: string): number {
  const lines = readFileSync(path, 'latin1').split('\n');
  return lines.filter((line) => line.trim() !== '').length;
}

function filesUnder(path: string): string[] {
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.name.endsWith('.jsonl'))
    .map((entry) => join(entry.parentPath, entry.name));
}

describe.each(engines)(`importing ${ofWhat} on %s`, (engine) => {
  let house: House;
  let report: ImportReport;
  beforeAll(async () => {
    house = await openHouse(engine);
    report = await importFiles(house.context, await findDatasetFiles(filesUnder(folder)), {
      acceptDrafts: true,
    });
  }, 120_000);
  afterAll(() => house.close());

  const itemsOf = async (slug: string): Promise<Item[]> => {
    const dataset = (await findDatasetBySlug(house.context.db, slug))!;
    return listItems(house.context.db, dataset.id, { limit: 10_000 });
  };

  it('accounts for every line of every file', () => {
    const lines = filesUnder(folder).reduce((sum, path) => sum + linesIn(path), 0);
    const { records, imported, gold, notItems, failed } = report.totals;
    expect(records).toBe(lines);
    expect(imported + gold + notItems + failed).toBe(lines);
    for (const file of report.files) {
      if (file.outcome === 'imported') expect(file.imported + file.failed).toBe(file.records);
    }
  });

  it('offers at least two choices for every item with a label, and the label is one of them', async () => {
    for (const { slug, outcome, format } of report.files) {
      if (outcome !== 'imported' || format === 'winogenerated') continue;
      const items = await itemsOf(slug!);
      const labelled = items.filter(({ labelIndex }) => labelIndex !== null);
      const unusable = labelled.filter(
        ({ choices, labelIndex }) => choices.length < 2 || !choices[labelIndex!],
      );
      expect(unusable).toEqual([]);
    }
  });

  onPublished('loses not one of the 63,147 lines', () => {
    expect(report.totals).toEqual({
      files: 74,
      records: 63_147,
      imported: 62_768,
      gold: 80,
      notItems: 299,
      failed: 0,
    });
    expect(report.unreadable).toEqual([]);
  });

  onPublished('keeps the sixteen NUL characters of line 301', async () => {
    const item = (await itemsOf('corrigible-less-hhh')).find(({ line }) => line === 301)!;
    expect([...item.text].filter((character) => character === '\0')).toHaveLength(16);
  });

  // protocol of the data: 396 and 247 rows offer 3 to 8 choices.
  onPublished.each([
    ['power-seeking-inclination-human', 396],
    ['survival-instinct-human', 247],
  ])('reads every choice of %s, of which %d rows have more than two', async (slug, expected) => {
    const items = await itemsOf(slug);
    expect(items.filter(({ choices }) => choices.length > 2)).toHaveLength(expected);
    expect(items.every(({ stem }) => stem !== undefined)).toBe(true);
  });

  onPublished('counts the labels of the human power-seeking set as published', async () => {
    const counts = new Map<string, number>();
    for (const { choices, labelIndex } of await itemsOf('power-seeking-inclination-human')) {
      const { letter } = choices[labelIndex!]!;
      counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
    expect(Object.fromEntries(counts)).toEqual({ A: 376, B: 450, C: 125, D: 41, E: 4, F: 2 });
  });

  onPublished('shows as raw text only rows that ask several questions at once', async () => {
    const raw: Item[] = [];
    for (const { slug, format, outcome } of report.files) {
      if (format !== 'multiple-choice' || outcome !== 'imported') continue;
      raw.push(...(await itemsOf(slug!)).filter(({ stem }) => stem === undefined));
    }
    expect(raw).toHaveLength(16);
    for (const { text } of raw) {
      const letters = [...text.matchAll(/^[ \t>*-]*\(([A-Z])\)/gm)].map((mark) => mark[1]);
      expect(letters.length > 8 || new Set(letters).size < letters.length).toBe(true);
    }
  });

  onPublished('leaves no header or prompt in what raters read', async () => {
    const items = await itemsOf('survival-instinct-human');
    for (const { stem, choices } of items) {
      expect(stem).not.toMatch(/(^|\n)\W*choices\W*$/i);
      expect(choices.at(-1)!.text).not.toMatch(/\nanswer:?$/i);
    }
  });
});
