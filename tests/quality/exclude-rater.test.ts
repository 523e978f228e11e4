import { excludeRater, takeExclusionBack } from '../../server/quality/exclude-rater';
import { removeRater } from '../../server/quality/remove-rater';
import { leaseMilliseconds } from '../../server/rating/lease';
import { lockStudy } from '../../server/studies/lock-study';
import { openStudyAtWork, type StudyAtWork } from '../studies/study-at-work';
import { engines } from '../support/engines';
import { reportOf } from '../reports/texts';

describe.each(engines)('excluding a rater on %s', (engine) => {
  let work: StudyAtWork;
  afterEach(() => work.house.close());

  const about = (raterId: string) => ({
    ...{ studyId: work.studyId, raterId },
    actorId: work.house.cast.dana.id,
  });
  const exclude = (raterId: string) => excludeRater(work.context, { ...about(raterId), reason: 'too fast' });
  const takeBack = (raterId: string) => takeExclusionBack(work.context, about(raterId));
  const pooled = async () => (await reportOf(work.context, work.studyId)).pooled;
  const lock = async () => {
    work.house.clock.advance(1000);
    await lockStudy(work.context, { studyId: work.studyId, actorId: work.house.cast.dana.id });
  };
  const liveSlots = () =>
    work.context.db.all<{ state: string; slot: number }>(
      `SELECT state, slot FROM assignments WHERE state <> 'expired' AND is_surplus = 0 AND is_gold = 0
       ORDER BY position, slot`,
    );

  it('sets all ratings aside, gives their slots and the held item to others, and gives the rater nothing more', async () => {
    work = await openStudyAtWork(engine, { items: 4, raters: 2, plan: { overlap: 2 } });
    const [fast = '', other = ''] = work.raters;
    await work.rateMany(other);
    await work.rateMany(fast, 2);
    await work.claim(fast);
    expect(await exclude(fast)).toEqual({ setAside: 2 });
    expect(await work.states()).toEqual({ completed: 4, 'surplus completed': 2, expired: 1, free: 4 });
    // Every item has its two slots again.
    expect((await liveSlots()).map(({ slot }) => slot)).toEqual([1, 2, 1, 2, 1, 2, 1, 2]);
    expect(await work.claim(fast)).toBeUndefined();
    expect(await pooled()).toMatchObject({ ratings: 4, completeItems: 0 });
    const { completed } = (await work.context.db.get<{ completed: number }>(
      'SELECT completed FROM participations WHERE rater_id = ?',
      fast,
    ))!;
    expect(completed).toBe(2);
  });

  it('is done once, keeps the first reason, and is in the audit with what it set aside', async () => {
    work = await openStudyAtWork(engine, { items: 3, raters: 1 });
    const [fast = ''] = work.raters;
    await work.rateMany(fast, 2);
    await exclude(fast);
    const again = { ...about(fast), reason: 'another' };
    expect(await excludeRater(work.context, again)).toEqual({ setAside: 0 });
    const rows = await work.context.db.all('SELECT reason, excluded_by FROM exclusions');
    expect(rows).toEqual([{ reason: 'too fast', excluded_by: work.house.cast.dana.id }]);
    const event = await work.context.db.get<{ detail: string }>(
      "SELECT detail FROM audit_events WHERE action = 'rater excluded'",
    );
    expect(JSON.parse(event?.detail ?? '')).toEqual({ study: work.studyId, setAside: 2 });
    expect(await work.audited(fast)).toEqual(['rater excluded', 'user created']);
  });

  it('keeps what the rater still sends, uncounted', async () => {
    work = await openStudyAtWork(engine, { items: 2, raters: 1, plan: { overlap: 1 } });
    const [fast = ''] = work.raters;
    const held = (await work.claim(fast))!;
    await exclude(fast);
    expect((await work.rate(fast, held)).outcome).toBe('saved');
    expect(await work.states()).toEqual({ 'surplus completed': 1, free: 2 });
  });

  it('leaves gold ratings and other studies alone', async () => {
    const plan = { overlap: 1, goldShare: 0.5 };
    work = await openStudyAtWork(engine, { items: 12, gold: 6, raters: 1, plan });
    const [fast = ''] = work.raters;
    await work.rateMany(fast);
    const gold = (await work.states())['gold completed'];
    expect(gold).toBeGreaterThan(0);
    await exclude(fast);
    expect(await work.states()).toMatchObject({ 'gold completed': gold, 'surplus completed': 12 });
  });

  it('is taken back: ratings count again where their items have a free slot, and the rater goes on', async () => {
    work = await openStudyAtWork(engine, { items: 4, raters: 2, plan: { overlap: 1 } });
    const [fast = '', other = ''] = work.raters;
    await work.rateMany(fast, 3);
    await exclude(fast);
    // Free are the item never rated and the three set aside; one of those four is taken by somebody else.
    const theirs = (await work.claim(other))!;
    const taken = await work.context.db.get<{ mine: number }>(
      `SELECT COUNT(*) AS mine FROM assignments a JOIN assignments theirs ON theirs.study_item_id = a.study_item_id
       WHERE theirs.id = ? AND a.rater_id = ? AND a.state = 'completed'`,
      theirs,
      fast,
    );
    const surplus = taken?.mine ?? 0;
    expect(await takeBack(fast)).toEqual({ counted: 3 - surplus, surplus });
    expect((await work.states()).completed).toBe(3 - surplus);
    expect((await liveSlots()).map(({ slot }) => slot)).toEqual([1, 1, 1, 1]);
    expect(await takeBack(fast)).toBeUndefined();
    // What the rater held last is there again, unless it is the one somebody else took.
    expect((await work.claim(fast)) !== undefined).toBe(surplus === 1);
    expect(await work.audited(fast)).toEqual(['exclusion taken back', 'rater excluded', 'user created']);
  });

  it('tells which ratings stay uncounted because others have rated the items', async () => {
    work = await openStudyAtWork(engine, { items: 3, raters: 2, plan: { overlap: 1 } });
    const [fast = '', other = ''] = work.raters;
    await work.rateMany(fast);
    await exclude(fast);
    await work.rateMany(other, 2);
    await removeRater(work.context, about(other));
    expect(await takeBack(fast)).toEqual({ counted: 1, surplus: 2 });
    expect(await work.states()).toEqual({ completed: 3, 'surplus completed': 2, expired: 1 });
  });

  it('of a locked study changes its figures, and taking it back counts nothing that came after the lock', async () => {
    work = await openStudyAtWork(engine, { items: 3, raters: 1, plan: { overlap: 1 } });
    const [fast = ''] = work.raters;
    await work.rateMany(fast, 1);
    const held = (await work.claim(fast))!;
    await lock();
    const before = await pooled();
    await work.rate(fast, held);
    await exclude(fast);
    expect(await pooled()).toMatchObject({ ratings: 0, completeItems: 0 });
    expect(await work.claim(fast)).toBeUndefined();
    expect(await takeBack(fast)).toEqual({ counted: 1, surplus: 0 });
    expect(await work.states()).toMatchObject({ completed: 1, 'surplus completed': 1 });
    expect(await pooled()).toEqual(before);
  });

  it('settles items again where the study has an item rule', async () => {
    const stopping = { item: { most: 5, threshold: 0.9 } };
    work = await openStudyAtWork(engine, { items: 1, raters: 6, plan: { overlap: 3, stopping } });
    const [divided = '', ...others] = work.raters;
    const rate = async (raterId: string, label: string) =>
      work.rate(raterId, (await work.claim(raterId))!, { label });
    await rate(divided, '1');
    for (const raterId of others.slice(0, 2)) await rate(raterId, '0');
    const outcome = () => work.context.db.get('SELECT outcome FROM study_items');
    // Two to one is not sure enough: a fourth slot.
    expect((await liveSlots()).map(({ state }) => state)).toEqual([
      'completed',
      'completed',
      'completed',
      'free',
    ]);
    await rate(others[2]!, '0');
    // 3 to 1 is 13/16 sure: a fifth.
    expect(await outcome()).toEqual({ outcome: null });
    await exclude(divided);
    // Three of one mind are 15/16 sure, so neither the slot set free nor the fifth is wanted any more.
    expect((await liveSlots()).map(({ state }) => state)).toEqual(['completed', 'completed', 'completed']);
    expect(await outcome()).toEqual({ outcome: 'agrees' });
    expect(await takeBack(divided)).toEqual({ counted: 0, surplus: 1 });
    expect(await outcome()).toEqual({ outcome: 'agrees' });
  });

  it('leaves a divided item with the slot set free, and takes back the one its rule had added', async () => {
    const stopping = { item: { most: 5, threshold: 0.9 } };
    work = await openStudyAtWork(engine, { items: 1, raters: 3, plan: { overlap: 2, stopping } });
    const [first = '', second = '', third = ''] = work.raters;
    const rate = async (raterId: string, label: string) =>
      work.rate(raterId, (await work.claim(raterId))!, { label });
    await rate(first, '1');
    await rate(second, '0');
    expect(await liveSlots()).toHaveLength(3);
    await exclude(first);
    expect((await liveSlots()).map(({ state, slot }) => `${slot} ${state}`)).toEqual([
      '1 free',
      '2 completed',
    ]);
    await rate(third, '1');
    expect((await liveSlots()).map(({ state, slot }) => `${slot} ${state}`)).toEqual([
      ...['1 completed', '2 completed'],
      '3 free',
    ]);
  });

  it('takes back what an exclusion had opened, outcomes included', async () => {
    const stopping = { dataset: { above: 0.9, below: 0.5, alpha: 0.01, beta: 0.01 } };
    work = await openStudyAtWork(engine, { items: 3, raters: 1, plan: { overlap: 1, stopping } });
    const [fast = ''] = work.raters;
    await work.rateMany(fast);
    const outcomes = async () =>
      (await work.context.db.all<{ outcome: string | null }>('SELECT outcome FROM study_items')).map(
        ({ outcome }) => outcome,
      );
    expect(await outcomes()).toEqual(['agrees', 'agrees', 'agrees']);
    await exclude(fast);
    expect(await outcomes()).toEqual([null, null, null]);
    await takeBack(fast);
    expect(await outcomes()).toEqual(['agrees', 'agrees', 'agrees']);
  });

  it('counts every rating once while 19 others submit and the rater does, too', async () => {
    const stopping = { item: { most: 4, threshold: 0.9 } };
    work = await openStudyAtWork(engine, { items: 20, raters: 20, plan: { overlap: 2, stopping } });
    const [fast = '', ...others] = work.raters;
    await work.rateMany(fast, 6);
    const held = await Promise.all(work.raters.map((raterId) => work.claim(raterId)));
    const submit = (raterId: string, index: number) =>
      held[index] ? work.rate(raterId, held[index], { label: String(index % 2) }) : undefined;
    await Promise.all([
      ...others.slice(0, 10).map((raterId, index) => submit(raterId, index + 1)),
      submit(fast, 0),
      exclude(fast),
      ...others.slice(10).map((raterId, index) => submit(raterId, index + 11)),
    ]);
    const mine = await work.context.db.all<{ state: string; is_surplus: 0 | 1 }>(
      "SELECT state, is_surplus FROM assignments WHERE rater_id = ? AND state <> 'expired'",
      fast,
    );
    expect(mine).toHaveLength(7);
    expect(mine.every(({ state, is_surplus }) => state === 'completed' && is_surplus === 1)).toBe(true);
    // No item is without the slots it needs, and none has a slot twice (a unique index would have refused it).
    const bare = await work.context.db.all(
      `SELECT si.id FROM study_items si WHERE (
         SELECT COUNT(*) FROM assignments a
         WHERE a.study_item_id = si.id AND a.state <> 'expired' AND a.is_surplus = 0) < 2`,
    );
    expect(bare).toEqual([]);
  });

  it('and taking back at once with everybody at work ends, and leaves no slot over', async () => {
    work = await openStudyAtWork(engine, { items: 15, raters: 12, plan: { overlap: 2 } });
    const [a = '', b = '', ...others] = work.raters;
    for (const raterId of [a, b]) await work.rateMany(raterId, 5);
    await exclude(b);
    const held = await Promise.all(others.map((raterId) => work.claim(raterId)));
    work.house.clock.advance(leaseMilliseconds);
    await Promise.all([
      ...others.map((raterId, index) => held[index] && work.rate(raterId, held[index])),
      exclude(a),
      takeBack(b),
      ...others.map((raterId) => work.claim(raterId)),
    ]);
    const slots = await work.context.db.all<{ n: number }>(
      `SELECT COUNT(*) AS n FROM assignments WHERE state <> 'expired' AND is_surplus = 0 GROUP BY study_item_id`,
    );
    expect(slots.map(({ n }) => n)).toEqual(Array<number>(15).fill(2));
  });

  it('knows only raters and studies that are there', async () => {
    work = await openStudyAtWork(engine, { raters: 0 });
    const { ada } = work.house.cast;
    await expect(exclude(ada.id)).rejects.toMatchObject({ status: 404 });
    await expect(takeBack(ada.id)).rejects.toMatchObject({ status: 404 });
    const elsewhere = { ...about(ada.id), studyId: work.context.newId(), reason: 'x' };
    await expect(excludeRater(work.context, elsewhere)).rejects.toMatchObject({ status: 404 });
    expect(await work.context.db.all('SELECT * FROM exclusions')).toEqual([]);
  });
});
