import { changePerson, disabling, roleChange } from '../../server/accounts/people/change-person';
import { listPeople } from '../../server/accounts/people/people-store';
import { paths } from '../../server/paths';
import { engines } from '../support/engines';
import { fieldErrors, mainText, page, tableRows } from '../support/html';
import { openHouse, type Agent, type House } from '../support/house';
import { addStaff, staffPassword, staffSignedIn } from '../support/staff';

const minute = 60_000;

describe.each(engines)('people on %s', (engine) => {
  let house: House;
  let dana: Agent;
  beforeAll(async () => {
    house = await openHouse(engine);
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    house.clock.advance(1);
    dana = await house.signedIn('dana');
    await house.context.db.run('DELETE FROM access_links');
  });

  const send = (agent: Agent, path: string, fields: Record<string, string> = {}) => {
    house.clock.advance(1);
    return agent.post(path).type('form').send(fields);
  };
  const linkOn = (html: string): string => String(page(html)('#link').val()).replace('http://assay.test', '');
  const invite = async (role: string): Promise<string> =>
    linkOn((await send(dana, paths.accessLinks(), { role }).expect(201)).text);
  const actions = async (): Promise<string[]> =>
    (await house.context.db.all<{ action: string }>('SELECT action FROM audit_events ORDER BY at, id')).map(
      ({ action }) => action,
    );

  it.each(['admin', 'analyst', 'adjudicator'] as const)(
    'are invited as %s by a link that works once',
    async (role) => {
      const link = await invite(role);
      expect(link).toMatch(/^\/access\/[\w-]{43}$/);
      const stored = await house.context.db.all<Record<string, unknown>>('SELECT * FROM access_links');
      expect(stored[0]?.token_hash).toMatch(/^[0-9a-f]{64}$/);
      expect(JSON.stringify(stored)).not.toContain(link.split('/').at(-1));
      expect((await dana.get(paths.people())).text).not.toContain(link);
      const eve = house.visitor();
      for (let n = 0; n < 3; n++) await eve.get(link).expect(200);
      const short = await send(eve, link, { username: `Eve, ${role}`, password: 'short' }).expect(422);
      expect(Object.keys(fieldErrors(page(short.text)))).toEqual(['password']);
      await send(eve, link, { username: 'ADA', password: staffPassword }).expect(422);
      await send(eve, link, { username: `Eve, ${role}`, password: staffPassword, role: 'admin' }).expect(400);
      await send(eve, link, { username: `Eve, ${role}`, password: staffPassword }).expect(303);
      await eve.get(paths.studies()).expect(200);
      expect(
        tableRows(page((await dana.get(paths.people())).text), 'Accounts').map((row) => row.slice(0, 2)),
      ).toContainEqual([
        `Eve, ${role}`,
        { admin: 'Administrator', analyst: 'Analyst', adjudicator: 'Adjudicator' }[role],
      ]);
      await house.visitor().get(link).expect(404);
      await send(house.visitor(), link, { username: 'Mallory', password: staffPassword }).expect(404);
      expect(await actions()).toEqual(
        expect.arrayContaining(['invitation made', 'user created', 'invitation used']),
      );
    },
  );

  it('come in once by one link, however many press the button at once', async () => {
    const link = await invite('admin');
    const tries = ['Eve', 'Fay', 'Gil'].map((username) =>
      send(house.visitor(), link, { username, password: staffPassword }),
    );
    const statuses = (await Promise.all(tries)).map(({ status }) => status).sort();
    expect(statuses).toEqual([303, 404, 404]);
  });

  it('cannot use a link that has expired or was revoked', async () => {
    const expired = await invite('analyst');
    house.clock.advance(7 * 24 * 60 * minute);
    await house.visitor().get(expired).expect(404);
    await send(house.visitor(), expired, { username: 'Eve', password: staffPassword }).expect(404);
    dana = await house.signedIn('dana');
    const revoked = await invite('analyst');
    const $ = page((await dana.get(paths.people())).text);
    const action = $('form[action$="/revocation"]').toArray();
    expect(action).toHaveLength(1);
    await send(dana, $(action[0]).attr('action') ?? '').expect(303);
    await send(dana, $(action[0]).attr('action') ?? '').expect(404);
    await send(house.visitor(), revoked, { username: 'Eve', password: staffPassword }).expect(404);
  });

  it('get another role from somebody else, which ends their sessions at once', async () => {
    const id = await addStaff(house, 'analyst', 'hal');
    const eve = await staffSignedIn(house, 'hal');
    await eve.get(paths.agreement()).expect(200);
    await send(dana, paths.personRole(id), { role: 'rater' }).expect(422);
    await send(dana, paths.personRole(id), { role: 'adjudicator' }).expect(303);
    await eve.get(paths.agreement()).expect(303);
    await (await staffSignedIn(house, 'hal')).get(paths.agreement()).expect(403);
    await send(dana, paths.personRole(house.cast.dana.id), { role: 'analyst' }).expect(409);
    await send(dana, paths.personRole(house.cast.ada.id), { role: 'admin' }).expect(404);
    expect((await dana.get(paths.person(house.cast.dana.id))).text).toContain('your own account');
    await dana.get(paths.person(house.cast.ada.id)).expect(404);
    expect(await actions()).toContain('role changed');
  });

  it('are disabled and enabled; what they had given out works no more', async () => {
    const id = await addStaff(house, 'admin', 'ida');
    const eve = await staffSignedIn(house, 'ida');
    const { text } = await send(eve, paths.accessLinks(), { role: 'admin' }).expect(201);
    await send(dana, paths.personDisabling(id)).expect(303);
    await eve.get(paths.studies()).expect(303);
    await house.visitor().get(linkOn(text)).expect(404);
    const fields = { username: 'ida', password: staffPassword };
    await send(house.visitor(), paths.signIn(), fields).expect(422);
    await send(dana, paths.passwordLinks(), { username: 'ida' }).expect(422);
    await send(dana, paths.personDisablingRemoval(id)).expect(303);
    await send(house.visitor(), paths.signIn(), fields).expect(303);
    await send(dana, paths.personDisabling(house.cast.dana.id)).expect(409);
  });

  it('always include an administrator, also when two take each other’s role at once', async () => {
    const { context } = house;
    const [eve, fay] = [await addStaff(house, 'admin', 'jo'), await addStaff(house, 'admin', 'kit')];
    const both = [
      changePerson(context, { personId: eve, actorId: fay }, roleChange('analyst')),
      changePerson(context, { personId: fay, actorId: eve }, disabling),
    ];
    const outcomes = (await Promise.allSettled(both)).map(({ status }) => status).sort();
    expect(outcomes).toEqual(['fulfilled', 'rejected']);
    const left = (await listPeople(context.db)).filter(
      ({ id, role, disabledAt }) => [eve, fay].includes(id) && role === 'admin' && !disabledAt,
    );
    expect(left).toHaveLength(1);
  });

  it('and raters get another password by a link that works once, for an hour, and ends their sessions', async () => {
    const ada = await house.signedIn('ada');
    const first = linkOn((await send(dana, paths.passwordLinks(), { username: ' ADA ' }).expect(201)).text);
    const link = linkOn((await send(dana, paths.passwordLinks(), { username: 'ada' }).expect(201)).text);
    await house.visitor().get(first).expect(404);
    for (let n = 0; n < 3; n++) await house.visitor().get(link).expect(200);
    await ada.get(paths.work()).expect(200);
    const refused = await send(house.visitor(), link, { password: 'passwordpassword' }).expect(422);
    expect(fieldErrors(page(refused.text)).password).toContain('common passwords');
    await send(house.visitor(), link, { password: 'another horse entirely' }).expect(303);
    await ada.get(paths.work()).expect(303);
    await send(house.visitor(), link, { password: 'a third horse, no less' }).expect(404);
    const { username, password } = house.cast.ada;
    await send(house.visitor(), paths.signIn(), { username, password }).expect(422);
    await send(house.visitor(), paths.signIn(), { username, password: 'another horse entirely' }).expect(303);
    const late = linkOn((await send(dana, paths.passwordLinks(), { username }).expect(201)).text);
    house.clock.advance(60 * minute);
    await send(house.visitor(), late, { password: 'a third horse, no less' }).expect(404);
    expect(await actions()).toContain('password reset by link');
    await send(await house.signedIn('dana'), paths.passwordLinks(), { username: 'nobody' }).expect(422);
  });

  it('are shown and changed only by whoever typed the password less than ten minutes ago', async () => {
    const id = await addStaff(house, 'analyst', 'lou');
    house.clock.advance(10 * minute - 2);
    await dana.get(paths.people()).expect(200);
    house.clock.advance(2);
    const asked = await dana.get(paths.people()).expect(303);
    expect(asked.get('Location')).toBe(`${paths.accountConfirmation()}?next=%2Fpeople`);
    const sent = await send(dana, paths.personDisabling(id)).set(
      'Referer',
      `http://assay.test${paths.person(id)}`,
    );
    const shown = await dana.get(sent.get('Location') ?? '');
    expect(mainText(page(shown.text))).toContain('What you just sent was not saved.');
    expect(page(shown.text)('input[name=next]').val()).toBe(paths.person(id));
    await staffSignedIn(house, 'lou');
    const next = paths.people();
    await send(dana, paths.accountConfirmation(), { proof: 'wrong', next }).expect(422);
    const away = await send(dana, paths.accountConfirmation(), {
      proof: house.cast.dana.password,
      next: '//evil.test',
    });
    expect(away.get('Location')).toBe(paths.account());
    await dana.get(paths.people()).expect(200);
    expect(await actions()).toContain('password shown again');
  });
});
