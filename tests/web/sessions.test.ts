import { createHash } from 'node:crypto';
import type { Response } from 'supertest';
import { paths } from '../../server/paths';
import { raterLimits, shortLimits } from '../../server/web/sessions/session-limits';
import { engines } from '../support/engines';
import { page } from '../support/html';
import { openHouse, type Agent, type House } from '../support/house';

interface SessionRow {
  id_hash: string;
  user_id: string | null;
  content: string;
  created_at: number;
  expires_at: number;
}

/** The session id that a response sets, as it stands in the cookie before its signature. */
function sessionId(response: Response): string {
  const cookie = response.get('Set-Cookie')?.at(-1) ?? '';
  return /^[\w-]*sid=s%3A([^.]+)\./.exec(cookie)?.[1] ?? '';
}

describe.each(engines)('sessions on %s', (engine) => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse(engine);
  });
  afterEach(() => house.close());

  const rows = () => house.context.db.all<SessionRow>('SELECT * FROM sessions ORDER BY created_at');
  const signIn = (agent: Agent) => {
    const { username, password } = house.cast.ada;
    return agent.post(paths.signIn()).type('form').send({ username, password });
  };
  const isSignedIn = async (agent: Agent): Promise<boolean> =>
    (await agent.get(paths.history())).status === 200;

  it('are not made for visitors', async () => {
    const response = await house.visitor().get(paths.signIn());
    expect(response.get('Set-Cookie')).toBeUndefined();
    expect(await rows()).toEqual([]);
  });

  it('keep the hash of their id and the user, and nothing that signs anybody in', async () => {
    const response = await signIn(house.visitor());
    const id = sessionId(response);
    const [row] = await rows();
    expect(id).toMatch(/^[\w-]{43}$/);
    expect(row).toMatchObject({
      id_hash: createHash('sha256').update(id).digest('hex'),
      user_id: house.cast.ada.id,
      created_at: house.clock.now(),
      expires_at: house.clock.now() + raterLimits.idle,
    });
    expect(JSON.stringify(row)).not.toContain(id);
  });

  it('set a cookie out of reach of scripts and other sites, that ends with the browser', async () => {
    const cookie = (await signIn(house.visitor())).get('Set-Cookie')?.at(-1);
    expect(cookie).toMatch(/^sid=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it('get a new id at every sign-in, and the old one is worth nothing', async () => {
    const agent = house.visitor();
    const first = await signIn(agent);
    const second = await signIn(agent);
    expect(sessionId(second)).not.toBe(sessionId(first));
    expect(await rows()).toHaveLength(1);
    const old = first.get('Set-Cookie')?.at(-1)?.split(';')[0] ?? '';
    expect((await house.visitor().get(paths.history()).set('Cookie', old)).status).toBe(303);
  });

  it('never take the id that a stranger put into the browser', async () => {
    const planted = (await signIn(house.visitor())).get('Set-Cookie')?.at(-1)?.split(';')[0] ?? '';
    await house.context.db.run('DELETE FROM sessions');
    for (const cookie of [planted, 'sid=s%3Aplanted.x', 'sid=planted']) {
      const { username, password } = house.cast.ben;
      const response = await house
        .visitor()
        .post(paths.signIn())
        .set('Cookie', cookie)
        .type('form')
        .send({ username, password });
      expect(response.status).toBe(303);
      expect(cookie).not.toContain(sessionId(response));
      expect((await house.visitor().get(paths.history()).set('Cookie', cookie)).status).toBe(303);
    }
  });

  it('end eight hours after they were last used', async () => {
    const agent = house.visitor();
    await signIn(agent);
    for (let n = 0; n < 3; n++) {
      house.clock.advance(raterLimits.idle - 1);
      expect(await isSignedIn(agent)).toBe(true);
    }
    house.clock.advance(raterLimits.idle);
    expect(await isSignedIn(agent)).toBe(false);
  });

  it('end after seven days of use', async () => {
    const agent = house.visitor();
    await signIn(agent);
    const steps = raterLimits.absolute / (raterLimits.idle / 2);
    for (let n = 1; n < steps; n++) {
      house.clock.advance(raterLimits.idle / 2);
      expect(await isSignedIn(agent)).toBe(true);
    }
    house.clock.advance(raterLimits.idle / 2);
    expect(await isSignedIn(agent)).toBe(false);
  });

  it('of those who do not rate end after half an hour unused, and after twelve hours', async () => {
    const dana = await house.signedIn('dana');
    const isOpen = async (): Promise<boolean> => (await dana.get(paths.studies())).status === 200;
    const steps = shortLimits.absolute / (shortLimits.idle / 2);
    expect([shortLimits.idle, shortLimits.absolute]).toEqual([30 * 60_000, 12 * 60 * 60_000]);
    for (let n = 1; n < steps; n++) {
      house.clock.advance(shortLimits.idle / 2);
      expect(await isOpen()).toBe(true);
    }
    house.clock.advance(shortLimits.idle / 2);
    expect(await isOpen()).toBe(false);
    const again = await house.signedIn('dana');
    house.clock.advance(shortLimits.idle - 1);
    await again.get(paths.studies()).expect(200);
    house.clock.advance(shortLimits.idle);
    await again.get(paths.studies()).expect(303);
  });

  it('are written at most once a minute while pages are read', async () => {
    const agent = house.visitor();
    await signIn(agent);
    const end = async (): Promise<number> => ((await rows())[0]?.expires_at ?? 0) - house.clock.now();
    house.clock.advance(59_999);
    await agent.get(paths.history());
    expect(await end()).toBe(raterLimits.idle - 59_999);
    house.clock.advance(1);
    await agent.get(paths.history());
    expect(await end()).toBe(raterLimits.idle);
  });

  it('are swept when they have ended', async () => {
    await signIn(house.visitor());
    house.clock.advance(raterLimits.idle);
    await signIn(house.visitor());
    expect(await rows()).toEqual([expect.objectContaining({ created_at: house.clock.now() })]);
  });

  it('go with their user', async () => {
    const agent = house.visitor();
    await signIn(agent);
    await house.context.db.run('DELETE FROM users WHERE id = ?', house.cast.ada.id);
    expect(await rows()).toEqual([]);
    expect(await isSignedIn(agent)).toBe(false);
  });
});

describe('sessions where the site is https', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse('sqlite', { BASE_URL: 'https://assay.test', TRUST_PROXY: '1' });
  });
  afterAll(() => house.close());

  const signIn = (headers: Record<string, string>) => {
    const { username, password } = house.cast.ada;
    return house.visitor().post(paths.signIn()).set(headers).type('form').send({ username, password });
  };

  it('bind the cookie to the host', async () => {
    const cookie = (await signIn({ 'X-Forwarded-Proto': 'https' })).get('Set-Cookie')?.at(-1);
    expect(cookie).toMatch(/^__Host-sid=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  });

  it('say what to set when the proxy keeps the https to itself', async () => {
    const response = await signIn({});
    expect(response.status).toBe(500);
    expect(page(response.text)('main').text()).toContain('TRUST_PROXY');
  });
});
