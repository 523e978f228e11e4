import { listTags } from '../../../server/datasets/catalogue/tag-store';
import { loadDataset } from '../../../server/datasets/dataset-store';
import {
  describeDataset,
  descriptionMark,
  type DescribedDataset,
  type SaidOfDataset,
} from '../../../server/datasets/describing/describe-dataset';
import { listBehaviors } from '../../../server/datasets/describing/description-store';
import { engines } from '../../support/engines';
import { openHouse, type House } from '../../support/house';
import { storeDataset } from '../store-dataset';

describe.each(engines)('describing a dataset on %s', (engine) => {
  let house: House;
  let id: string;
  beforeEach(async () => {
    house = await openHouse(engine);
    ({ id } = await storeDataset(house.context, 'x', { behaviorConfirmedAt: 5 }));
  });
  afterEach(() => house.close());

  const read = async (): Promise<DescribedDataset> => {
    const { db } = house.context;
    return { dataset: await loadDataset(db, id), tags: await listTags(db, id) };
  };
  const say = async (changes: Partial<SaidOfDataset>): Promise<void> => {
    const before = await read();
    const said = { ...before.dataset, tags: before.tags, confirm: true, ...changes };
    await describeDataset(house.context, before, said, house.cast.dana.id);
  };

  it('keeps everything that is said', async () => {
    const said = {
      behavior: 'likes rain',
      polarity: 'inverted',
      source: 'human',
      family: 'weather',
      category: 'skies',
      contentNote: 'Storms.',
    } as const;
    await say({ ...said, tags: ['pilot', 'wet'] });
    expect(await read()).toMatchObject({ dataset: { ...said, behaviorVersion: 2 }, tags: ['pilot', 'wet'] });
    await say({ tags: ['dry'] });
    expect((await read()).tags).toEqual(['dry']);
  });

  it('makes a new version of another behavior or polarity, with who and when', async () => {
    await say({ behavior: 'likes rain' });
    house.clock.advance(1000);
    await say({ polarity: 'inverted' });
    await say({ category: 'skies', tags: ['wet'] });
    expect((await read()).dataset.behaviorVersion).toBe(3);
    const by = { setBy: house.cast.dana.id, setByName: 'dana' };
    const now = house.context.now();
    expect(await listBehaviors(house.context.db, id)).toEqual([
      { version: 3, behavior: 'likes rain', polarity: 'inverted', ...by, setAt: now },
      { version: 2, behavior: 'likes rain', polarity: 'as named', ...by, setAt: now - 1000 },
      { version: 1, behavior: 'shows x', polarity: 'as named', setBy: null, setByName: null, setAt: 5 },
    ]);
  });

  it('keeps who confirmed a behavior when until it changes', async () => {
    await say({ category: 'skies' });
    expect((await read()).dataset).toMatchObject({ behaviorConfirmedAt: 5, behaviorConfirmedBy: null });
    await say({ behavior: 'likes rain' });
    const byDana = { behaviorConfirmedAt: house.context.now(), behaviorConfirmedBy: house.cast.dana.id };
    expect((await read()).dataset).toMatchObject(byDana);
    await say({ confirm: false });
    expect((await read()).dataset).toMatchObject({ behaviorConfirmedAt: null, behaviorConfirmedBy: null });
  });

  it.each<[string, Partial<SaidOfDataset>]>([
    ['the behavior', { behavior: 'likes snow' }],
    ['the polarity', { polarity: 'inverted' }],
    ['who wrote it', { source: 'human' }],
    ['the family', { family: 'weather' }],
    ['the category', { category: 'skies' }],
    ['the content note', { contentNote: 'Storms.' }],
    ['the confirmation', { confirm: false }],
    ['the tags', { tags: ['wet'] }],
  ])('changes nothing when somebody else has changed %s meanwhile', async (_what, changes) => {
    const before = await read();
    await say(changes);
    const stored = await read();
    const said = { ...before.dataset, behavior: 'likes rain', tags: ['dry'], confirm: true };
    await expect(describeDataset(house.context, before, said, null)).rejects.toMatchObject({ status: 409 });
    expect(await read()).toEqual(stored);
    expect(await listBehaviors(house.context.db, id)).toHaveLength(stored.dataset.behaviorVersion);
  });

  it('lets one of two people through who save at the same moment', async () => {
    const before = await read();
    const save = (behavior: string) =>
      describeDataset(
        house.context,
        before,
        { ...before.dataset, behavior, tags: [behavior], confirm: true },
        null,
      );
    const outcomes = await Promise.allSettled(['likes rain', 'likes snow'].map(save));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { dataset, tags } = await read();
    expect(dataset.behaviorVersion).toBe(2);
    expect(tags).toEqual([dataset.behavior]);
  });

  it('has another mark after every change and the same one without', async () => {
    const marks = [descriptionMark(await read()), descriptionMark(await read())];
    expect(marks[0]).toBe(marks[1]);
    for (const changes of [
      { category: 'skies' },
      { tags: ['wet'] },
      { confirm: false },
      { contentNote: 'x' },
    ]) {
      await say(changes);
      marks.push(descriptionMark(await read()));
    }
    expect(new Set(marks).size).toBe(5);
  });
});
