import { paths } from '../../server/paths';
import { engines } from '../support/engines';
import { fieldErrors, mainText, page } from '../support/html';
import { openHouse, type Agent, type CastName, type House } from '../support/house';

interface AuditRow {
  actor_id: string | null;
  action: string;
  object_id: string | null;
  detail: string;
}

describe.each(engines)('signing in and out on %s', (engine) => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse(engine);
  });
  afterEach(() => house.close());

  const send = (agent: Agent, fields: Record<string, string>) => {
    house.clock.advance(1);
    return agent.post(paths.signIn()).type('form').send(fields);
  };
  const rightFields = (name: CastName) => {
    const { username, password } = house.cast[name];
    return { username, password };
  };
  const lastEvent = async (): Promise<AuditRow | undefined> =>
    (await house.context.db.all<AuditRow>('SELECT * FROM audit_events ORDER BY at, id')).at(-1);
  const countSessions = async (): Promise<number> =>
    (await house.context.db.get<{ n: number }>('SELECT count(*) AS n FROM sessions'))?.n ?? 0;

  it('sends people to their own start', async () => {
    const response = await send(house.visitor(), rightFields('ada'));
    expect([response.status, response.get('Location')]).toEqual([303, paths.home()]);
    const agent = await house.signedIn('dana');
    expect((await agent.get(paths.home())).get('Location')).toBe(paths.studies());
    expect((await agent.get(paths.signIn())).get('Location')).toBe(paths.home());
  });

  it('takes the username in any case', async () => {
    const { password } = house.cast.ada;
    expect((await send(house.visitor(), { username: ' ADA', password })).status).toBe(303);
    expect(await lastEvent()).toMatchObject({ action: 'signed in', actor_id: house.cast.ada.id });
  });

  it('says the same about every wrong try and keeps the username', async () => {
    const { context, cast } = house;
    await context.db.run('UPDATE users SET disabled_at = ? WHERE id = ?', 1, cast.cai.id);
    const tries = [
      { username: 'ada', password: 'wrong horse battery' },
      { username: 'eve', password: 'wrong horse battery' },
      rightFields('cai'),
    ];
    const bodies: string[] = [];
    for (const fields of tries) {
      const { status, text } = await send(house.visitor(), fields);
      const $ = page(text);
      expect(status).toBe(422);
      expect(fieldErrors($)).toEqual({ username: 'Wrong username or password.' });
      expect($('#username').attr('value')).toBe(fields.username);
      expect(text).not.toContain(fields.password);
      bodies.push(text.replaceAll(`"${fields.username}"`, ''));
    }
    expect(bodies[1]).toBe(bodies[0]);
    expect(bodies[2]).toBe(bodies[0]);
    expect(await countSessions()).toBe(0);
  });

  it('records a failed try without what was typed', async () => {
    await send(house.visitor(), { username: 'my secret password', password: 'oops' });
    const unknown = await lastEvent();
    expect(unknown).toMatchObject({
      action: 'sign-in failed',
      actor_id: null,
      object_id: null,
      detail: '{}',
    });
    await send(house.visitor(), { username: 'ada', password: 'oops' });
    expect(await lastEvent()).toMatchObject({ action: 'sign-in failed', object_id: house.cast.ada.id });
  });

  it('names the fields that are missing and refuses others', async () => {
    const empty = await send(house.visitor(), {});
    expect(empty.status).toBe(422);
    expect(fieldErrors(page(empty.text))).toEqual({
      username: 'Enter your username.',
      password: 'Enter your password.',
    });
    expect((await send(house.visitor(), { ...rightFields('ada'), role: 'admin' })).status).toBe(400);
  });

  it('refuses a username and password in the address', async () => {
    const { username, password } = house.cast.ada;
    const query = new URLSearchParams({ username, password }).toString();
    const response = await house.visitor().post(`${paths.signIn()}?${query}`).type('form').send({});
    expect(response.status).toBe(400);
  });

  it('goes on to the page that was asked for, if it is ours', async () => {
    const visitor = house.visitor();
    const asked = await visitor.get(`${paths.history()}?page=2`);
    const signInPath = asked.get('Location') ?? '';
    expect(asked.status).toBe(303);
    const next = page((await visitor.get(signInPath)).text)('input[name=next]').attr('value') ?? '';
    expect(next).toBe(`${paths.history()}?page=2`);
    expect((await send(visitor, { ...rightFields('ada'), next })).get('Location')).toBe(next);
    const away = await send(house.visitor(), { ...rightFields('ada'), next: '//evil.test' });
    expect(away.get('Location')).toBe(paths.home());
    const shown = await house.visitor().get(`${paths.signIn()}?next=${encodeURIComponent('/\\evil.test')}`);
    expect(shown.text).not.toContain('evil');
  });

  it('says that what was sent while signed out was not saved, and leads back to its page', async () => {
    const at = '/assignments/x/rating';
    const sent = await house
      .visitor()
      .post(at)
      .set('Referer', `http://assay.test${at}`)
      .type('form')
      .send({ a: 'b' });
    expect(sent.status).toBe(303);
    const $ = page((await house.visitor().get(String(sent.get('Location')))).text);
    expect(mainText($)).toContain('You were signed out, so what you just sent was not saved.');
    expect($('input[name=next]').val()).toBe(at);
  });

  it('ends at signing out, for every copy of the cookie', async () => {
    const agent = house.visitor();
    const stolen = (await send(agent, rightFields('ada'))).get('Set-Cookie')?.at(-1)?.split(';')[0] ?? '';
    expect((await house.visitor().get(paths.work()).set('Cookie', stolen)).status).toBe(200);
    expect(await countSessions()).toBe(1);
    house.clock.advance(1);
    const response = await agent.post(paths.signOut()).type('form').send({});
    expect([response.status, response.get('Location')]).toEqual([303, paths.signIn()]);
    expect(response.get('Clear-Site-Data')).toBe('"cache", "cookies"');
    expect(response.get('Set-Cookie')?.at(-1)).toMatch(/^sid=;.*Expires=Thu, 01 Jan 1970/);
    expect(await countSessions()).toBe(0);
    expect(await lastEvent()).toMatchObject({ action: 'signed out', actor_id: house.cast.ada.id });
    const replay = await house.visitor().get(paths.work()).set('Cookie', stolen);
    expect([replay.status, replay.get('Location')]).toEqual([303, `${paths.signIn()}?next=%2Fwork`]);
    expect((await house.visitor().post(paths.signOut()).type('form').send({})).status).toBe(303);
  });

  it('ends when the user is disabled', async () => {
    const agent = await house.signedIn('ada');
    expect((await agent.get(paths.work())).status).toBe(200);
    await house.context.db.run('UPDATE users SET disabled_at = ? WHERE id = ?', 1, house.cast.ada.id);
    expect((await agent.get(paths.work())).status).toBe(303);
  });

  it('is refused after ten wrong tries, even with the right password, until a quarter of an hour has passed', async () => {
    for (let n = 0; n < 10; n++) await send(house.visitor(), { username: 'ada', password: 'wrong' });
    house.clock.advance(60_000 - 10);
    const refused = await send(house.visitor(), rightFields('ada'));
    expect([refused.status, refused.get('Retry-After')]).toEqual([429, '840']);
    expect(fieldErrors(page(refused.text))).toEqual({
      username: 'Too many tries. Wait 14 minutes, then try again.',
    });
    expect(page(refused.text)('#username').attr('value')).toBe('ada');
    expect((await send(house.visitor(), rightFields('ben'))).status).toBe(303);
    house.clock.advance(14 * 60_000);
    expect((await send(house.visitor(), rightFields('ada'))).status).toBe(303);
  });

  it('forgets the wrong tries of a person who got in', async () => {
    for (let round = 0; round < 3; round++) {
      for (let n = 0; n < 9; n++) await send(house.visitor(), { username: 'ada', password: 'wrong' });
      expect((await send(house.visitor(), rightFields('ada'))).status).toBe(303);
    }
  });
});

describe('signing in behind a proxy', () => {
  it('lets no stranger lock somebody out from another network, nor dodge the limit by a header', async () => {
    const house = await openHouse('sqlite', { TRUST_PROXY: '1' });
    const { username, password } = house.cast.ada;
    const from = (address: string, typed: string) =>
      house
        .visitor()
        .post(paths.signIn())
        .set('X-Forwarded-For', `203.0.113.${Math.floor(Math.random() * 200)}, ${address}`)
        .type('form')
        .send({ username, password: typed });
    for (let n = 0; n < 10; n++) await from('198.51.100.1', 'wrong');
    expect((await from('198.51.100.1', password)).status).toBe(429);
    expect((await from('198.51.101.1', password)).status).toBe(303);
    await house.close();
  });
});
