import { listDrawnItems, listProgress, listRaterTimes } from '../../server/agreement/agreement-store';
import { paths } from '../../server/paths';
import { listStudiesOfDataset } from '../../server/studies/release-store';
import { releaseDataset } from '../../server/studies/release-dataset';
import { listStudies, listStudyDatasets } from '../../server/studies/study-store';
import { studyUses } from '../../server/studies/study-uses-store';
import { ratingsText, reportText } from '../reports/texts';
import { engines } from '../support/engines';
import { openHouse } from '../support/house';
import { makeDataset, makeStudy } from './small-study';
import { openStudyAtWork, type StudyAtWork } from './study-at-work';
import { reportOf } from '../reports/texts';

/** Answers that would stand out in every figure, were they counted. */
const odd = { relevance: '1', ambiguity: 'yes' };

describe.each(engines)('gold items in a study on %s', (engine) => {
  let work: StudyAtWork;
  afterEach(() => work.house.close());

  const isGold = async (assignmentId: string): Promise<boolean> => {
    const row = await work.context.db.get<{ gold: 0 | 1 }>(
      'SELECT is_gold AS gold FROM assignments WHERE id = ?',
      assignmentId,
    );
    return row?.gold === 1;
  };
  const rateAll = async (): Promise<{ gold: number; sampled: number }> => {
    const counts = { gold: 0, sampled: 0 };
    for (const raterId of work.raters) {
      for (let next = await work.claim(raterId); next; next = await work.claim(raterId)) {
        const gold = await isGold(next);
        counts[gold ? 'gold' : 'sampled']++;
        await work.rate(raterId, next, gold ? odd : {});
      }
    }
    return counts;
  };
  const datasetId = async (slug: string) =>
    (await work.context.db.get<{ id: string }>('SELECT id FROM datasets WHERE slug = ?', slug))!.id;

  it('come up about as often as the share says', async () => {
    const plan = { overlap: 4, goldShare: 0.2 };
    work = await openStudyAtWork(engine, { items: 40, gold: 30, raters: 4, plan });
    const { gold, sampled } = await rateAll();
    expect(sampled).toBe(160);
    // With each of 160 sampled items come 0.25 gold ones on average, with variance 0.3125: mean 40, standard
    // deviation 7.1; four of them either way.
    expect(Math.abs(gold - 40)).toBeLessThan(29);
  });

  it('are never in any figure, count or list, whatever raters answer', async () => {
    const shared = { overlap: 2, seed: 5 };
    work = await openStudyAtWork(engine, {
      items: 8,
      gold: 6,
      raters: 2,
      plan: { ...shared, goldShare: 0.4 },
    });
    expect((await rateAll()).gold).toBeGreaterThan(3);
    const { db } = work.context;
    const report = await reportOf(work.context, work.studyId);
    // What the same raters gave to the sample alone: every label right, relevance 4, not ambiguous.
    expect(report.pooled).toMatchObject({
      ...{ items: 8, completeItems: 8, incompleteItems: 0, contestedItems: 0, ratings: 16 },
      labelAgreement: { value: 1, n: 8 },
      ratingLabelAgreement: { value: 1, n: 16 },
      relevance: { mean: 4, n: 16, histogram: { 1: 0, 4: 16 } },
      ambiguity: { share: { value: 0, n: 16 }, histogram: { 0: 8, 1: 0, 2: 0 }, n: 8 },
    });
    expect(await listProgress(db)).toEqual([{ studyId: work.studyId, items: 8, ratings: 16, open: 0 }]);
    expect(await listRaterTimes(db, work.studyId)).toHaveLength(16);
    const [dataset] = await listStudyDatasets(db, work.studyId);
    expect(await listDrawnItems(db, dataset!.id)).toHaveLength(8);
    const gold = await db.get<{ id: string }>('SELECT item_id AS id FROM study_items WHERE is_gold = 1');
    const dana = await work.house.signedIn('dana');
    await dana.get(paths.studyItem(work.studyId, gold!.id)).expect(404);
    expect((await dana.get(paths.studyDataset(work.studyId, 'likes-tests')).expect(200)).text).toContain(
      '8 items',
    );
  });

  it('leave the report as it is, whether anybody rates them or not', async () => {
    const plan = { overlap: 1, goldShare: 0.4 };
    work = await openStudyAtWork(engine, { items: 6, gold: 6, raters: 1, plan });
    const before = await reportText(work.context.db, work.studyId, 'json');
    const [raterId = ''] = work.raters;
    let next = await work.claim(raterId);
    while (next && !(await isGold(next))) {
      // Held items change no figure either; only gold is answered here.
      await work.context.db.run('DELETE FROM assignments WHERE id = ?', next);
      next = await work.claim(raterId);
    }
    await work.context.db.run("DELETE FROM assignments WHERE state = 'free'");
    const without = await reportText(work.context.db, work.studyId, 'json');
    await work.rate(raterId, next!, odd);
    expect((await work.states())['gold completed']).toBe(1);
    expect(await reportText(work.context.db, work.studyId, 'json')).toBe(without);
    expect(before).toContain('"ratings": 0');
  });

  it('are exported with the ratings, named after the set and line they come from', async () => {
    const plan = { overlap: 1, goldShare: 0.5 };
    work = await openStudyAtWork(engine, { items: 5, gold: 3, raters: 1, plan });
    const { gold } = await rateAll();
    const text = await ratingsText(work.context.db, work.studyId, 'jsonl');
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toHaveLength(5 + gold);
    const goldLines = lines.filter((line) => line.isGold === true);
    expect(goldLines).toHaveLength(gold);
    for (const line of goldLines) {
      expect(line).toMatchObject({ dataset: 'certain', mixedInto: 'likes-tests', isSurplus: false });
      expect(line.text).toBe(`Would you say this? “Statement ${String(line.line)}”`);
    }
    const sampled = lines.filter((line) => line.isGold === false);
    expect(sampled).toHaveLength(5);
    for (const line of sampled) expect(line).toMatchObject({ dataset: 'likes-tests', mixedInto: null });
    const [header = ''] = (await ratingsText(work.context.db, work.studyId, 'csv')).split('\n');
    expect(header.trim().endsWith('comment,isGold,mixedInto,flag,choiceOrder,isLate,isExcluded')).toBe(true);
  });

  it('keep the import of their set from being undone once there is a rating, and go with the study before', async () => {
    const plan = { overlap: 1, goldShare: 0.5 };
    work = await openStudyAtWork(engine, { items: 5, gold: 3, raters: 1, plan });
    const { context } = work;
    const certain = await datasetId('certain');
    const [study] = await listStudies(context.db);
    expect(await listStudiesOfDataset(context.db, certain)).toEqual([
      { id: study!.id, name: study!.name, ratings: 0 },
    ]);
    expect((await studyUses.listUsedDatasets(context.db)).sort()).toEqual(
      [certain, await datasetId('likes-tests')].sort(),
    );
    const release = () =>
      context.db.transaction((tx) => releaseDataset(tx, context, { datasetId: certain, actorId: null }));
    const undo = context.db.transaction(async (tx) => {
      await releaseDataset(tx, context, { datasetId: certain, actorId: null });
      await tx.run('DELETE FROM datasets WHERE id = ?', certain);
      throw new Error('only a rehearsal');
    });
    await expect(undo).rejects.toThrow('only a rehearsal');
    await work.rateMany(work.raters[0]!, 1);
    await expect(release()).rejects.toMatchObject({ status: 409 });
    expect(await listStudies(context.db)).toHaveLength(1);
  });
});

