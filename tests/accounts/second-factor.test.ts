import { Secret, TOTP } from 'otpauth';
import { stepOfCode } from '../../server/accounts/second-factor/codes';
import { paths } from '../../server/paths';
import { engines } from '../support/engines';
import { mainText, page } from '../support/html';
import { openHouse, type Agent, type House } from '../support/house';
import { addStaff, staffPassword, staffSignedIn } from '../support/staff';

const halfMinute = 30_000;

it('computes codes as in appendix B of RFC 6238, by their last six digits', () => {
  const key = Secret.fromLatin1('12345678901234567890').base32;
  for (const [seconds, code] of [
    [59, '287082'],
    [1111111109, '081804'],
    [20000000000, '353130'],
  ] as const) {
    expect(stepOfCode(key, code, seconds * 1000)).toBe(Math.floor(seconds / 30));
    expect(stepOfCode(key, code, seconds * 1000 + 2 * halfMinute)).toBeUndefined();
  }
});

describe.each(engines)('second factors on %s', (engine) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(engine);
  });
  afterAll(() => house.close());

  const send = (agent: Agent, path: string, fields: Record<string, string> = {}) =>
    agent.post(path).type('form').send(fields);
  const codeFor = (key: string): string =>
    new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: house.clock.now() });
  const signIn = async (username: string): Promise<Agent> => {
    const agent = house.visitor();
    const response = await send(agent, paths.signIn(), {
      username,
      password: staffPassword,
      next: paths.datasets(),
    });
    expect([response.status, response.get('Location')]).toEqual([303, paths.signInCode()]);
    return agent;
  };
  const sessionOf = (response: { get(name: 'Set-Cookie'): string[] | undefined }): string | undefined =>
    response.get('Set-Cookie')?.[0]?.split(';')[0];

  /** Sets a second factor up. @returns its key and the recovery codes */
  async function setUp(agent: Agent): Promise<{ key: string; codes: string[] }> {
    await send(agent, paths.secondFactor()).expect(303);
    const $ = page((await agent.get(paths.secondFactor())).text);
    const [spaced = '', address = ''] = $('dd code')
      .toArray()
      .map((node) => $(node).text());
    const key = spaced.replaceAll(' ', '');
    expect(new URL(address).searchParams.get('secret')).toBe(key);
    await send(agent, paths.secondFactorConfirmation(), { code: '000000' }).expect(422);
    const made = page(
      (await send(agent, paths.secondFactorConfirmation(), { code: codeFor(key) }).expect(201)).text,
    );
    return {
      key,
      codes: made('ol code')
        .toArray()
        .map((node) => made(node).text()),
    };
  }

  it('let nobody in before the code, which works once, and change the session’s id', async () => {
    const id = await addStaff(house, 'analyst', 'eve');
    const other = await staffSignedIn(house, 'eve');
    const eve = await staffSignedIn(house, 'eve');
    const { key } = await setUp(eve);
    expect(key).toMatch(/^[A-Z2-7]{32}$/);
    const stored = await house.context.db.get<{ key: string }>(
      'SELECT second_factor_key AS "key" FROM users WHERE id = ?',
      id,
    );
    expect(stored?.key).not.toContain(key);
    await other.get(paths.studies()).expect(303);
    await eve.get(paths.studies()).expect(200);
    house.clock.advance(halfMinute);
    const agent = await signIn('eve');
    const before = await house.context.db.all<{ id: string }>(
      'SELECT id_hash AS id FROM sessions WHERE user_id IS NULL',
    );
    await agent.get(paths.studies()).expect(303);
    await agent.get(paths.signInCode()).expect(200);
    await send(agent, paths.signInCode(), { code: '' }).expect(422);
    await send(agent, paths.signInCode(), { code: '123456', user: id }).expect(400);
    const code = codeFor(key);
    const entered = await send(agent, paths.signInCode(), {
      code: `${code.slice(0, 3)} ${code.slice(3)}`,
    }).expect(303);
    expect(entered.get('Location')).toBe(paths.datasets());
    expect(sessionOf(entered)).toBeDefined();
    const left = await house.context.db.all<{ id: string }>(
      'SELECT id_hash AS id FROM sessions WHERE user_id IS NULL',
    );
    expect(left).toHaveLength(before.length - 1);
    await agent.get(paths.studies()).expect(200);
    await send(await signIn('eve'), paths.signInCode(), { code }).expect(422);
  });

  it('take each recovery code once, and are guessed at ten times in a quarter of an hour', async () => {
    await addStaff(house, 'adjudicator', 'fay');
    const { key, codes } = await setUp(await staffSignedIn(house, 'fay'));
    expect(codes).toHaveLength(10);
    expect(new Set(codes).size).toBe(10);
    const stored = await house.context.db.all<{ hash: string }>(
      'SELECT code_hash AS hash FROM recovery_codes',
    );
    expect(stored.every(({ hash }) => /^[0-9a-f]{64}$/.test(hash))).toBe(true);
    const [first = '', second = ''] = codes;
    await send(await signIn('fay'), paths.signInCode(), {
      code: first.toUpperCase().replaceAll('-', ' '),
    }).expect(303);
    const agent = await signIn('fay');
    for (let n = 0; n < 10; n++) await send(agent, paths.signInCode(), { code: first }).expect(422);
    await send(agent, paths.signInCode(), { code: second }).expect(429);
    await send(await signIn('fay'), paths.signInCode(), { code: codeFor(key) }).expect(429);
    house.clock.advance(15 * 60_000);
    const again = await signIn('fay');
    const entered = await send(again, paths.signInCode(), { code: second }).expect(303);
    expect(entered.get('Location')).toBe(paths.datasets());
    const fay = await signIn('fay');
    await send(fay, paths.signInCode(), { code: codeFor(key) }).expect(303);
    expect(mainText(page((await fay.get(paths.secondFactor())).text))).toContain('Recovery codes left: 8.');
    await send(fay, paths.recoveryCodes()).expect(201);
    await send(await signIn('fay'), paths.signInCode(), { code: codes[2] ?? '' }).expect(422);
  });

  it('are removed by their owner or by an administrator, and end when too late or after another password', async () => {
    const id = await addStaff(house, 'analyst', 'gil');
    const gil = await staffSignedIn(house, 'gil');
    await send(gil, paths.recoveryCodes()).expect(409);
    await setUp(gil);
    const late = await signIn('gil');
    house.clock.advance(10 * 60_000);
    await late.get(paths.signInCode()).expect(303);
    const reset = await signIn('gil');
    await house.context.db.run('UPDATE users SET password_hash = password_hash || ? WHERE id = ?', ' ', id);
    await send(reset, paths.signInCode(), { code: '000000' }).expect(303);
    await house.context.db.run('UPDATE users SET password_hash = trim(password_hash) WHERE id = ?', id);
    const asked = await gil.get(paths.secondFactor()).expect(303);
    expect(asked.get('Location')).toContain(paths.accountConfirmation());
    await send(gil, paths.secondFactorRemoval()).expect(303);
    expect((await gil.get(paths.account())).text).toContain('asks for a code, too');
    await send(gil, paths.accountConfirmation(), { proof: staffPassword, next: '' }).expect(303);
    await send(gil, paths.secondFactorRemoval()).expect(303);
    await (await staffSignedIn(house, 'gil')).get(paths.studies()).expect(200);
    await setUp(gil);
    await send(await house.signedIn('dana'), paths.personSecondFactorRemoval(id)).expect(303);
    await gil.get(paths.studies()).expect(303);
    await (await staffSignedIn(house, 'gil')).get(paths.studies()).expect(200);
    await (await house.signedIn('ada')).get(paths.secondFactor()).expect(403);
  });
});

it('lets nobody but raters open anything without a second factor where it is required', async () => {
  const house = await openHouse('sqlite', { REQUIRE_TOTP: '1' });
  const dana = await house.signedIn('dana');
  for (const path of [paths.studies(), paths.people(), paths.account(), paths.datasets()]) {
    expect((await dana.get(path).expect(303)).get('Location')).toBe(paths.secondFactor());
  }
  await dana.get(paths.secondFactor()).expect(200);
  await (await house.signedIn('ada')).get(paths.work()).expect(200);
  await house.close();
});
