import { excludeRater, takeExclusionBack } from '../../server/quality/exclude-rater';
import { loadRaterFigures } from '../../server/quality/rater-figures';
import { paths } from '../../server/paths';
import { mainText, page } from '../support/html';
import { engines } from '../support/engines';
import { openStudyAtWork, type StudyAtWork } from './study-at-work';
import { reportOf } from '../reports/texts';

describe.each(engines)('items shown with their label in a study at work on %s', (engine) => {
  let work: StudyAtWork;
  afterEach(() => work.house.close());

  const modes = async (): Promise<Record<string, string>> => {
    const rows = await work.context.db.all<{ id: string; mode: string }>(
      'SELECT a.id, si.label_mode AS mode FROM assignments a JOIN study_items si ON si.id = a.study_item_id',
    );
    return Object.fromEntries(rows.map(({ id, mode }) => [id, mode]));
  };
  /** Lets a rater answer everything: shown items as told, the others as their labels say. */
  const rateAll = async (raterId: string, shown: string): Promise<void> => {
    for (let next = await work.claim(raterId); next; next = await work.claim(raterId)) {
      await work.rate(raterId, next, (await modes())[next] === 'verify' ? { label: shown } : {});
    }
  };
  const report = async () => (await reportOf(work.context, work.studyId)).pooled;

  it('get no further raters by an item rule, however divided theirs are', async () => {
    const stopping = { item: { most: 5, threshold: 0.9 } };
    const plan = { overlap: 2, verifyShare: 0.5, stopping };
    work = await openStudyAtWork(engine, { items: 2, raters: 3, plan });
    await rateAll(work.raters[0]!, 'correct');
    await rateAll(work.raters[1]!, 'incorrect');
    await rateAll(work.raters[2]!, 'correct');
    // The blind item: two of one mind are 87.5% sure, three 93.75%. The shown one: its overlap.
    const rows = await work.context.db.all<{ mode: string; n: number }>(
      `SELECT si.label_mode AS mode, COUNT(*) AS n FROM assignments a JOIN study_items si ON si.id = a.study_item_id
       GROUP BY si.label_mode ORDER BY si.label_mode`,
    );
    expect(rows).toEqual([
      { mode: 'blind', n: 3 },
      { mode: 'verify', n: 2 },
    ]);
    expect(await report()).toMatchObject({
      ...{ items: 1, completeItems: 1, ratings: 3, ratingsAtMost: 5, ratingsSaved: 2 },
      anchoring: { items: 1, ratings: 2, shown: { value: 0, n: 1, ties: 1 } },
    });
  });

  it('take no part in what decides a dataset, and are given out no more once it is decided', async () => {
    // By hand: each item that agrees multiplies the ratio by 3; 9 is the bound.
    const stopping = { dataset: { above: 0.9, below: 0.3, alpha: 1 / 8.5, beta: 0.1 } };
    const plan = { overlap: 1, verifyShare: 0.5, stopping };
    work = await openStudyAtWork(engine, { items: 20, raters: 1, plan });
    const [raterId = ''] = work.raters;
    let blind = 0;
    let next = await work.claim(raterId);
    while (next) {
      const isShown = (await modes())[next] === 'verify';
      await work.rate(raterId, next, isShown ? { label: 'incorrect' } : {});
      blind += isShown ? 0 : 1;
      next = await work.claim(raterId);
    }
    expect(blind).toBe(2);
    expect((await reportOf(work.context, work.studyId)).datasets[0]?.decision).toBe('above');
    const outcomes = await work.context.db.all<{ mode: string; outcome: string }>(
      'SELECT label_mode AS mode, outcome FROM study_items WHERE outcome IS NOT NULL',
    );
    expect(outcomes).toEqual(new Array(2).fill({ mode: 'blind', outcome: 'agrees' }));
  });

  it('bring a study to all of its ratings, on its page and in the list', async () => {
    work = await openStudyAtWork(engine, { items: 10, raters: 2, plan: { overlap: 2, verifyShare: 0.2 } });
    const dana = await work.house.signedIn('dana');
    const pages = async () =>
      Promise.all(
        [paths.study(work.studyId), paths.studies()].map(async (path) =>
          mainText(page((await dana.get(path).expect(200)).text)),
        ),
      );
    expect((await pages())[0]).toContain('0 of 20 ratings (0.0%), 0 of 8 items complete, and 0 of 2');
    for (const raterId of work.raters) await rateAll(raterId, 'correct');
    const [study, studies] = await pages();
    expect(study).toContain('20 of 20 ratings (100.0%), 8 of 8 items complete, and 2 of 2 that are shown');
    expect(studies).toContain('20 of 20 100.0%');
  });

  it('go with the ratings of a rater who is excluded, and come back with them', async () => {
    const stopping = { item: { most: 3, threshold: 0.9 } };
    const plan = { overlap: 1, verifyShare: 0.5, stopping };
    work = await openStudyAtWork(engine, { items: 4, raters: 1, plan });
    const [raterId = ''] = work.raters;
    await rateAll(raterId, 'correct');
    const about = { studyId: work.studyId, raterId, actorId: work.house.cast.dana.id };
    const counts = async () => {
      const [rater] = await loadRaterFigures(work.context.db, await work.study());
      return { counted: rater?.counted, shown: rater?.shown, surplus: rater?.surplus };
    };
    expect(await counts()).toEqual({ counted: 2, shown: 2, surplus: 0 });
    await excludeRater(work.context, { ...about, reason: 'x' });
    expect(await counts()).toEqual({ counted: 0, shown: 0, surplus: 4 });
    expect((await report()).anchoring).toMatchObject({
      ratings: 0,
      difference: { undefinedBecause: 'no item was rated with its label shown' },
    });
    await takeExclusionBack(work.context, about);
    expect(await counts()).toEqual({ counted: 2, shown: 2, surplus: 0 });
  });

  it('stand apart on the page of a rater, and are no gold', async () => {
    const plan = { overlap: 1, verifyShare: 0.5, goldShare: 0.5 };
    work = await openStudyAtWork(engine, { items: 10, gold: 10, raters: 1, plan });
    const [raterId = ''] = work.raters;
    await rateAll(raterId, 'incorrect');
    const [rater] = await loadRaterFigures(work.context.db, await work.study());
    expect(rater).toMatchObject({ counted: 5, shown: 5 });
    expect(rater!.gold).toBeGreaterThan(0);
    expect(rater!.goldHits).toMatchObject({ value: 1, n: rater!.gold });
    const dana = await work.house.signedIn('dana');
    const $ = page((await dana.get(paths.studyRater(work.studyId, raterId)).expect(200)).text);
    expect(mainText($)).toContain('Ratings with the label shown5');
    expect(mainText($)).toContain('10 of which count');
  });
});
