import type { StudyPlan } from '../../server/studies/study-plan';
import { findStudy, listStudies, listStudyDatasets, loadStudy } from '../../server/studies/study-store';
import { engines, type Engine } from '../support/engines';
import { openHouse, type House } from '../support/house';
import { makeDataset, makeStudy } from './small-study';
import { reportOf } from '../reports/texts';

describe.each(engines)('freezing a study on %s', (engine) => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse(engine);
  });
  afterEach(() => house.close());

  it('keeps the plan and the wording', async () => {
    const { context } = house;
    await makeDataset(context);
    const study = await makeStudy(context, { name: ' A study ', seed: Number.MAX_SAFE_INTEGER });
    expect(await findStudy(context.db, study.id)).toEqual(study);
    expect(study).toMatchObject({
      name: 'A study',
      questionSet: 'paper',
      questionSetVersion: 1,
      labelMode: 'blind',
    });
    expect(study.seed).toBe(Number.MAX_SAFE_INTEGER);
    expect(study.questions[1]).toMatchObject({ name: 'label', choices: 'item' });
    expect((await listStudies(context.db)).map(({ id }) => id)).toEqual([study.id]);
    await expect(loadStudy(context.db, context.newId())).rejects.toMatchObject({ status: 404 });
  });

  it('is refused, with nothing left behind, when an import was undone since its items were drawn', async () => {
    const { context } = house;
    const datasetId = await makeDataset(context);
    const { db } = context;
    const undone: typeof db.transaction = async (work) => {
      await db.run("UPDATE datasets SET state = 'importing' WHERE id = ?", datasetId);
      return db.transaction(work);
    };
    const late = { ...context, db: { ...db, transaction: undone } };
    await expect(makeStudy(late)).rejects.toMatchObject({ status: 409 });
    expect(await listStudies(db)).toEqual([]);
  });

  it('makes one free slot per item and rater wanted', async () => {
    const { context } = house;
    await makeDataset(context, { items: 10 });
    await makeStudy(context, { perDataset: 6, overlap: 3 });
    const slots = await context.db.all<{ position: number; slot: number; state: string }>(
      'SELECT position, slot, state FROM assignments ORDER BY position, slot',
    );
    const expected = [0, 1, 2, 3, 4, 5].flatMap((position) =>
      [1, 2, 3].map((slot) => ({ position, slot, state: 'free' })),
    );
    expect(slots).toEqual(expected);
  });

  it('keeps everything a report says of a dataset as it was', async () => {
    const { context } = house;
    const id = await makeDataset(context, { items: 10 });
    const study = await makeStudy(context, { perDataset: 4 });
    const report = await reportOf(context, study.id);
    await context.db.run(
      `UPDATE datasets SET slug = 'renamed', family = 'other', behavior = 'dislikes tests', polarity = 'inverted',
         source = 'human', behavior_version = 2, behavior_confirmed_at = NULL WHERE id = ?`,
      id,
    );
    expect(await reportOf(context, study.id)).toEqual(report);
    expect(await listStudyDatasets(context.db, study.id)).toMatchObject([
      {
        datasetId: id,
        slug: 'likes-tests',
        family: 'persona',
        source: 'model',
        behavior: 'likes tests',
        behaviorVersion: 1,
        polarity: 'as named',
        position: 0,
        strata: [
          { label: 'No', population: 5, sampled: 2, inclusionProbability: 0.4 },
          { label: 'Yes', population: 5, sampled: 2, inclusionProbability: 0.4 },
        ],
      },
    ]);
  });

  it('takes all labelled evaluation datasets of the right kind and leaves the others', async () => {
    const { context } = house;
    await makeDataset(context, { slug: 'b' });
    await makeDataset(context, { slug: 'a' });
    await makeDataset(context, { slug: 'gold', dataset: { purpose: 'gold' } });
    await makeDataset(context, {
      slug: 'sentences',
      dataset: { itemKind: 'pronoun' },
      item: { labelIndex: null, choices: [] },
    });
    await makeDataset(context, { slug: 'unlabelled', item: { labelIndex: null } });
    const paper = await makeStudy(context);
    expect((await listStudyDatasets(context.db, paper.id)).map(({ slug }) => slug)).toEqual(['a', 'b']);
    const pronouns = await makeStudy(context, { questionSet: 'pronouns' });
    expect((await listStudyDatasets(context.db, pronouns.id)).map(({ slug }) => slug)).toEqual(['sentences']);
  });

  it('samples only items with a label when raters are to verify labels, and asks about the label shown', async () => {
    const { context } = house;
    const id = await makeDataset(context, { items: 6 });
    await context.db.run('UPDATE items SET label_index = NULL WHERE dataset_id = ? AND line > 4', id);
    const study = await makeStudy(context, { labelMode: 'verify' });
    expect(study.questions[1]).toMatchObject({
      name: 'label',
      choices: [{ value: 'correct' }, { value: 'incorrect' }],
    });
    const lines = await context.db.all<{ line: number }>(
      'SELECT i.line FROM study_items si JOIN items i ON i.id = si.item_id ORDER BY i.line',
    );
    expect(lines.map(({ line }) => line)).toEqual([1, 2, 3, 4]);
  });

  it('notes who made it', async () => {
    const { context } = house;
    await makeDataset(context);
    const study = await makeStudy(context);
    const event = await context.db.get<{ action: string; detail: string }>(
      'SELECT action, detail FROM audit_events WHERE object_id = ?',
      study.id,
    );
    expect(event?.action).toBe('study created');
    expect(JSON.parse(event!.detail)).toEqual({ datasets: 1, overlap: 3, labelMode: 'blind', seed: 1 });
  });
});

