import { changeQuota } from '../../server/studies/change-quota';
import { engines } from '../support/engines';
import { openStudyAtWork, type StudyAtWork } from './study-at-work';

describe.each(engines)('the quota of a rater on %s', (engine) => {
  let work: StudyAtWork;
  afterEach(() => work.house.close());

  const change = (raterQuota: number | null) =>
    changeQuota(work.context, {
      ...{ studyId: work.studyId, raterQuota },
      actorId: work.house.cast.dana.id,
    });

  it('stops a rater at exactly that many items, gold items among them', async () => {
    const plan = { overlap: 1, raterQuota: 5, goldShare: 0.5 };
    work = await openStudyAtWork(engine, { items: 20, gold: 10, raters: 2, plan });
    const [raterId = '', other = ''] = work.raters;
    expect(await work.rateMany(raterId)).toBe(5);
    expect(await work.claim(raterId)).toBeUndefined();
    expect(await work.claim(other)).toBeDefined();
    const states = await work.states();
    expect((states.completed ?? 0) + (states['gold completed'] ?? 0)).toBe(5);
  });

  it('stops at exactly that many under 20 parallel requests', async () => {
    work = await openStudyAtWork(engine, { items: 20, raters: 1, plan: { overlap: 1, raterQuota: 3 } });
    const [raterId = ''] = work.raters;
    for (let round = 0; round < 5; round++) {
      const claims = await Promise.all(Array.from({ length: 20 }, () => work.claim(raterId)));
      expect(new Set(claims).size).toBe(1);
      const [held] = claims;
      if (held) await Promise.all(Array.from({ length: 20 }, () => work.rate(raterId, held)));
    }
    expect(await work.states()).toEqual({ completed: 3, free: 17 });
  });

  it('can be changed while the study runs, and each change is in the audit with what it was', async () => {
    work = await openStudyAtWork(engine, { items: 20, raters: 1, plan: { overlap: 1, raterQuota: 2 } });
    const [raterId = ''] = work.raters;
    expect(await work.rateMany(raterId)).toBe(2);
    await change(4);
    await change(4);
    expect(await work.rateMany(raterId)).toBe(2);
    await change(null);
    expect(await work.claim(raterId)).toBeDefined();
    // Less than the rater has rated: nothing is taken away.
    await change(1);
    expect((await work.states()).completed).toBe(4);
    const events = await work.context.db.all<{ detail: string }>(
      "SELECT detail FROM audit_events WHERE action = 'rater quota changed'",
    );
    expect(events.map(({ detail }) => detail).sort()).toEqual([
      '{"before":2,"after":4}',
      '{"before":4,"after":null}',
      '{"before":null,"after":1}',
    ]);
    const unknown = { studyId: work.context.newId(), raterQuota: 1, actorId: work.house.cast.dana.id };
    await expect(changeQuota(work.context, unknown)).rejects.toMatchObject({ status: 404 });
  });
});
