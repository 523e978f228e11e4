import { excludeRater } from '../../server/quality/exclude-rater';
import { readmitRater, removeRater } from '../../server/quality/remove-rater';
import { openStudyAtWork, type StudyAtWork } from '../studies/study-at-work';
import { engines } from '../support/engines';

describe.each(engines)('taking a rater out of a study on %s', (engine) => {
  let work: StudyAtWork;
  afterEach(() => work.house.close());

  const about = (raterId: string) => ({
    ...{ studyId: work.studyId, raterId },
    actorId: work.house.cast.dana.id,
  });

  it('frees what the rater holds, keeps and counts what is rated, and can be taken back', async () => {
    work = await openStudyAtWork(engine, { items: 4, raters: 1, plan: { overlap: 1 } });
    const [raterId = ''] = work.raters;
    await work.rateMany(raterId, 2);
    await removeRater(work.context, about(raterId));
    expect(await work.states()).toEqual({ completed: 2, expired: 1, free: 2 });
    expect(await work.claim(raterId)).toBeUndefined();
    await readmitRater(work.context, about(raterId));
    expect(await work.claim(raterId)).toBeDefined();
    expect(await work.audited(raterId)).toEqual(['rater let back in', 'rater removed', 'user created']);
  });

  it('counts an answer that still comes, while its slot is free', async () => {
    work = await openStudyAtWork(engine, { items: 2, raters: 1, plan: { overlap: 1 } });
    const [raterId = ''] = work.raters;
    const held = (await work.claim(raterId))!;
    await removeRater(work.context, about(raterId));
    expect(await work.rate(raterId, held)).toEqual({ outcome: 'saved', next: 'nothing left' });
    expect(await work.states()).toEqual({ completed: 1, free: 1 });
  });

  it('leaves nothing held when the rater asks for work twenty times at that moment', async () => {
    work = await openStudyAtWork(engine, { items: 5, raters: 1 });
    const [raterId = ''] = work.raters;
    const claims = () => Array.from({ length: 10 }, () => work.claim(raterId));
    await Promise.all([...claims(), removeRater(work.context, about(raterId)), ...claims()]);
    expect((await work.states()).claimed).toBeUndefined();
  });

  it('is done once, however often it is asked', async () => {
    work = await openStudyAtWork(engine, { raters: 1 });
    const [raterId = ''] = work.raters;
    await Promise.all([1, 2, 3].map(() => removeRater(work.context, about(raterId))));
    await Promise.all([1, 2, 3].map(() => readmitRater(work.context, about(raterId))));
    expect(await work.audited(raterId)).toEqual(['rater let back in', 'rater removed', 'user created']);
  });

  it('is not the way back for who is excluded, and knows only raters of the study', async () => {
    work = await openStudyAtWork(engine, { raters: 1 });
    const [raterId = ''] = work.raters;
    await excludeRater(work.context, { ...about(raterId), reason: 'x' });
    await expect(readmitRater(work.context, about(raterId))).rejects.toMatchObject({
      status: 409,
      wayForward: 'Take the exclusion back instead.',
    });
    expect(await work.claim(raterId)).toBeUndefined();
    const stranger = about(work.house.cast.ada.id);
    await expect(removeRater(work.context, stranger)).rejects.toMatchObject({ status: 404 });
    await expect(readmitRater(work.context, stranger)).rejects.toMatchObject({ status: 404 });
  });
});
