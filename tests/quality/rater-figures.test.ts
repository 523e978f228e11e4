import { excludeRater } from '../../server/quality/exclude-rater';
import { loadRaterFigures } from '../../server/quality/rater-figures';
import { removeRater } from '../../server/quality/remove-rater';
import { leaseMilliseconds } from '../../server/rating/lease';
import { skipItem } from '../../server/rating/skipping/skip-item';
import { submitRating } from '../../server/rating/submit-rating';
import { paperAnswers } from '../studies/small-study';
import { openStudyAtWork, type StudyAtWork } from '../studies/study-at-work';
import { engines } from '../support/engines';

describe.each(engines)('what is known of the raters of a study on %s', (engine) => {
  let work: StudyAtWork;
  afterEach(() => work.house.close());

  const about = (raterId: string) => ({
    ...{ studyId: work.studyId, raterId },
    actorId: work.house.cast.dana.id,
  });
  const figuresOf = async (raterId: string) => {
    const raters = await loadRaterFigures(work.context.db, await work.study());
    return raters.find((rater) => rater.raterId === raterId)!;
  };

  it('is nothing but their names and times when they have just joined', async () => {
    work = await openStudyAtWork(engine, { raters: 2 });
    const raters = await loadRaterFigures(work.context.db, await work.study());
    expect(raters.map(({ raterId }) => raterId).sort()).toEqual([...work.raters].sort());
    const names = raters.map(({ pseudonym }) => pseudonym);
    expect(names).toEqual([...names].sort());
    expect(raters[0]).toMatchObject({
      isSynthetic: true,
      joinedAt: work.house.clock.now(),
      seenAt: work.house.clock.now(),
      ...{ completed: 0, counted: 0, surplus: 0, gold: 0 },
      ...{ removedAt: null, exclusion: null, excludedAt: null, heldUntil: null },
      ...{ skips: [], flags: [] },
      seconds: undefined,
      goldHits: { undefinedBecause: 'no gold item is rated' },
    });
  });

  it('counts what they rated, skipped and flagged, and says what they hold', async () => {
    work = await openStudyAtWork(engine, { items: 6, raters: 2, plan: { overlap: 1 } });
    const [busy = '', other = ''] = work.raters;
    for (const reason of ['upsetting', 'upsetting', 'language']) {
      const assignmentId = (await work.claim(busy))!;
      await skipItem(work.context, { raterId: busy, assignmentId, reason, comment: null });
    }
    for (const [seconds, flag] of [
      [3, null],
      [9, 'typo'],
    ] as const) {
      const assignmentId = (await work.claim(busy))!;
      work.house.clock.advance(seconds * 1000);
      const submission = { raterId: busy, assignmentId, submissionId: work.context.newId(), baseRevision: 0 };
      await submitRating(work.context, { ...submission, answers: paperAnswers, comment: null, flag });
    }
    const found = await figuresOf(busy);
    expect(found).toMatchObject({ completed: 2, counted: 2, surplus: 0, seconds: 6 });
    expect(found.heldUntil).toBe(work.house.clock.now() + leaseMilliseconds);
    expect(found.skips.map(({ key, items }) => [key, items]).sort()).toEqual([
      ['language', 1],
      ['upsetting', 2],
    ]);
    expect(found.flags.map(({ key, items }) => [key, items])).toEqual([['typo', 1]]);
    expect(await figuresOf(other)).toMatchObject({ completed: 0, skips: [], flags: [], heldUntil: null });
  });

  it.each(['blind', 'verify'] as const)('counts gold hits by the label, in mode %s', async (labelMode) => {
    const plan = { overlap: 1, goldShare: 0.5, labelMode };
    work = await openStudyAtWork(engine, { items: 12, gold: 4, raters: 1, plan });
    const [raterId = ''] = work.raters;
    let gold = 0;
    for (let next = await work.claim(raterId); next; next = await work.claim(raterId)) {
      const row = await work.context.db.get<{ gold: 0 | 1; label: number }>(
        `SELECT a.is_gold AS gold, i.label_index AS label FROM assignments a
         JOIN study_items si ON si.id = a.study_item_id JOIN items i ON i.id = si.item_id WHERE a.id = ?`,
        next,
      );
      gold += row!.gold;
      // One of the gold items is missed.
      const isRight = !(row!.gold && gold === 1);
      const blind = String(isRight ? row!.label : 1 - row!.label);
      await work.rate(raterId, next, {
        label: labelMode === 'blind' ? blind : isRight ? 'correct' : 'incorrect',
      });
    }
    expect(gold).toBe(4);
    // Wilson for 3 of 4, by Python: 0.3006418 to 0.9544127.
    expect(await figuresOf(raterId)).toMatchObject({
      ...{ completed: 16, counted: 12, gold: 4 },
      goldHits: {
        value: 0.75,
        n: 4,
        low: expect.closeTo(0.3006418425824019, 12) as number,
        high: expect.closeTo(0.9544127391902995, 12) as number,
      },
    });
  });

  it('tells who is removed and who is excluded, and why', async () => {
    work = await openStudyAtWork(engine, { items: 3, raters: 2, plan: { overlap: 1 } });
    const [gone = '', fast = ''] = work.raters;
    await work.rateMany(fast, 2);
    work.house.clock.advance(1000);
    const seenAt = (await figuresOf(fast)).seenAt;
    await removeRater(work.context, about(gone));
    await excludeRater(work.context, { ...about(fast), reason: 'too fast' });
    const now = work.house.clock.now();
    expect(await figuresOf(gone)).toMatchObject({ removedAt: now, exclusion: null });
    expect(await figuresOf(fast)).toMatchObject({
      ...{ removedAt: now, exclusion: 'too fast', excludedAt: now, heldUntil: null },
      ...{ completed: 2, counted: 0, surplus: 2 },
      // What an administrator does is no sign of the rater.
      seenAt,
    });
  });
});
