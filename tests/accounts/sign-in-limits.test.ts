import { knownFor } from '../../server/accounts/known-browser-store';
import { openAccountAgain, signInLimits } from '../../server/accounts/sign-in-limits';
import { TooMany } from '../../server/errors';
import { paths } from '../../server/paths';
import { refusalOf } from '../../server/web/throttling/rate-limit';
import { engines } from '../support/engines';
import { fieldErrors, page } from '../support/html';
import { openHouse, type Agent, type CastName, type House } from '../support/house';

const minute = 60_000;

describe.each(engines)('limits on guessing passwords on %s', (engine) => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse(engine, { TRUST_PROXY: '1' });
  });
  afterEach(() => house.close());

  /** Each try a minute after the one before would let limits run out: these stand still. */
  const send = (agent: Agent, name: CastName, { from = '198.51.100.1', password = 'wrong' } = {}) =>
    agent
      .post(paths.signIn())
      .set('X-Forwarded-For', from)
      .type('form')
      .send({ username: house.cast[name].username, password });
  const right = (name: CastName, from?: string) => ({
    password: house.cast[name].password,
    ...(from && { from }),
  });
  /** Wrong passwords as they are counted, without the time it takes to hash them. */
  const guess = async (count: number, ipOf: (n: number) => string): Promise<TooMany | undefined> => {
    const limits = signInLimits(house.context);
    let refusal: TooMany | undefined;
    for (let n = 0; n < count; n++)
      refusal = await refusalOf(limits.beforeTry({ username: 'ADA', ip: ipOf(n) }));
    return refusal;
  };
  const browsers = () =>
    house.context.db.all<{ token_hash: string; user_id: string }>('SELECT * FROM known_browsers');

  it('counts an account’s by network, and lets wait twice as long each time, up to an hour', async () => {
    const waits: (number | undefined)[] = [];
    for (let round = 0; round < 4; round++) {
      const refusal = await guess(11, (n) => `198.51.100.${n}`);
      waits.push(refusal && refusal.retryAfterSeconds / 60);
      house.clock.advance((refusal?.retryAfterSeconds ?? 0) * 1000);
    }
    expect(waits).toEqual([15, 30, 60, 60]);
    await guess(11, (n) => `198.51.100.${n}`);
    const refused = await send(house.visitor(), 'ada', right('ada'));
    expect([refused.status, refused.get('Retry-After')]).toEqual([429, '3600']);
    expect((await send(house.visitor(), 'ada', right('ada', '198.51.101.1'))).status).toBe(303);
  });

  it('stops an address after 100 wrong tries in an hour, whoever it tries to be', async () => {
    const limits = signInLimits(house.context);
    for (let n = 0; n < 100; n++) await limits.beforeTry({ username: `user-${n}`, ip: '198.51.100.1' });
    expect((await send(house.visitor(), 'ada', right('ada'))).status).toBe(429);
    expect((await send(house.visitor(), 'ada', right('ada', '198.51.100.2'))).status).toBe(303);
    house.clock.advance(60 * minute);
    expect((await send(house.visitor(), 'ada', right('ada'))).status).toBe(303);
  });

  it('stops all new browsers of an account after a hundred in a row from anywhere, until it is opened again', async () => {
    expect(await guess(100, (n) => `10.0.${n}.1`)).toBeUndefined();
    house.clock.advance(30 * 24 * 60 * minute);
    const refused = await send(house.visitor(), 'ada', right('ada'));
    expect([refused.status, refused.get('Retry-After')]).toEqual([429, '3600']);
    expect(fieldErrors(page(refused.text)).username).toMatch(/^Too many wrong passwords in a row .*browser/);
    await openAccountAgain(house.context, 'ada');
    expect((await send(house.visitor(), 'ada', right('ada'))).status).toBe(303);
  });

  it('lets nobody lock out a browser that has signed in before, from wherever they guess', async () => {
    const ada = house.visitor();
    await send(ada, 'ada', right('ada')).expect(303);
    await guess(101, (n) => `10.0.${n}.1`);
    await guess(101, () => '198.51.100.1');
    expect((await send(house.visitor(), 'ada', right('ada'))).status).toBe(429);
    expect((await send(ada, 'ada', right('ada'))).status).toBe(303);
    // It helps nobody else.
    expect((await send(ada, 'ben', right('ben'))).status).toBe(429);
    // Getting in there opens nothing for strangers.
    expect((await send(house.visitor(), 'ada', right('ada', '203.0.113.9'))).status).toBe(429);
  });

  it('counts those of a known browser by themselves', async () => {
    const ada = house.visitor();
    await send(ada, 'ada', right('ada')).expect(303);
    for (let n = 0; n < 10; n++) await send(ada, 'ada').expect(422);
    const refused = await send(ada, 'ada', right('ada'));
    expect([refused.status, refused.get('Retry-After')]).toEqual([429, '900']);
    expect((await send(house.visitor(), 'ada', right('ada'))).status).toBe(303);
  });

  it('gives a browser another token at each sign-in, for everybody who has signed in with it', async () => {
    const shared = house.visitor();
    const cookies = (await send(shared, 'ada', right('ada'))).get('Set-Cookie') ?? [];
    const set = cookies.find((cookie) => cookie.startsWith('browser=')) ?? '';
    expect(set).toMatch(/^browser=[\w-]{43}; Max-Age=15552000; Path=\/; .*HttpOnly; SameSite=Lax$/);
    const [first] = await browsers();
    expect(set).not.toContain(first!.token_hash);
    await send(shared, 'ben', right('ben'));
    const both = await browsers();
    expect(both.map(({ user_id }) => user_id).sort()).toEqual([house.cast.ada.id, house.cast.ben.id].sort());
    expect(new Set(both.map(({ token_hash }) => token_hash)).size).toBe(1);
    expect(both[0]!.token_hash).not.toBe(first!.token_hash);
    // Whoever kept the first token is a stranger.
    await guess(101, (n) => `10.0.${n}.1`);
    const old = house.visitor().set('Cookie', set.split(';')[0]!);
    expect((await send(old, 'ada', right('ada'))).status).toBe(429);
    expect((await send(shared, 'ada', right('ada'))).status).toBe(303);
  });

  it('knows at most twenty browsers of somebody, for half a year, and forgets the others with their sessions', async () => {
    for (let n = 0; n < 21; n++) await send(house.visitor(), 'ada', right('ada'));
    expect(await browsers()).toHaveLength(20);
    house.clock.advance(knownFor);
    const ada = house.visitor();
    await send(ada, 'ada', right('ada'));
    expect(await browsers()).toHaveLength(1);
    await send(house.visitor(), 'ada', right('ada'));
    expect(await browsers()).toHaveLength(2);
    await ada.post(paths.accountSessionsRemoval()).type('form').send({}).expect(303);
    expect(await browsers()).toHaveLength(1);
    await guess(101, (n) => `10.0.${n}.1`);
    expect((await send(ada, 'ada', right('ada'))).status).toBe(303);
  });

  it('lets a personal link open the account again', async () => {
    const ada = house.visitor();
    await send(ada, 'ada', right('ada'));
    const made = await ada.post(paths.accountLink()).type('form').send({ proof: house.cast.ada.password });
    const link = new URL(page(made.text)('#link').attr('value') ?? '');
    await guess(101, (n) => `10.0.${n}.1`);
    await house.visitor().post(link.pathname).type('form').send({}).expect(303);
    expect((await send(house.visitor(), 'ada', right('ada'))).status).toBe(303);
  });

  it('lets an administrator open the account again', async () => {
    await guess(101, (n) => `10.0.${n}.1`);
    const dana = await house.signedIn('dana');
    const open = (username: string) => dana.post(paths.accountOpenings()).type('form').send({ username });
    expect(fieldErrors(page((await open('nobody').expect(422)).text))).toEqual({
      username: 'Nobody has this username.',
    });
    expect((await send(house.visitor(), 'ada', right('ada'))).status).toBe(429);
    await open('ADA').expect(303);
    expect((await send(house.visitor(), 'ada', right('ada'))).status).toBe(303);
  });

  it('keeps the account page open to its owner while strangers guess', async () => {
    const ada = house.visitor();
    await send(ada, 'ada', right('ada'));
    await guess(101, (n) => `10.0.${n}.1`);
    const proof = { proof: house.cast.ada.password };
    expect((await ada.post(paths.accountLink()).type('form').send(proof)).status).toBe(201);
  });
});
