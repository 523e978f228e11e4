import { parse } from 'csv-parse/sync';
import { paths } from '../../server/paths';
import { excludeRater } from '../../server/quality/exclude-rater';
import { leaseMilliseconds } from '../../server/rating/lease';
import { submitRating } from '../../server/rating/submit-rating';
import type { RatingLine } from '../../server/reports/ratings/rating-line';
import { paperAnswers } from '../studies/small-study';
import { openStudyAtWork, type StudyAtWork } from '../studies/study-at-work';
import { engines } from '../support/engines';
import { mainText, page, tableRows } from '../support/html';
import { ratingsText, reportOf, reportText } from './texts';

const stopping = {
  item: { most: 4, threshold: 0.9 },
  dataset: { above: 0.9, below: 0.45, alpha: 0.25, beta: 0.25 },
};

describe.each(engines)('what is reported of a study that stops on %s', (engine) => {
  let work: StudyAtWork;
  afterEach(() => work.house.close());

  const lines = async (): Promise<RatingLine[]> =>
    (await ratingsText(work.context.db, work.studyId, 'jsonl'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as RatingLine);
  const studyPage = async () => {
    const dana = await work.house.signedIn('dana');
    return page((await dana.get(paths.study(work.studyId)).expect(200)).text);
  };

  it('has its rules, decisions and savings, in every format and on its page', async () => {
    work = await openStudyAtWork(engine, { items: 10, raters: 3, plan: { overlap: 1, stopping } });
    const before = await studyPage();
    expect(mainText(before, '.facts')).toContain('Doubtful itemsafter 1 rating one more at a time');
    expect(mainText(before, '.facts')).toContain('Clear datasetsstop once label agreement');
    expect(mainText(before)).toContain('Ratings saved: 0 of 40 (0.0%).');
    expect(mainText(before)).toContain('0 of 10 ratings wanted so far (0.0%)');
    const [datasetRow] = tableRows(before, 'Datasets, lowest label agreement first');
    expect(datasetRow?.at(-1)).toBe('not decided yet');

    // One of one mind is 3/4 sure, two are 7/8, three 15/16: every item takes three, and 0.9/0.45 squared is 4.
    for (let round = 0; round < 2; round++) {
      for (const raterId of work.raters) await work.rateMany(raterId, 10);
    }
    const report = JSON.parse(await reportText(work.context.db, work.studyId, 'json')) as {
      schemaVersion: number;
      study: object;
      datasets: { ratingsSaved: number; completeItems: number; decision: string }[];
      pooled: { ratingsSaved: number };
    };
    const [dataset] = report.datasets;
    expect(report).toMatchObject({ schemaVersion: 1, study: { goldShare: 0, stopping } });
    expect(dataset).toMatchObject({ decision: 'above', ratingsAtMost: 40 });
    expect(dataset!.completeItems).toBeGreaterThanOrEqual(2);
    const held = await work.context.db.all("SELECT id FROM assignments WHERE state = 'claimed'");
    const rated = await work.context.db.all("SELECT id FROM assignments WHERE state = 'completed'");
    expect(dataset!.ratingsSaved).toBe(40 - held.length - rated.length);
    expect(report.pooled.ratingsSaved).toBe(dataset!.ratingsSaved);

    const [row] = parse<Record<string, string>>(await reportText(work.context.db, work.studyId, 'csv'), {
      columns: true,
    });
    expect(row).toMatchObject({
      ...{ decision: 'above', ratingsAtMost: '40', ratingsSaved: String(dataset!.ratingsSaved) },
      ...{ 'study.stopping.item.most': '4', 'study.stopping.item.threshold': '0.9' },
      ...{ 'study.stopping.dataset.above': '0.9', 'study.stopping.dataset.below': '0.45' },
      ...{ 'study.stopping.dataset.alpha': '0.25', 'study.stopping.dataset.beta': '0.25' },
      'study.goldShare': '0',
    });
    const $ = await studyPage();
    expect(mainText($)).toContain(`Ratings saved: ${dataset!.ratingsSaved} of 40`);
    expect(tableRows($, 'Datasets, lowest label agreement first')[0]?.at(-1)).toBe('good enough: above 45%');
  });

  it('has empty cells and no words of rules where there are none', async () => {
    work = await openStudyAtWork(engine, { items: 2, raters: 0 });
    const [row] = parse<Record<string, string>>(await reportText(work.context.db, work.studyId, 'csv'), {
      columns: true,
    });
    expect(row).toMatchObject({ decision: '', ratingsAtMost: '', ratingsSaved: '', contestedItems: '0' });
    expect(row).toMatchObject({ 'study.stopping.item.most': '', 'study.stopping.dataset.above': '' });
    const $ = await studyPage();
    expect(mainText($)).not.toContain('Ratings saved');
    expect(mainText($, '.facts')).toContain('Most items per raterno limit');
    expect(mainText($, '.facts')).toContain('Gold itemsnone');
    expect(tableRows($, 'Datasets, lowest label agreement first')[0]).toHaveLength(7);
  });

  it('leaves excluded ratings out of the report and in the files, marked', async () => {
    work = await openStudyAtWork(engine, { items: 2, raters: 2, plan: { overlap: 2 } });
    const [kept = '', fast = ''] = work.raters;
    await work.rateMany(kept);
    // Who was left out is told, and nothing else.
    const figures = async () => {
      const { snapshot, ...report } = await reportOf(work.context, work.studyId);
      return { ...report, ratings: snapshot.ratingsSha256 };
    };
    const alone = await figures();
    for (let next = await work.claim(fast); next; next = await work.claim(fast)) {
      await work.rate(fast, next, { label: '1', relevance: '1', ambiguity: 'yes' });
    }
    expect(await figures()).not.toEqual(alone);
    await excludeRater(work.context, {
      ...{ studyId: work.studyId, raterId: fast, reason: 'x' },
      actorId: work.house.cast.dana.id,
    });
    expect(await figures()).toEqual(alone);
    expect((await reportOf(work.context, work.studyId)).snapshot.exclusions).toMatchObject([
      { reason: 'x', ratings: 2 },
    ]);
    const found = await lines();
    expect(found.map(({ isExcluded, isSurplus }) => `${isExcluded} ${isSurplus}`).sort()).toEqual([
      ...['false false', 'false false'],
      ...['true true', 'true true'],
    ]);
    const csv = parse<Record<string, string>>(await ratingsText(work.context.db, work.studyId, 'csv'), {
      columns: true,
    });
    expect(csv.filter(({ isExcluded }) => isExcluded === 'true')).toHaveLength(2);
  });

  it('tells of a rating its flag, the order of choices and whether it came late', async () => {
    work = await openStudyAtWork(engine, { items: 2, raters: 1, plan: { overlap: 1 } });
    const [raterId = ''] = work.raters;
    const send = async (changes: { flag?: string; choicesReversed?: boolean }) => {
      const assignmentId = (await work.claim(raterId))!;
      if (changes.flag) work.house.clock.advance(leaseMilliseconds);
      const submission = { raterId, assignmentId, submissionId: work.context.newId(), baseRevision: 0 };
      await submitRating(work.context, { ...submission, answers: paperAnswers, comment: null, ...changes });
    };
    await send({ choicesReversed: true });
    await send({ flag: 'offensive' });
    const found = await lines();
    expect(found.map(({ flag, choiceOrder, isLate }) => [flag, choiceOrder, isLate])).toEqual(
      expect.arrayContaining([
        [null, 'reversed', false],
        ['offensive', 'as written', true],
      ]),
    );
  });
});
