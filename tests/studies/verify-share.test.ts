import { joinStudy } from '../../server/studies/join-study';
import { engines, type Engine } from '../support/engines';
import { openHouse, type House } from '../support/house';
import { makeDataset, makeStudy } from './small-study';

interface Row {
  readonly line: number;
  readonly position: number;
  readonly label: number | null;
  readonly mode: string;
  readonly gold: 0 | 1;
}

async function rowsOf({ context }: House, studyId: string): Promise<Row[]> {
  return context.db.all<Row>(
    `SELECT i.line, si.position, i.label_index AS label, si.label_mode AS mode, si.is_gold AS gold
     FROM study_datasets sd JOIN study_items si ON si.study_dataset_id = sd.id JOIN items i ON i.id = si.item_id
     WHERE sd.study_id = ? ORDER BY sd.position, si.position`,
    studyId,
  );
}

const shownLines = (rows: readonly Row[]): number[] =>
  rows.flatMap(({ line, mode }) => (mode === 'verify' ? [line] : [])).sort((a, b) => a - b);

describe.each(engines)('a share of items shown with their label on %s', (engine) => {
  let house: House;
  beforeEach(async () => (house = await openHouse(engine)));
  afterEach(() => house.close());

  it('is drawn of the sample by the seed, by label in proportion', async () => {
    await makeDataset(house.context, { items: 60 });
    const plan = { perDataset: 40, seed: 7 };
    const without = await rowsOf(house, (await makeStudy(house.context, plan)).id);
    const study = await makeStudy(house.context, { ...plan, verifyShare: 0.2 });
    expect(study.verifyShare).toBe(0.2);
    const rows = await rowsOf(house, study.id);
    const shown = rows.filter(({ mode }) => mode === 'verify');
    expect([0, 1].map((label) => shown.filter((row) => row.label === label).length)).toEqual([4, 4]);
    // The sample and its order are those of the same study without.
    expect(rows.map(({ line }) => line)).toEqual(without.map(({ line }) => line));
    const drawn = shownLines(rows);
    const again = await makeStudy(house.context, { ...plan, verifyShare: 0.2 });
    expect(shownLines(await rowsOf(house, again.id))).toEqual(drawn);
    const other = await makeStudy(house.context, { ...plan, seed: 8, verifyShare: 0.2 });
    expect(shownLines(await rowsOf(house, other.id))).not.toEqual(drawn);
  });

  it('is no share of gold items, which stay as blind as the study', async () => {
    const goldFor = await makeDataset(house.context, { items: 10 });
    await makeDataset(house.context, { slug: 'gold', items: 10, dataset: { purpose: 'gold', goldFor } });
    const plan = { goldShare: 0.5, verifyShare: 0.5, datasets: ['likes-tests'] };
    const rows = await rowsOf(house, (await makeStudy(house.context, plan)).id);
    expect(rows.filter(({ gold }) => gold).map(({ mode }) => mode)).toEqual(new Array(10).fill('blind'));
    expect(shownLines(rows)).toHaveLength(5);
    const verify = { ...plan, verifyShare: 0, labelMode: 'verify' } as const;
    const all = await rowsOf(house, (await makeStudy(house.context, verify)).id);
    expect(new Set(all.map(({ mode }) => mode))).toEqual(new Set(['verify']));
  });

  it.each([
    ['above a half', { verifyShare: 0.51 }, /must be from 0 to 0.5/],
    ['that is no number', { verifyShare: Number.NaN }, /must be from 0 to 0.5/],
    ['in verify', { verifyShare: 0.1, labelMode: 'verify' as const }, /every item is shown with its label/],
    ['without a question about labels', { verifyShare: 0.1, questionSet: 'pronouns' }, /no items to show/],
  ])('is refused %s', async (_what, plan, message) => {
    await makeDataset(house.context);
    await expect(makeStudy(house.context, plan)).rejects.toMatchObject({
      status: 400,
      message: expect.stringMatching(message) as string,
    });
  });

  it('keeps raters out who would rate blind what they have seen the label of, in either order', async () => {
    const { context, cast } = house;
    await makeDataset(context, { items: 10 });
    const plain = await makeStudy(context, { name: 'Plain' });
    const audited = await makeStudy(context, { name: 'With labels', verifyShare: 0.2 });
    const twin = await makeStudy(context, { name: 'Its twin', verifyShare: 0.2 });
    const join = (raterId: string, studyId: string) =>
      context.db.transaction((tx) => joinStudy(tx, context, { studyId, raterId }));
    const clash = { status: 409, message: expect.stringContaining('One shows their labels') as string };
    await join(cast.ada.id, plain.id);
    await expect(join(cast.ada.id, audited.id)).rejects.toMatchObject(clash);
    await join(cast.ben.id, audited.id);
    await expect(join(cast.ben.id, plain.id)).rejects.toMatchObject(clash);
    // The same items with the same labels shown.
    await join(cast.ben.id, twin.id);
  });
});

it('shows the same items on every engine', async () => {
  const drawnOn = async (engine: Engine): Promise<number[]> => {
    const house = await openHouse(engine);
    await makeDataset(house.context, { items: 60 });
    const { id } = await makeStudy(house.context, { perDataset: 40, seed: 7, verifyShare: 0.2 });
    const lines = shownLines(await rowsOf(house, id));
    await house.close();
    return lines;
  };
  const drawn = [];
  for (const engine of engines) drawn.push(await drawnOn(engine));
  expect(drawn[0]).toHaveLength(8);
  for (const lines of drawn) expect(lines).toEqual(drawn[0]);
});
