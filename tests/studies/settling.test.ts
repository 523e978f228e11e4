import { listDatasetDecisions } from '../../server/studies/decision-store';
import { engines } from '../support/engines';
import { openStudyAtWork, type StudyAtWork } from './study-at-work';
import { reportOf } from '../reports/texts';

describe.each(engines)('a study that stops on %s', (engine) => {
  let work: StudyAtWork;
  afterEach(() => work.house.close());

  const report = () => reportOf(work.context, work.studyId);
  const decisions = () => listDatasetDecisions(work.context.db, work.studyId);

  it('gives an item one more slot when its last two raters, who are divided, answer at once', async () => {
    const stopping = { item: { most: 5, threshold: 0.9 } };
    work = await openStudyAtWork(engine, { items: 1, raters: 3, plan: { overlap: 2, stopping } });
    const [a = '', b = '', late = ''] = work.raters;
    const held = [await work.claim(a), await work.claim(b)];
    await Promise.all([work.rate(a, held[0]!, { label: '0' }), work.rate(b, held[1]!, { label: '1' })]);
    expect(await work.states()).toEqual({ completed: 2, free: 1 });
    expect((await report()).datasets[0]).toMatchObject({
      ...{ completeItems: 0, contestedItems: 1, ratings: 2 },
      ...{ ratingsAtMost: 5, ratingsSaved: 0 },
    });
    await work.rate(late, (await work.claim(late))!, { label: '0' });
    expect(await work.states()).toEqual({ completed: 3, free: 1 });
  });

  it('settles an item once when both of its last raters agree at once, and counts what is saved', async () => {
    const stopping = { item: { most: 6, threshold: 0.85 } };
    work = await openStudyAtWork(engine, { items: 1, raters: 2, plan: { overlap: 2, stopping } });
    const [a = '', b = ''] = work.raters;
    const held = [await work.claim(a), await work.claim(b)];
    await Promise.all([work.rate(a, held[0]!), work.rate(b, held[1]!)]);
    // Two of one mind are 7/8 sure. Six could have rated the item; four do not have to.
    expect(await work.states()).toEqual({ completed: 2 });
    expect((await report()).pooled).toMatchObject({
      ...{ completeItems: 1, contestedItems: 0, incompleteItems: 0 },
      ...{ ratingsAtMost: 6, ratingsSaved: 4 },
    });
  });

  it('is less sure of two raters of one mind where there are four choices and not two', async () => {
    const stopping = { item: { most: 6, threshold: 0.85 } };
    const item = { choices: ['A', 'B', 'C', 'D'].map((letter) => ({ letter, text: `Choice ${letter}` })) };
    work = await openStudyAtWork(engine, { items: 1, raters: 4, item, plan: { overlap: 2, stopping } });
    for (const raterId of work.raters) await work.rateMany(raterId, 1);
    // 2 to 0 to 0 to 0 makes them 72.0% sure, three of one mind 84.6% and four 91.8%.
    expect(await work.states()).toEqual({ completed: 4 });
    expect((await report()).pooled).toMatchObject({ completeItems: 1, ratingsSaved: 2 });
  });

  it('decides a dataset once when two of its items are completed at once, and gives nothing more of it out', async () => {
    // By hand: each item that agrees multiplies the ratio by 3; 9 is the bound.
    const stopping = { dataset: { above: 0.9, below: 0.3, alpha: 1 / 8.5, beta: 0.1 } };
    work = await openStudyAtWork(engine, { items: 9, raters: 6, plan: { overlap: 1, stopping } });
    const fresh = work.raters[5]!;
    const held = await Promise.all(work.raters.slice(0, 5).map((raterId) => work.claim(raterId)));
    await work.rate(work.raters[0]!, held[0]!);
    expect(await decisions()).toEqual([]);
    await Promise.all([1, 2].map((index) => work.rate(work.raters[index]!, held[index]!)));
    const [decided] = await decisions();
    expect(decided).toMatchObject({ decision: 'above' });
    const events = await work.context.db.all("SELECT id FROM audit_events WHERE action = 'dataset decided'");
    expect(events).toHaveLength(1);
    expect(await work.claim(fresh)).toBeUndefined();
    // What is held may still be answered; what is free will not be asked.
    const { free } = await work.states();
    expect(free).toBeGreaterThan(0);
    expect((await report()).datasets[0]).toMatchObject({
      ...{ decision: 'above', completeItems: 3, ratingsAtMost: 9, ratingsSaved: free },
    });
    await work.rate(work.raters[3]!, held[3]!, { label: '1' });
    expect(await decisions()).toEqual([decided]);
    expect((await report()).datasets[0]).toMatchObject({ completeItems: 4, ratingsSaved: free });
  });

  it('decides nothing as long as divided items could come to the opposite', async () => {
    // By hand: an item that agrees multiplies the ratio by 3, one that does not divides it by 7; 9 is the bound.
    const stopping = {
      item: { most: 4, threshold: 0.85 },
      dataset: { above: 0.9, below: 0.3, alpha: 1 / 8.5, beta: 0.1 },
    };
    const plan = { overlap: 2, stopping };
    work = await openStudyAtWork(engine, { items: 3, raters: 4, item: { labelIndex: 0 }, plan });
    const [a = '', b = '', c = '', d = ''] = work.raters;
    await work.rateMany(a);
    await work.rate(b, (await work.claim(b))!, { label: '1' });
    expect(await work.rateMany(b)).toBe(2);
    // Two items agree, 9 to 1; the divided one could make it 9 to 7.
    expect(await decisions()).toEqual([]);
    await work.rateMany(c);
    expect(await decisions()).toEqual([]);
    await work.rateMany(d);
    expect(await decisions()).toMatchObject([{ decision: 'above' }]);
  });

  it('has no decision and nothing saved where there are no rules', async () => {
    work = await openStudyAtWork(engine, { items: 2, raters: 1, plan: { overlap: 1 } });
    await work.rateMany(work.raters[0]!);
    const { datasets, pooled } = await report();
    expect(datasets[0]).toMatchObject({ decision: null, ratingsAtMost: null, ratingsSaved: null });
    expect(pooled).toMatchObject({ ratingsAtMost: null, ratingsSaved: null, completeItems: 2 });
  });
});
