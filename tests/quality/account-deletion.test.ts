import { createInvite } from '../../server/accounts/invites/create-invite';
import { paths } from '../../server/paths';
import { unusableHash } from '../../server/accounts/password';
import { messageRater } from '../../server/quality/message-raters';
import { lockStudy } from '../../server/studies/lock-study';
import type { Study } from '../../server/studies/study-store';
import { assignmentsOf, claim, openStudy, rate } from '../rating/rater-at-work';
import { engines } from '../support/engines';
import { fieldErrors, mainText, page } from '../support/html';
import { openHouse, type Agent, type House } from '../support/house';

describe.each(engines)('deleting an account on %s', (engine) => {
  let house: House;
  let ada: Agent;
  beforeEach(async () => {
    house = await openHouse(engine);
    ada = await house.signedIn('ada');
  });
  afterEach(() => house.close());

  const send = (agent: Agent, path: string, fields: Record<string, string> = {}) =>
    agent.post(path).type('form').send(fields);
  const remove = () => send(ada, paths.accountDeletion(), { proof: house.cast.ada.password });
  const row = () =>
    house.context.db.get<Record<string, unknown>>('SELECT * FROM users WHERE id = ?', house.cast.ada.id);
  const count = async (sql: string): Promise<number> =>
    (await house.context.db.get<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`))?.n ?? 0;

  /** A study of three items with one slot each, of which Ada rates two and holds the third. */
  async function rateTwo(withdrawal: 'keep' | 'remove'): Promise<Study> {
    const study = await openStudy(house, 3, { plan: { overlap: 1, withdrawal, name: `to ${withdrawal}` } });
    await rate(ada, await rate(ada, await claim(ada, study.id)));
    return study;
  }

  /** How many assignments of the study are free, and how many ratings count in it. */
  async function slots({ id }: Study): Promise<{ free: number; counted: number }> {
    const rows = await assignmentsOf(house, id);
    return {
      free: rows.filter(({ state }) => state === 'free').length,
      counted: rows.filter((one) => one.state === 'completed' && one.is_surplus === 0).length,
    };
  }

  it('says what happens before it happens, and does nothing by being opened', async () => {
    await rateTwo('keep');
    await rateTwo('remove');
    const text = mainText(page((await ada.get(paths.accountDeletion()).expect(200)).text));
    expect(text).toContain('to keep: your 2 ratings are kept and count, under a new random pseudonym.');
    expect(text).toContain('to remove: your 2 ratings are withdrawn and count no more.');
    expect(await row()).toMatchObject({ username: 'ada', deleted_at: null });
  });

  it('removes everything that says who it was, and keeps the ratings under another pseudonym', async () => {
    const study = await rateTwo('keep');
    const { context, cast } = house;
    const about = { studyId: study.id, raterId: cast.ada.id, actorId: cast.dana.id };
    await messageRater(context, { ...about, text: 'Hello' });
    const message = await context.db.get<{ id: string }>('SELECT id FROM messages');
    await send(ada, paths.messageReplies(message?.id ?? ''), { text: 'Hello back' }).expect(303);
    await send(ada, paths.language(), { language: 'de' }).expect(303);
    await context.db.run('INSERT INTO opt_outs (rater_id, tag) VALUES (?, ?)', cast.ada.id, 'insults');
    const before = await row();
    const other = await house.signedIn('ada');

    const response = await remove().expect(303);
    expect(response.get('Location')).toBe(paths.accountDeleted());
    const after = await row();
    expect(after).toMatchObject({ password_hash: unusableHash, language: null, link_hash: null });
    expect(after?.username).toMatch(/^deleted [0-9a-f-]{36}$/);
    expect(after?.username_key).toBe(after?.username);
    expect(after?.pseudonym).toMatch(/^R-/);
    expect(after?.pseudonym).not.toBe(before?.pseudonym);
    expect([after?.deleted_at, after?.disabled_at]).toEqual([context.now(), context.now()]);
    const left = ['messages', `opt_outs`, `sessions WHERE user_id = '${cast.ada.id}'`];
    for (const sql of left) expect(await count(sql)).toBe(0);
    // The item that was held goes to others; the two that were rated count.
    expect(await slots(study)).toEqual({ free: 1, counted: 2 });

    for (const agent of [ada, other]) await agent.get(paths.work()).expect(303);
    const { username, password } = cast.ada;
    await send(house.visitor(), paths.signIn(), { username, password }).expect(422);
    expect(mainText(page((await ada.get(paths.accountDeleted()).expect(200)).text))).toContain(
      'Your account is deleted',
    );
  });

  it('lets the ratings count no more where the study says so, for good', async () => {
    const study = await rateTwo('remove');
    await remove().expect(303);
    expect(await slots(study)).toEqual({ free: 3, counted: 0 });
    const dana = await house.signedIn('dana');
    const path = paths.studyRater(study.id, house.cast.ada.id);
    const shown = page((await dana.get(path).expect(200)).text);
    expect(mainText(shown)).toContain('they never count again');
    expect(shown('main form')).toHaveLength(0);
    await send(dana, paths.raterExclusionRemoval(study.id, house.cast.ada.id)).expect(409);
    expect((await slots(study)).counted).toBe(0);
    expect(mainText(page((await dana.get(paths.studyRaters(study.id))).text))).toContain('withdrawn');
  });

  it('keeps the ratings of a locked study, whatever it says', async () => {
    const study = await rateTwo('remove');
    await lockStudy(house.context, { studyId: study.id, actorId: house.cast.dana.id });
    const text = mainText(page((await ada.get(paths.accountDeletion()).expect(200)).text));
    expect(text).toContain('to remove: your 2 ratings are kept and count');
    await remove().expect(303);
    expect((await slots(study)).counted).toBe(2);
  });

  it('asks for the password again, and counts guesses', async () => {
    for (let n = 0; n < 10; n++) {
      const response = await send(ada, paths.accountDeletion(), { proof: n === 0 ? '' : 'a guess' });
      expect(response.status).toBe(422);
      expect(Object.keys(fieldErrors(page(response.text)))).toEqual(['proof']);
    }
    // An empty field is no guess.
    await send(ada, paths.accountDeletion(), { proof: 'a guess' }).expect(422);
    await remove().expect(429);
    await send(ada, paths.accountDeletion(), { proof: 'x', other: 'y' }).expect(400);
    expect(await row()).toMatchObject({ username: 'ada', deleted_at: null });
  });

  it('asks whoever has no password for the username', async () => {
    await house.context.db.run(
      'UPDATE users SET password_hash = ? WHERE id = ?',
      unusableHash,
      house.cast.ada.id,
    );
    const $ = page((await ada.get(paths.accountDeletion()).expect(200)).text);
    expect($('label[for=proof]').text()).toBe('Type your username');
    expect($('#proof-hint').text()).toContain('which is ada.');
    await send(ada, paths.accountDeletion(), { proof: 'ben' }).expect(422);
    await send(ada, paths.accountDeletion(), { proof: 'Ada' }).expect(303);
    expect((await row())?.deleted_at).toBe(house.context.now());
  });

  it('is audited without a name', async () => {
    await rateTwo('keep');
    await remove().expect(303);
    const events = await house.context.db.all<{ actor_id: string; detail: string }>(
      "SELECT actor_id, detail FROM audit_events WHERE action = 'account deleted'",
    );
    expect(events).toEqual([{ actor_id: house.cast.ada.id, detail: '{"kept":2,"withdrawn":0}' }]);
  });

  it('is for raters alone', async () => {
    await (await house.signedIn('dana')).get(paths.accountDeletion()).expect(403);
    await house.visitor().get(paths.accountDeletion()).expect(303);
    await send(house.visitor(), paths.accountDeletion(), { proof: 'x' }).expect(303);
  });

  it('is said before joining', async () => {
    const { context } = house;
    const study = await openStudy(house, 1, { plan: { withdrawal: 'remove' } });
    const { path } = await createInvite(context, { studyId: study.id, maxUses: 1, days: 1, actorId: null });
    const text = mainText(page((await house.visitor().get(path).expect(200)).text));
    expect(text).toContain('your ratings count no more, unless the study is complete and locked');
  });
});
