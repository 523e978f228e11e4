import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listDatasetsByHash } from '../../../server/datasets/dataset-store';
import { importDataset, type ImportResult } from '../../../server/datasets/import-dataset';
import { listProblems } from '../../../server/datasets/import-problem-store';
import { loadImport } from '../../../server/datasets/import-store';
import { listItems } from '../../../server/datasets/item-store';
import { engines } from '../../support/engines';
import { openHouse, type House } from '../../support/house';
import { hostileGroups } from './all-files';
import { isRefused, type HostileFile } from './hostile-file';

const cases = engines.flatMap((engine) => hostileGroups.map((group) => ({ engine, ...group })));

describe.each(cases)('importing hostile $of on $engine', ({ engine, files }) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(engine);
  });
  afterAll(() => house.close());

  const importFile = ({ fileName, bytes }: HostileFile): Promise<ImportResult> => {
    const path = join(house.context.config.dataFolder, fileName);
    writeFileSync(path, bytes());
    return importDataset(house.context, { path, fileName, actorId: null, acceptDrafts: true });
  };
  const countAll = async (): Promise<unknown> =>
    house.context.db.get(
      'SELECT (SELECT COUNT(*) FROM datasets) AS datasets, (SELECT COUNT(*) FROM items) AS items',
    );

  it.each([...files])('takes the whole of $what, or nothing', async (file) => {
    const { db } = house.context;
    const { expected } = file;
    const before = await countAll();
    const result = await importFile(file);
    const run = await loadImport(db, result.importId);
    const datasets = await listDatasetsByHash(db, result.sha256);

    if (isRefused(expected)) {
      expect(result).toMatchObject({
        outcome: 'no items',
        slug: null,
        refusal: expected.refusal,
        problems: [],
      });
      expect(run).toMatchObject({ state: 'refused', facts: null, refusal: expected.refusal });
      expect(await countAll()).toEqual(before);
      return;
    }
    const { records, items, failed, warned, problems } = expected;
    expect(run).toMatchObject({ records, items, failed, warned });
    expect(result).toMatchObject({ records, imported: items, failed });
    const kept = await listProblems(db, result.importId, { limit: 1000 });
    expect(kept).toHaveLength(problems.length);
    expect(kept).toMatchObject([...problems].sort((a, b) => a.line - b.line || (a.kind < b.kind ? -1 : 1)));
    if (items === 0) {
      expect(result).toMatchObject({ outcome: 'no items', slug: null });
      expect(await countAll()).toEqual(before);
      return;
    }
    expect(result).toMatchObject({ outcome: 'imported', refusal: null });
    expect(datasets).toMatchObject([{ slug: result.slug, itemCount: items }]);
    const written = await listItems(db, datasets[0]!.id, { limit: 1000 });
    expect(written).toHaveLength(items);
    expect(new Set(written.map(({ line }) => line)).size).toBe(items);
  });
});
