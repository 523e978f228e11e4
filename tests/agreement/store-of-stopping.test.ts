import {
  listCountedAnswers,
  listDrawnItems,
  listItemRatings,
  listItemSkips,
  listProgress,
} from '../../server/agreement/agreement-store';
import { paths } from '../../server/paths';
import { excludeRater } from '../../server/quality/exclude-rater';
import { skipItem } from '../../server/rating/skipping/skip-item';
import { submitRating } from '../../server/rating/submit-rating';
import { listStudyDatasets } from '../../server/studies/study-store';
import { paperAnswers } from '../studies/small-study';
import { openStudyAtWork, type StudyAtWork } from '../studies/study-at-work';
import { engines } from '../support/engines';
import { mainText, page, tableRows } from '../support/html';

describe.each(engines)('what is counted of a study at work on %s', (engine) => {
  let work: StudyAtWork;
  afterEach(() => work.house.close());

  const partId = async () => (await listStudyDatasets(work.context.db, work.studyId))[0]!.id;
  const pageAt = async (path: string) => {
    const dana = await work.house.signedIn('dana');
    return page((await dana.get(path).expect(200)).text);
  };

  it('tells how many slots of an item are open, and how many of those are held', async () => {
    work = await openStudyAtWork(engine, { items: 1, raters: 2, plan: { overlap: 3 } });
    const [a = '', b = ''] = work.raters;
    const slots = async () => {
      const [item] = await listDrawnItems(work.context.db, await partId());
      return { open: item?.open, held: item?.held };
    };
    expect(await slots()).toEqual({ open: 3, held: 0 });
    const mine = (await work.claim(a))!;
    await work.claim(b);
    expect(await slots()).toEqual({ open: 3, held: 2 });
    await work.rate(a, mine);
    expect(await slots()).toEqual({ open: 2, held: 1 });
  });

  it('tells the ratings that an item rule asked for from the first ones', async () => {
    const stopping = { item: { most: 4, threshold: 0.99 } };
    work = await openStudyAtWork(engine, { items: 1, raters: 4, plan: { overlap: 2, stopping } });
    for (const raterId of work.raters) await work.rate(raterId, (await work.claim(raterId))!);
    const answers = await listCountedAnswers(work.context.db, await partId());
    const labels = answers.filter(({ question }) => question === 'label');
    expect(labels.map(({ isFurther }) => isFurther).sort()).toEqual([false, false, true, true]);
  });

  it('waits for nothing more of a decided dataset than what raters hold', async () => {
    work = await openStudyAtWork(engine, { items: 5, raters: 1, plan: { overlap: 2 } });
    await work.claim(work.raters[0]!);
    const open = async () => (await listProgress(work.context.db))[0]?.open;
    expect(await open()).toBe(10);
    await work.context.db.run("UPDATE study_datasets SET decision = 'above', decided_at = 1");
    expect(await open()).toBe(1);
  });

  it('has flags, skips and who is excluded on the page of an item', async () => {
    work = await openStudyAtWork(engine, { items: 1, raters: 4, plan: { overlap: 3 } });
    const { context, studyId, raters } = work;
    const rate = async (raterId: string, flag: string | null) => {
      const assignmentId = (await work.claim(raterId))!;
      const submission = { raterId, assignmentId, submissionId: context.newId(), baseRevision: 0 };
      await submitRating(context, { ...submission, answers: paperAnswers, comment: null, flag });
    };
    await rate(raters[0]!, 'typo');
    await rate(raters[1]!, 'typo');
    await rate(raters[2]!, null);
    await excludeRater(context, {
      ...{ studyId, raterId: raters[1]!, reason: 'x' },
      actorId: work.house.cast.dana.id,
    });
    const skipped = {
      raterId: raters[3]!,
      assignmentId: (await work.claim(raters[3]!))!,
      reason: 'broken-item',
    };
    await skipItem(context, { ...skipped, comment: '<b>cut off</b>' });

    const place = { studyDatasetId: await partId(), itemId: '' };
    place.itemId = (await listDrawnItems(context.db, place.studyDatasetId))[0]!.itemId;
    const ratings = await listItemRatings(context.db, place);
    expect(ratings.map(({ flag, isSurplus, isExcluded }) => [flag, isSurplus, isExcluded]).sort()).toEqual([
      [null, false, false],
      ['typo', false, false],
      ['typo', true, true],
    ]);
    expect(await listItemSkips(context.db, place)).toMatchObject([
      { reason: 'broken-item', comment: '<b>cut off</b>', skippedAt: work.house.clock.now() },
    ]);
    const $ = await pageAt(paths.studyItem(studyId, place.itemId));
    expect(mainText($, 'dl:contains("Typo")')).toBe('Typo or broken text2 raters');
    expect(mainText($, 'h2:contains("Skipped by") + ul')).toMatch(
      /^\S+: The item is broken\. <b>cut off<\/b> 2026-03-02 09:00 UTC$/,
    );
    expect($('main b')).toHaveLength(0);
    const tags = $('.card .tag')
      .toArray()
      .map((tag) => $(tag).text());
    expect(tags.filter((tag) => tag === 'flag: Typo or broken text')).toHaveLength(2);
    expect(tags).toContain('excluded, not counted');
    expect(tags).not.toContain('late, not counted');
  });

  it('has nothing of flags and skips on the page of an item without them', async () => {
    work = await openStudyAtWork(engine, { items: 1, raters: 1, plan: { overlap: 1 } });
    await work.rateMany(work.raters[0]!);
    const [item] = await listDrawnItems(work.context.db, await partId());
    const $ = await pageAt(paths.studyItem(work.studyId, item!.itemId));
    expect(
      $('h2')
        .toArray()
        .map((heading) => $(heading).text()),
    ).toEqual(['Item', 'Label and votes', 'Ratings']);
  });

  it('warns on the page of a dataset while divided items wait, and says what is decided', async () => {
    const stopping = {
      item: { most: 4, threshold: 0.9 },
      dataset: { above: 0.9, below: 0.7, alpha: 0.05, beta: 0.05 },
    };
    work = await openStudyAtWork(engine, { items: 2, raters: 2, plan: { overlap: 2, stopping } });
    for (const [index, raterId] of work.raters.entries()) {
      await work.rate(raterId, (await work.claim(raterId))!, { label: String(index) });
      await work.rateMany(raterId);
    }
    const here = paths.studyDataset(work.studyId, 'likes-tests');
    const $ = await pageAt(here);
    expect(mainText($, '.notice-warning')).toMatch(/items? with divided raters lacks? further ratings/);
    expect(mainText($, '.facts')).toContain('Decisionnot decided yet');
    const row = tableRows($, '2 items').find(([, , majority]) => majority === 'tie');
    expect(row?.[5]).toBe('2 of 3');
    await work.context.db.run("UPDATE study_datasets SET decision = 'below', decided_at = 1");
    expect(mainText(await pageAt(here), '.facts')).toContain('Decisiontoo low: below 90%');
  });
});
