import supertest from 'supertest';
import { scopeOf, scopes } from '../../server/accounts/api-tokens/scopes';
import { paths } from '../../server/paths';
import { throttle } from '../../server/web/throttling/rate-limit';
import { engines } from '../support/engines';
import { getRoutes } from '../support/get-routes';
import { fieldErrors, mainText, page } from '../support/html';
import { openHouse, type Agent, type House } from '../support/house';

const day = 24 * 60 * 60_000;
const file = paths.lintTable('csv');
const other = paths.ratings('0190a000-0000-7000-8000-000000000000', 'csv');

interface Row {
  id: string;
  token_hash: string;
  used_at: number | null;
}

describe.each(engines)('API tokens on %s', (engine) => {
  let house: House;
  let dana: Agent;
  beforeEach(async () => {
    house = await openHouse(engine);
    dana = await house.signedIn('dana');
  });
  afterEach(() => house.close());

  const send = (fields: object, agent = dana) =>
    agent
      .post(paths.accountTokens())
      .type('form')
      .send({
        name: 'nightly',
        days: '30',
        scopes: 'datasets:read',
        proof: house.cast.dana.password,
        ...fields,
      });
  const make = async (fields: object = {}): Promise<string> => {
    const made = await send(fields).expect(201);
    return page(made.text)('#token').attr('value') ?? '';
  };
  const use = (token: string, path = file) =>
    supertest(house.app).get(path).set('Authorization', `Bearer ${token}`);
  const rows = () => house.context.db.all<Row>('SELECT * FROM api_tokens');
  const count = async (table: 'sessions' | 'audit_events') =>
    (await house.context.db.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`))?.n;

  it('are shown once, stored as a hash, and open the files of their scopes without a session', async () => {
    const token = await make();
    expect(token).toMatch(/^assay_[\w-]{43}$/);
    expect(
      JSON.stringify([await rows(), await house.context.db.all('SELECT * FROM audit_events')]),
    ).not.toContain(token.slice(6));
    const shown = await dana.get(paths.accountTokens()).expect(200);
    expect(mainText(page(shown.text))).toMatch(/open nightly datasets:read\. Made .* last used never/);
    expect(shown.text).not.toContain(token.slice(6));
    const sessions = await count('sessions');
    const got = await use(token).expect(200);
    expect(got.get('Content-Disposition')).toContain('lint.csv');
    expect(got.get('Set-Cookie')).toBeUndefined();
    expect(await count('sessions')).toBe(sessions);
    expect((await use(token).set('Authorization', `bearer ${token}`)).status).toBe(200);
  });

  it.each([
    ['a page', paths.studies()],
    ['a file of another scope', other],
    ['the page of tokens', paths.accountTokens()],
    ['own data', paths.accountData()],
    ['what does not exist', '/nothing'],
  ])('do not open %s, whatever the cookie would', async (_what, path) => {
    const token = await make();
    const refused = await dana.get(path).set('Authorization', `Bearer ${token}`);
    expect([refused.status, refused.type]).toEqual([403, 'application/json']);
    expect(refused.get('WWW-Authenticate')).toContain('insufficient_scope');
    expect(refused.body).toMatchObject({ error: 'This token does not open this address.' });
  });

  it('leave the session of a cookie that comes along as it was', async () => {
    const token = await make();
    const sessions = () => house.context.db.all('SELECT id_hash, expires_at FROM sessions ORDER BY id_hash');
    const before = await sessions();
    house.clock.advance(5 * 60_000);
    await dana.get(file).set('Authorization', `Bearer ${token}`).expect(200);
    expect(await sessions()).toEqual(before);
    // A page without the token goes on with it.
    await dana.get(paths.studies()).expect(200);
    expect(await sessions()).not.toEqual(before);
  });

  it('change nothing', async () => {
    const token = await make({ scopes: scopes.map(({ key }) => key) });
    const at = paths.accountSessionsRemoval();
    const sent = dana.post(at).set('Authorization', `Bearer ${token}`).type('form').send({});
    expect((await sent).status).toBe(403);
    expect((await use(token, other)).status).toBe(404);
  });

  it('note their last use, at most once a minute', async () => {
    const token = await make();
    const uses: (number | null | undefined)[] = [];
    for (const wait of [0, 59_999, 1]) {
      house.clock.advance(wait);
      await use(token).expect(200);
      uses.push((await rows())[0]?.used_at);
    }
    const start = house.clock.now() - 60_000;
    expect(uses).toEqual([start, start, start + 60_000]);
  });

  it.each<[string, (house: House) => Promise<unknown> | void]>([
    ['expired', ({ clock }) => clock.advance(30 * day)],
    ['of a disabled user', ({ context }) => context.db.run('UPDATE users SET disabled_at = 1')],
    ['of a user with another role', ({ context }) => context.db.run("UPDATE users SET role = 'analyst'")],
    ['revoked', ({ context }) => context.db.run('UPDATE api_tokens SET revoked_at = 1')],
  ])('open nothing when they are %s', async (_what, end) => {
    const token = await make();
    await end(house);
    const refused = await use(token);
    expect([refused.status, refused.type]).toEqual([401, 'application/json']);
    expect(refused.get('WWW-Authenticate')).toMatch(/^Bearer .*invalid_token/);
  });

  it('are revoked by a button, by nobody else, and by another password', async () => {
    const [first, second] = [await make(), await make()];
    const $ = page((await dana.get(paths.accountTokens())).text);
    const revocation = $('form[action$=revocation]').first().attr('action') ?? '';
    const eve = await house.signedIn('ada');
    expect((await eve.post(revocation).type('form').send({})).status).toBe(403);
    await dana.post(revocation).type('form').send({}).expect(303);
    await dana.post(revocation).type('form').send({}).expect(404);
    const statuses = [(await use(first)).status, (await use(second)).status];
    expect(statuses.sort()).toEqual([200, 401]);
    const fields = { current: house.cast.dana.password, password: 'nine green bottles on a wall' };
    await dana.post(paths.accountPassword()).type('form').send(fields).expect(303);
    expect([(await use(first)).status, (await use(second)).status]).toEqual([401, 401]);
  });

  it('are made by administrators only, with the password, for what there is', async () => {
    const wrong = await send({ proof: 'a guess' });
    expect([wrong.status, fieldErrors(page(wrong.text))]).toEqual([
      422,
      { proof: expect.any(String) as string },
    ]);
    const odd = await send({ name: '', scopes: 'everything', days: '9999' });
    expect(Object.keys(fieldErrors(page(odd.text))).sort()).toEqual(['days', 'name', 'scopes']);
    expect((await send({ role: 'admin' })).status).toBe(400);
    const ada = await house.signedIn('ada');
    expect((await send({}, ada)).status).toBe(403);
    expect(await rows()).toEqual([]);
  });

  it('are tried a hundred times an hour from an address, and a right one never waits', async () => {
    const token = await make();
    expect((await use('assay_x')).status).toBe(401);
    const wrong = throttle(house.context, 'tokens from address');
    for (let n = 1; n < 100; n++) await wrong.consume('127.0.0.1');
    const refused = await use('assay_x');
    expect([refused.status, refused.get('Retry-After')]).toEqual([429, '3600']);
    expect((await use(token)).status).toBe(200);
  });

  it('count as downloads of the account', async () => {
    const token = await make();
    const limit = throttle(house.context, 'downloads of an account');
    await limit.consume(house.cast.dana.id);
    await house.context.db.run("UPDATE throttles SET points = 1999 WHERE throttle_key LIKE 'downloads%'");
    expect((await use(token)).status).toBe(200);
    expect((await dana.get(file)).status).toBe(429);
    expect((await use(token, file.toUpperCase())).status).toBe(429);
  });
});

it('has a scope only for addresses that there are, and none for pages', async () => {
  const house = await openHouse('sqlite');
  const opened = new Set(
    getRoutes(house.app).map((path) => [path, scopeOf(path.replace(/:\w+/g, 'x'))].join(' ')),
  );
  await house.close();
  const open = [...opened].filter((line) => line.includes(':read'));
  expect(open.length).toBeGreaterThan(8);
  expect(open.filter((line) => !/\/files\/|\/ratings\.|\/items\.|\/original |\/lint\./.test(line))).toEqual(
    [],
  );
});
