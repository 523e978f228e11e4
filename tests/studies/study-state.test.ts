import { acceptInvite, type Holder, type StudyDoor } from '../../server/accounts/invites/accept-invite';
import { createInvite } from '../../server/accounts/invites/create-invite';
import { changeState, stateChanges } from '../../server/studies/change-state';
import { joinStudy } from '../../server/studies/join-study';
import { lockStudy } from '../../server/studies/lock-study';
import { isParticipant } from '../../server/studies/participation-store';
import { mayJoin, stateOf } from '../../server/studies/study-state';
import { engines } from '../support/engines';
import { openStudyAtWork, type StudyAtWork } from './study-at-work';
import { reportOf } from '../reports/texts';
import { studyNotice } from '../../server/rating/study-notice';

describe.each(engines)('the state of a study on %s', (engine) => {
  let work: StudyAtWork;
  afterEach(() => work.house.close());

  const change = (action: string) => {
    const found = stateChanges.find((one) => one.action === action)!;
    return changeState(work.context, found, { studyId: work.studyId, actorId: work.house.cast.dana.id });
  };
  const lock = () => lockStudy(work.context, { studyId: work.studyId, actorId: work.house.cast.dana.id });
  const join = (raterId: string) =>
    work.context.db.transaction((tx) => joinStudy(tx, work.context, { studyId: work.studyId, raterId }));
  const state = async () => stateOf(await work.study());
  const counted = () => reportOf(work.context, work.studyId);

  it('lets raters answer what they hold while it is paused, and gives them nothing more until it is resumed', async () => {
    work = await openStudyAtWork(engine, { items: 5, raters: 2, plan: { overlap: 1 } });
    const [holding = '', idle = ''] = work.raters;
    const held = (await work.claim(holding))!;
    await change('study paused');
    expect(await state()).toBe('paused');
    expect(await work.claim(idle)).toBeUndefined();
    expect(await work.claim(holding)).toBe(held);
    expect(await work.rate(holding, held)).toEqual({ outcome: 'saved', next: 'nothing left' });
    expect(await work.claim(holding)).toBeUndefined();
    expect(await work.states()).toEqual({ completed: 1, free: 4 });
    await change('study resumed');
    expect(await state()).toBe('open');
    expect(await work.claim(idle)).toBeDefined();
  });

  it('changes once, however often it is asked, and each change is in the audit', async () => {
    work = await openStudyAtWork(engine, { raters: 0 });
    for (const action of ['study paused', 'study paused', 'study closed', 'study closed'])
      await change(action);
    // Closed weighs more than paused, and the pause is still there afterwards.
    expect(await state()).toBe('closed');
    await change('study opened again');
    await change('study opened again');
    expect(await state()).toBe('paused');
    await change('study resumed');
    await change('study resumed');
    expect(await work.audited(work.studyId)).toEqual([
      'study closed',
      'study created',
      'study opened again',
      'study paused',
      'study resumed',
    ]);
  });

  it('lets nobody join once it is closed, and says so without using up the invite', async () => {
    work = await openStudyAtWork(engine, { raters: 1 });
    const { context, studyId, house } = work;
    const invite = await createInvite(context, { studyId, maxUses: 1, days: 1, actorId: null });
    await change('study closed');
    expect(mayJoin(await work.study())).toBe(false);
    const refused = { status: 409, message: expect.stringContaining('closed') as string };
    await expect(join(house.cast.ada.id)).rejects.toMatchObject(refused);
    expect(await isParticipant(context.db, studyId, house.cast.ada.id)).toBe(false);
    const door: StudyDoor = {
      tellOf: async (db, id) => ({ ...(await studyNotice(db, id)), pay: undefined }),
      isOpen: async () => true,
      hasJoined: isParticipant,
      join: (tx, one) => joinStudy(tx, context, one),
    };
    const holder: Holder = { token: invite.path.split('/').at(-1)!, role: 'rater', door };
    const account = { username: 'too-late', password: 'correct horse battery' };
    await expect(acceptInvite(context, holder, account)).rejects.toMatchObject(refused);
    expect(await context.db.get('SELECT uses FROM invites')).toEqual({ uses: 0 });
    expect(await context.db.get("SELECT id FROM users WHERE username = 'too-late'")).toBeUndefined();
    // Who is in stays in, without a word.
    await join(work.raters[0]!);
    await change('study opened again');
    await join(house.cast.ada.id);
    expect(await isParticipant(context.db, studyId, house.cast.ada.id)).toBe(true);
  });

  it('gives nothing out while it is closed', async () => {
    work = await openStudyAtWork(engine, { raters: 1 });
    await change('study closed');
    expect(await work.claim(work.raters[0]!)).toBeUndefined();
    await change('study opened again');
    expect(await work.claim(work.raters[0]!)).toBeDefined();
  });

  it('is final once it is locked: claims end, late answers do not count, edits are refused, nobody joins', async () => {
    work = await openStudyAtWork(engine, { items: 4, raters: 2, plan: { overlap: 1 } });
    const [first = '', second = ''] = work.raters;
    const rated = (await work.claim(first))!;
    await work.rate(first, rated);
    const held = (await work.claim(second))!;
    await work.claim(first);
    await lock();
    expect(await state()).toBe('locked');
    const before = await counted();
    expect(await work.states()).toEqual({ completed: 1, expired: 2, free: 3 });
    expect(await work.rate(second, held)).toEqual({ outcome: 'saved', next: 'nothing left' });
    expect(await work.states()).toEqual({ completed: 1, 'surplus completed': 1, expired: 1, free: 3 });
    expect((await work.edit(first, rated, { relevance: '1' })).outcome).toBe('locked');
    await expect(join(work.house.cast.ada.id)).rejects.toMatchObject({ status: 409 });
    for (const action of stateChanges.map((one) => one.action)) {
      await expect(change(action)).rejects.toMatchObject({ status: 409 });
    }
    expect(await counted()).toEqual(before);
  });

  it('is locked once, however often it is asked', async () => {
    work = await openStudyAtWork(engine, { raters: 1 });
    await work.claim(work.raters[0]!);
    await Promise.all([lock(), lock(), lock()]);
    const { lockedAt } = await work.study();
    work.house.clock.advance(1000);
    await lock();
    expect((await work.study()).lockedAt).toBe(lockedAt);
    expect((await work.audited(work.studyId)).filter((action) => action === 'study locked')).toHaveLength(1);
    expect((await work.states()).expired).toBe(1);
    const unknown = { studyId: work.context.newId(), actorId: work.house.cast.dana.id };
    await expect(lockStudy(work.context, unknown)).rejects.toMatchObject({ status: 404 });
  });

  it('adds nothing to the figures after the lock when 20 raters submit at that moment', async () => {
    work = await openStudyAtWork(engine, { items: 40, raters: 20, plan: { overlap: 1 } });
    const held = await Promise.all(work.raters.map((raterId) => work.claim(raterId)));
    const submissions = work.raters.map((raterId, index) => () => work.rate(raterId, held[index]!));
    const results = await Promise.all([
      ...submissions.slice(0, 10).map((submit) => submit()),
      lock().then(counted),
      ...submissions.slice(10).map((submit) => submit()),
    ]);
    const atTheLock = results[10];
    expect(results.filter((one) => 'outcome' in one && one.outcome === 'saved')).toHaveLength(20);
    const after = await work.states();
    expect((after.completed ?? 0) + (after['surplus completed'] ?? 0)).toBe(20);
    expect(after.claimed).toBeUndefined();
    expect(await counted()).toEqual(atTheLock);
  });

  it('is not escaped by whoever joins at the moment of the lock', async () => {
    work = await openStudyAtWork(engine, { items: 10, raters: 0 });
    const joining = ['ada', 'ben', 'cai'] as const;
    const results = await Promise.allSettled([
      ...joining.map(async (name) => {
        await join(work.house.cast[name].id);
        return work.claim(work.house.cast[name].id);
      }),
      lock(),
    ]);
    expect(results.at(-1)?.status).toBe('fulfilled');
    expect((await work.states()).claimed).toBeUndefined();
  });
});
