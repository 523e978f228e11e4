import type { Request } from 'express';
import { Cookie, type SessionData } from 'express-session';
import { promisify } from 'node:util';
import { raterLimits } from '../../server/web/sessions/session-limits';
import { SessionStore } from '../../server/web/sessions/session-store';
import { engines, openTestDatabase } from '../support/engines';

describe.each(engines)('the session store on %s', (engine) => {
  it('does not bring a session back that was ended while a request was under way', async () => {
    const db = await openTestDatabase(engine);
    const store = new SessionStore({ db, now: () => 0 });
    const get = promisify<string, SessionData | null | undefined>(store.get.bind(store));
    const set = promisify<string, SessionData>(store.set.bind(store));
    const destroy = promisify<string>(store.destroy.bind(store));

    await set('id', { cookie: new Cookie(), flash: 'first' });
    const data = await get('id');
    const underWay = store.createSession({ sessionID: 'id' } as Request, data!);
    underWay.flash = 'second';
    await set('id', underWay);
    expect(await get('id')).toMatchObject({ flash: 'second' });

    await destroy('id');
    await set('id', underWay);
    expect(await get('id')).toBeNull();
    await db.close();
  });

  it('saves for those too who do not wait for it', async () => {
    const db = await openTestDatabase(engine);
    const store = new SessionStore({ db, now: () => 0 });
    store.set('id', { cookie: new Cookie(), flash: 'first' });
    const get = promisify<string, SessionData | null | undefined>(store.get.bind(store));
    let data: SessionData | null | undefined;
    for (let tries = 0; tries < 100 && !data; tries++) data = await get('id');
    expect(data).toMatchObject({ flash: 'first' });
    await db.close();
  });

  it('lets nobody wait for a touch that writes nothing, so that a page is sent in one piece', async () => {
    const db = await openTestDatabase(engine);
    let now = 0;
    const store = new SessionStore({ db, now: () => now });
    const session = { cookie: new Cookie() };
    await promisify<string, SessionData>(store.set.bind(store))('id', session);
    const end = async () => (await db.get<{ end: number }>('SELECT expires_at AS "end" FROM sessions'))?.end;
    const done = jest.fn();
    store.touch('id', session, done);
    expect(done).toHaveBeenCalledWith(null);
    expect(await end()).toBe(raterLimits.idle);
    now = 60_000;
    await promisify<string, SessionData>(store.touch.bind(store))('id', session);
    expect(await end()).toBe(now + raterLimits.idle);
    await db.close();
  });

  it('passes on what goes wrong', async () => {
    const db = await openTestDatabase(engine);
    const store = new SessionStore({ db, now: () => 0 });
    await db.script('DROP TABLE sessions');
    await expect(promisify<string, unknown>(store.get.bind(store))('id')).rejects.toMatchObject({
      message: expect.stringContaining('sessions') as string,
    });
    await db.close();
  });
});