describe.each(engines)('a share of gold items on %s', (engine) => {
  it('is refused where no gold set is tied to the datasets, and takes tied sets that have labels alone', async () => {
    const house = await openHouse(engine);
    const { context } = house;
    const first = await makeDataset(context, { slug: 'first' });
    await makeDataset(context, { slug: 'second' });
    await makeDataset(context, { slug: 'loose', dataset: { purpose: 'gold' } });
    await makeDataset(context, { slug: 'tied', items: 3, dataset: { purpose: 'gold', goldFor: first } });
    await expect(makeStudy(context, { datasets: ['second'], goldShare: 0.1 })).rejects.toMatchObject({
      status: 400,
      message: 'No gold set is tied to any of these datasets.',
    });
    const study = await makeStudy(context, { goldShare: 0.1 });
    expect(study.goldShare).toBe(0.1);
    const gold = await context.db.all(
      `SELECT sd.slug AS into_slug, d.slug, si.position FROM study_items si
       JOIN study_datasets sd ON sd.id = si.study_dataset_id
       JOIN items i ON i.id = si.item_id JOIN datasets d ON d.id = i.dataset_id
       WHERE si.is_gold = 1 ORDER BY si.position`,
    );
    expect(gold).toEqual([4, 5, 6].map((position) => ({ into_slug: 'first', slug: 'tied', position })));
    await house.close();
  });
});