describe.each(engines)('a plan on %s', (engine) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(engine);
    const { context } = house;
    await makeDataset(context, { slug: 'good' });
    await makeDataset(context, { slug: 'draft', dataset: { behaviorConfirmedAt: null } });
    await makeDataset(context, { slug: 'gold', dataset: { purpose: 'gold' } });
    await makeDataset(context, { slug: 'unlabelled', item: { labelIndex: null } });
  });
  afterAll(() => house.close());

  const refusals: [string, Partial<StudyPlan>, RegExp][] = [
    ['an unconfirmed behavior', { datasets: ['draft'] }, /confirmed the behavior of "draft"/],
    ['an unconfirmed behavior among all', {}, /confirmed the behavior of "draft"/],
    ['an unknown dataset', { datasets: ['good', 'missing'] }, /no dataset "missing"/],
    ['a gold set', { datasets: ['gold'] }, /cannot be asked about "gold"/],
    [
      'items of another kind',
      { datasets: ['good'], questionSet: 'pronouns' },
      /cannot be asked about "good"/,
    ],
    ['items without labels', { datasets: ['unlabelled'] }, /cannot be asked about "unlabelled"/],
    ['no dataset that fits', { questionSet: 'pronouns' }, /no dataset/],
    ['no dataset at all', { datasets: [] }, /no dataset/],
    ['an unknown question set', { questionSet: 'other' }, /no question set "other"/],
    [
      'verifying where no label is asked',
      { questionSet: 'pronouns', labelMode: 'verify' },
      /does not ask about labels/,
    ],
    ['no name', { name: '  ' }, /name/],
    ['a name that is too long', { name: 'x'.repeat(201) }, /name/],
    ['no items per dataset', { perDataset: 0 }, /items per dataset/],
    ['an overlap above 20', { overlap: 21 }, /overlap/],
    ['half a rater', { overlap: 1.5 }, /overlap/],
    ['a seed that is no safe integer', { seed: 2 ** 53 }, /seed/],
  ];
  it.each(refusals)('is refused for %s, and nothing is made', async (_what, plan, reason) => {
    const { context } = house;
    await expect(makeStudy(context, plan)).rejects.toMatchObject({
      status: 400,
      message: expect.stringMatching(reason) as string,
    });
    expect(await listStudies(context.db)).toEqual([]);
  });
});

it('draws the same items in the same order on every engine', async () => {
  const drawnOn = async (engine: Engine): Promise<object[]> => {
    const house = await openHouse(engine);
    for (const slug of ['one', 'two']) await makeDataset(house.context, { slug, items: 40 });
    await makeStudy(house.context, { perDataset: 11, seed: 7 });
    const drawn = await house.context.db.all<object>(
      `SELECT sd.position AS dataset, si.position, si.inclusion_probability, i.line
       FROM study_items si JOIN study_datasets sd ON sd.id = si.study_dataset_id JOIN items i ON i.id = si.item_id
       ORDER BY sd.position, si.position`,
    );
    await house.close();
    return drawn;
  };
  const samples = [];
  for (const engine of engines) samples.push(await drawnOn(engine));
  expect(samples[0]).toHaveLength(22);
  for (const sample of samples) expect(sample).toEqual(samples[0]);
});
