import { createInvite } from '../../server/accounts/invites/create-invite';
import { paths } from '../../server/paths';
import { engines } from '../support/engines';
import { fieldErrors, mainText, page } from '../support/html';
import { openHouse, type Agent, type House } from '../support/house';
import { makeEmptyStudy } from './empty-study';

describe.each(engines)('personal links on %s', (engine) => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse(engine);
  });
  afterEach(() => house.close());

  const send = (agent: Agent, path: string, fields: Record<string, string> = {}) =>
    agent.post(path).type('form').send(fields);
  const linkOn = (html: string): string => String(page(html)('#link').val()).replace('http://assay.test', '');

  /** Joins a new study without a password. @returns who joined and the link that was shown */
  async function join(username = 'Grace'): Promise<{ agent: Agent; link: string }> {
    const { context } = house;
    const studyId = await makeEmptyStudy(context);
    const { path } = await createInvite(context, { studyId, maxUses: 1, days: 1, actorId: null });
    const agent = house.visitor();
    const response = await send(agent, path, { username, password: '', noPassword: 'yes' }).expect(201);
    return { agent, link: linkOn(response.text) };
  }

  it('are shown once after joining, and kept as a hash', async () => {
    const { agent, link } = await join();
    expect(link).toMatch(/^\/sign-in\/link\/[\w-]{43}$/);
    await agent.get(paths.work()).expect(200);
    const row = await house.context.db.get<Record<string, unknown>>(
      'SELECT password_hash, link_hash FROM users WHERE username = ?',
      'Grace',
    );
    expect(row?.password_hash).toBe('none');
    expect(row?.link_hash).toMatch(/^[0-9a-f]{64}$/);
    const sessions = await house.context.db.all<{ content: string }>('SELECT content FROM sessions');
    expect(JSON.stringify([row, sessions])).not.toContain(link.split('/').at(-1));
    expect((await agent.get(paths.accountLink())).text).not.toContain(link);
  });

  it('sign in at the press of a button, any number of times; opening them does nothing', async () => {
    const { link } = await join();
    const other = house.visitor();
    for (let n = 0; n < 3; n++) {
      const shown = await other.get(link).expect(200);
      expect(page(shown.text)('main form button').text()).toBe('Sign in');
      expect(shown.get('Set-Cookie')).toBeUndefined();
    }
    for (let n = 0; n < 2; n++) {
      const visitor = house.visitor();
      expect((await send(visitor, link).expect(303)).get('Location')).toBe(paths.home());
      expect((await visitor.get(paths.work()).expect(200)).text).toContain('Grace');
    }
    await send(house.visitor(), link, { other: 'x' }).expect(400);
  });

  it('look the same when they do not work, and say nothing of why', async () => {
    const { link } = await join();
    const unknown = paths.signInLink('x'.repeat(43));
    const shown = async (path: string) => mainText(page((await house.visitor().get(path).expect(200)).text));
    expect(await shown(unknown)).toBe(await shown(link));
    const refused = await send(house.visitor(), unknown).expect(404);
    await house.context.db.run("UPDATE users SET disabled_at = 1 WHERE username = 'Grace'");
    const disabled = await send(house.visitor(), link).expect(404);
    expect(mainText(page(disabled.text))).toBe(mainText(page(refused.text)));
    expect(mainText(page(refused.text))).toContain('This link cannot be used.');
    const nonsense = paths.signInLink('<b>%00');
    expect((await house.visitor().get(nonsense).expect(200)).text).not.toContain('<b>');
    await send(house.visitor(), nonsense).expect(404);
  });

  it('cannot be guessed at leisure', async () => {
    const { link } = await join();
    for (let n = 0; n < 30; n++) await send(house.visitor(), paths.signInLink(`guess-${n}`)).expect(404);
    await send(house.visitor(), link).expect(429);
    house.clock.advance(60 * 60 * 1000);
    await send(house.visitor(), link).expect(303);
  });

  it('can be made anew: the old one and the other sessions end', async () => {
    const { agent, link } = await join();
    const other = house.visitor();
    await send(other, link).expect(303);
    const refused = await send(agent, paths.accountLink(), { proof: 'somebody' }).expect(422);
    expect(fieldErrors(page(refused.text))).toEqual({ proof: 'This is not right. Try again.' });
    const made = linkOn((await send(agent, paths.accountLink(), { proof: ' grace ' }).expect(201)).text);
    expect(made).not.toBe(link);
    await other.get(paths.work()).expect(303);
    await agent.get(paths.work()).expect(200);
    await send(house.visitor(), link).expect(404);
    await send(house.visitor(), made).expect(303);
  });

  it('are taken back by whoever can sign in without them, and by nobody else', async () => {
    const { agent, link } = await join();
    await send(agent, paths.accountLinkRemoval()).expect(303);
    await send(house.visitor(), link).expect(303);
    await send(agent, paths.accountPassword(), { password: 'correct horse battery' }).expect(303);
    await send(agent, paths.accountLinkRemoval()).expect(303);
    expect(mainText(page((await agent.get(paths.account())).text), '.flash')).toContain(
      'does not work any more',
    );
    await send(house.visitor(), link).expect(404);
    await send(agent, paths.accountLinkRemoval(), { other: 'x' }).expect(400);
  });

  it('can be made beside a password, for the password', async () => {
    const ada = await house.signedIn('ada');
    await send(ada, paths.accountLink(), { proof: '' }).expect(422);
    await send(ada, paths.accountLink(), { proof: 'ada' }).expect(422);
    const { text } = await send(ada, paths.accountLink(), { proof: house.cast.ada.password }).expect(201);
    await send(house.visitor(), linkOn(text)).expect(303);
    const { username, password } = house.cast.ada;
    await send(house.visitor(), paths.signIn(), { username, password }).expect(303);
  });

  it('are asked for: joining with neither link nor password is refused', async () => {
    const studyId = await makeEmptyStudy(house.context);
    const { path } = await createInvite(house.context, { studyId, maxUses: 1, days: 1, actorId: null });
    const response = await send(house.visitor(), path, { username: 'Grace', password: '' }).expect(422);
    expect(Object.keys(fieldErrors(page(response.text)))).toEqual(['password']);
    await send(house.visitor(), path, { username: 'Grace', noPassword: 'no' }).expect(422);
  });
});
