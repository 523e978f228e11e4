import { setDecision } from '../../server/datasets/lint/lint-decision-store';
import { decideLint } from '../../server/datasets/lint/report/decide-lint';
import type { LintVerdict } from '../../server/datasets/lint/report/lint-verdict';
import { listStudies, listStudyDatasets, type Study } from '../../server/studies/study-store';
import { storeLinted } from '../datasets/lint/report/linted-dataset';
import { engines } from '../support/engines';
import { openHouse, type House } from '../support/house';
import { makeStudy } from './small-study';

describe.each(engines)('quarantine on %s', (engine) => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse(engine);
  });
  afterEach(() => house.close());

  const decide = (datasetId: string, rule: string, verdict: LintVerdict): Promise<void> =>
    decideLint(house.context, { datasetId, rule, verdict, actorId: house.cast.dana.id });

  /** The lines of the items that were drawn into a study. */
  const linesOf = async (study: Study): Promise<number[]> => {
    const rows = await house.context.db.all<{ line: number }>(
      `SELECT i.line FROM study_items si JOIN study_datasets sd ON sd.id = si.study_dataset_id
       JOIN items i ON i.id = si.item_id WHERE sd.study_id = ? ORDER BY i.line`,
      study.id,
    );
    return rows.map(({ line }) => line);
  };

  const findings = [
    ['empty', 1],
    ['empty', 3],
    ['odd', 4],
    ['lopsided', 0],
  ] as const;

  it('keeps items out of the samples of new studies, whose strata count what remains', async () => {
    const { context } = house;
    const { id } = await storeLinted(context, 'x', { findings });
    await context.db.run('UPDATE items SET label_index = 1 WHERE dataset_id = ? AND line IN (1, 4)', id);
    await decide(id, 'empty', 'quarantined');
    await decide(id, 'odd', 'ignored');
    const study = await makeStudy(context);
    expect(await linesOf(study)).toEqual([2, 4]);
    expect((await listStudyDatasets(context.db, study.id))[0]?.strata).toEqual([
      { label: 'A', population: 1, sampled: 1, inclusionProbability: 1 },
      { label: 'B', population: 1, sampled: 1, inclusionProbability: 1 },
    ]);
  });

  it('leaves studies that are frozen as they were', async () => {
    const { context } = house;
    const { id } = await storeLinted(context, 'x', { findings });
    const study = await makeStudy(context);
    await decide(id, 'empty', 'quarantined');
    expect(await linesOf(study)).toEqual([1, 2, 3, 4]);
    expect((await listStudyDatasets(context.db, study.id))[0]?.strata[0]?.population).toBe(4);
  });

  it('ends when the decision is taken back, or becomes another', async () => {
    const { context } = house;
    const { id } = await storeLinted(context, 'x', { findings });
    for (const verdict of ['none', 'ignored'] as const) {
      await decide(id, 'empty', 'quarantined');
      await decide(id, 'empty', verdict);
      expect(await linesOf(await makeStudy(context))).toEqual([1, 2, 3, 4]);
    }
  });

  it('makes inclusion probabilities those of the items that remain', async () => {
    const { context } = house;
    const { id } = await storeLinted(context, 'x', { findings });
    await decide(id, 'odd', 'quarantined');
    const study = await makeStudy(context, { perDataset: 2 });
    const strata = (await listStudyDatasets(context.db, study.id))[0]!.strata;
    expect(strata.map(({ population }) => population)).toEqual([3]);
    expect(strata[0]!.inclusionProbability).toBeCloseTo(2 / 3, 12);
  });

  it('of the whole file takes no item away', async () => {
    const { context } = house;
    const { id } = await storeLinted(context, 'x', { findings });
    const decided = { decidedBy: null, decidedAt: 1 };
    await setDecision(context.db, { datasetId: id, rule: 'lopsided', decision: 'quarantined', ...decided });
    expect(await linesOf(await makeStudy(context))).toEqual([1, 2, 3, 4]);
  });

  it('of every item refuses the study and names the dataset', async () => {
    const { context } = house;
    const { id } = await storeLinted(context, 'x', { findings: [1, 2, 3, 4].map((line) => ['all', line]) });
    await decide(id, 'all', 'quarantined');
    const refused = { status: 400, message: expect.stringContaining('"x"') as string };
    await expect(makeStudy(context)).rejects.toMatchObject(refused);
    expect(await listStudies(context.db)).toEqual([]);
  });

  it('of every item with a label refuses a study that shows labels', async () => {
    const { context } = house;
    const { id } = await storeLinted(context, 'x', { findings });
    await context.db.run('UPDATE items SET label_index = NULL WHERE dataset_id = ? AND line IN (2, 4)', id);
    await decide(id, 'empty', 'quarantined');
    const refused = { status: 400, message: expect.stringContaining('"x"') as string };
    await expect(makeStudy(context, { labelMode: 'verify' })).rejects.toMatchObject(refused);
    expect(await linesOf(await makeStudy(context))).toEqual([2, 4]);
  });
});
