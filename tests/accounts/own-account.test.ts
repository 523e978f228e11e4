import { paths } from '../../server/paths';
import { unusableHash } from '../../server/accounts/password';
import { engines } from '../support/engines';
import { fieldErrors, mainText, page } from '../support/html';
import { openHouse, type Agent, type House } from '../support/house';

const newPassword = 'another horse with a battery';
const hour = 60 * 60 * 1000;

describe.each(engines)('the own account on %s', (engine) => {
  let house: House;
  let ada: Agent;
  beforeEach(async () => {
    house = await openHouse(engine);
    ada = await house.signedIn('ada');
  });
  afterEach(() => house.close());

  const send = (agent: Agent, path: string, fields: Record<string, string | string[]> = {}) =>
    agent.post(path).type('form').send(fields);
  const show = async (path = paths.account()) => page((await ada.get(path).expect(200)).text);
  const signIn = (fields: { username: string; password: string }) =>
    send(house.visitor(), paths.signIn(), fields);
  const actions = async (): Promise<string[]> =>
    (await house.context.db.all<{ action: string }>('SELECT action FROM audit_events')).map(
      ({ action }) => action,
    );

  it('is shown to whoever is signed in, with what is for raters to raters alone', async () => {
    await house.visitor().get(paths.account()).expect(303);
    const $ = await show();
    expect(mainText($)).toContain('Signed in as ada');
    expect($(`main a[href="${paths.accountDeletion()}"]`)).toHaveLength(1);
    const dana = page((await (await house.signedIn('dana')).get(paths.account()).expect(200)).text);
    expect(dana(`main a[href="${paths.accountDeletion()}"]`)).toHaveLength(0);
    expect(dana('main input[name=rating]')).toHaveLength(0);
  });

  it('starts with shortcuts, without going on by itself, and with text of the usual size', async () => {
    const $ = await show();
    expect($('input[name=rating]:checked').val()).toBe('shortcuts');
    expect($('input[name=rating]:checked')).toHaveLength(1);
    expect($('input[name=textSize]:checked').val()).toBe('normal');
    expect($('html').attr('data-text')).toBeUndefined();
  });

  it('keeps what is set, for all pages', async () => {
    await send(ada, paths.accountSettings(), { textSize: 'larger', rating: ['autoAdvance'] }).expect(303);
    const $ = await show();
    expect($('input[name=rating]:checked').val()).toBe('autoAdvance');
    expect($('html').attr('data-text')).toBe('larger');
    expect(page((await ada.get(paths.work())).text)('html').attr('data-text')).toBe('larger');
    await send(ada, paths.accountSettings(), { textSize: 'normal' }).expect(303);
    expect((await show())('input[name=rating]:checked')).toHaveLength(0);
    expect((await show())('html').attr('data-text')).toBeUndefined();
  });

  it('refuses settings that there are not', async () => {
    await send(ada, paths.accountSettings(), { textSize: 'huge' }).expect(400);
    await send(ada, paths.accountSettings(), { textSize: 'normal', rating: 'x' }).expect(400);
    await send(ada, paths.accountSettings(), { textSize: 'normal', other: 'x' }).expect(400);
    await send(house.visitor(), paths.accountSettings(), { textSize: 'normal' }).expect(303);
  });

  it('lists where one is signed in, and signs the others out', async () => {
    house.clock.advance(hour);
    const other = await house.signedIn('ada');
    const ben = await house.signedIn('ben');
    const $ = await show();
    const items = $('main li').toArray();
    const lines = items
      .map((item) => $(item).find('span').first().text().trim())
      .filter((line) => line.startsWith('Signed in'));
    // The clock starts at 9.00; the other browser came an hour later.
    expect(lines).toHaveLength(2);
    expect(lines.filter((line) => line.endsWith('This browser'))).toEqual([
      expect.stringContaining('Signed in 2026-03-02 09:00 UTC'),
    ]);
    expect(lines.filter((line) => !line.endsWith('This browser'))).toEqual([
      'Signed in 2026-03-02 10:00 UTC, last used 2026-03-02 10:00 UTC',
    ]);
    await send(ada, paths.accountSessionsRemoval()).expect(303);
    await other.get(paths.account()).expect(303);
    await ben.get(paths.account()).expect(200);
    expect(mainText(await show())).toContain('You are signed in nowhere else.');
    expect(await actions()).toContain('other sessions ended');
    await send(ada, paths.accountSessionsRemoval(), { other: 'x' }).expect(400);
  });

  it('signs one other browser out, and nobody else’s', async () => {
    house.clock.advance(hour);
    const first = await house.signedIn('ada');
    house.clock.advance(hour);
    const second = await house.signedIn('ada');
    const ben = await house.signedIn('ben');
    const $ = await show();
    const offered = $('main input[name=session]')
      .toArray()
      .map((input) => String($(input).val()));
    // The last one used stands first, and one’s own has no button.
    expect(offered).toHaveLength(2);
    await send(ada, paths.accountSessionsRemoval(), { session: offered[0]! }).expect(303);
    expect(mainText(await show(), '.flash')).toContain('That browser is signed out.');
    await second.get(paths.account()).expect(303);
    await first.get(paths.account()).expect(200);
    const bens = page((await (await house.signedIn('ben')).get(paths.account())).text);
    await send(ada, paths.accountSessionsRemoval(), {
      session: String(bens('input[name=session]').val()),
    }).expect(303);
    await ben.get(paths.account()).expect(200);
    for (const session of ['', 'x', offered[0]!.toUpperCase()]) {
      await send(ada, paths.accountSessionsRemoval(), { session }).expect(400);
    }
    await first.get(paths.account()).expect(200);
    const browsers = await house.context.db.get<{ n: number }>(
      'SELECT COUNT(*) AS n FROM known_browsers WHERE user_id = ?',
      house.cast.ada.id,
    );
    expect(Number(browsers?.n)).toBe(2);
  });

  it('changes the password for whoever knows the current one, and ends the other sessions', async () => {
    const { username, password } = house.cast.ada;
    const other = await house.signedIn('ada');
    await send(ada, paths.accountPassword(), { current: password, password: newPassword }).expect(303);
    await other.get(paths.account()).expect(303);
    expect(mainText(await show(), '.flash')).toContain('The password is changed.');
    expect((await signIn({ username, password })).status).toBe(422);
    expect((await signIn({ username, password: newPassword })).status).toBe(303);
    expect(await actions()).toContain('password changed');
  });

  it('refuses a wrong current password and a new one that breaks the rules, and sends neither back', async () => {
    const { password } = house.cast.ada;
    const wrong = await send(ada, paths.accountPassword(), { current: 'wrong one', password: newPassword });
    expect(wrong.status).toBe(422);
    expect(fieldErrors(page(wrong.text))).toEqual({ current: 'This is not your current password.' });
    expect(wrong.text).not.toContain(newPassword);
    const short = await send(ada, paths.accountPassword(), { current: password, password: 'short' });
    expect(Object.keys(fieldErrors(page(short.text)))).toEqual(['password']);
    const none = await send(ada, paths.accountPassword(), {});
    expect(Object.keys(fieldErrors(page(none.text))).sort()).toEqual(['current', 'password']);
    expect((await signIn(house.cast.ada)).status).toBe(400);
    const { username } = house.cast.ada;
    expect((await signIn({ username, password })).status).toBe(303);
  });

  it('counts guesses of the current password like those at sign-in, and apart from them', async () => {
    const { username, password } = house.cast.ada;
    const guess = () => send(ada, paths.accountPassword(), { current: 'a guess', password: newPassword });
    for (let n = 0; n < 10; n++) expect((await guess()).status).toBe(422);
    const refused = await guess();
    expect([refused.status, refused.get('Retry-After')]).toEqual([429, '900']);
    expect((await signIn({ username, password })).status).toBe(303);
    expect((await guess()).status).toBe(429);
    house.clock.advance(15 * 60 * 1000);
    expect((await guess()).status).toBe(422);
  });

  it('lets whoever has no password set one', async () => {
    await house.context.db.run(
      'UPDATE users SET password_hash = ? WHERE id = ?',
      unusableHash,
      house.cast.ada.id,
    );
    expect(mainText(await show())).toContain('You have no password.');
    expect((await show(paths.accountPassword()))('#current')).toHaveLength(0);
    await send(ada, paths.accountPassword(), { current: 'x', password: newPassword }).expect(422);
    await send(ada, paths.accountPassword(), { password: newPassword }).expect(303);
    const { username } = house.cast.ada;
    expect((await signIn({ username, password: newPassword })).status).toBe(303);
  });

  it('shows the choice of languages', async () => {
    const $ = await show();
    expect(
      $('#own-language option')
        .toArray()
        .map((one) => $(one).attr('value')),
    ).toEqual(['en', 'de', 'ar']);
    await send(ada, paths.language(), { language: 'de', next: paths.account() }).expect(303);
    const german = await show();
    expect(german('h1').text()).toBe('Ihr Konto');
    expect(german('#own-language').val()).toBe('de');
  });
});
