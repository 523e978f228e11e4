import { pino } from 'pino';
import supertest from 'supertest';
import { createApp } from '../../../server/app';
import { paths } from '../../../server/paths';
import { engines } from '../../support/engines';
import { fieldErrors, mainText, page } from '../../support/html';
import type { Agent } from '../../support/house';
import { openPanelHouse, prolific, type PanelHouse } from './panel-house';

describe.each(engines)('coming from a panel on %s', (engine) => {
  let house: PanelHouse;
  beforeEach(async () => {
    house = await openPanelHouse(engine);
  });
  afterEach(() => house.close());

  const count = async (table: string): Promise<number> =>
    (await house.context.db.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`))?.n ?? 0;
  const started = () => count('panel_visits');
  const post = (path: string) => house.dana.post(path).type('form').send({}).expect(303);
  /** What is said to somebody who comes, and where they are led. */
  const refusal = async (parameters = prolific('late')) => {
    const { agent, text } = await house.arrive(parameters);
    const $ = page(text);
    expect($('main form')).toHaveLength(0);
    expect((await house.press(agent)).get('Location')).toBe(house.door);
    return { text: mainText($), link: $('main a.button').attr('href') };
  };

  it('says who, what, how long and what content before one button', async () => {
    const { text } = await house.arrive(prolific('<b>p1'));
    const $ = page(text);
    expect($('h1').text()).toBe('Take part in A small study');
    for (const said of [
      'lab@assay.test',
      '2 items, about 7 minutes',
      'Mentions tests.',
      'participant <b>p1',
    ]) {
      expect(mainText($)).toContain(said);
    }
    expect($('main b')).toHaveLength(0);
    expect($('main button')).toHaveLength(1);
    expect($('main input')).toHaveLength(0);
  });

  it('takes nothing when the address is opened, and keeps the parameters out of it', async () => {
    const { agent } = await house.arrive(prolific('p1'));
    const response = await agent.get(house.door);
    expect(response.get('Referrer-Policy')).toBe('same-origin');
    expect(await started()).toBe(0);
    expect(await count("users WHERE username LIKE 'panel-%'")).toBe(0);
  });

  it('writes no parameter into the log', async () => {
    const lines: string[] = [];
    const log = pino({ level: 'debug' }, { write: (line) => void lines.push(line) });
    const visitor = supertest.agent(createApp({ ...house.context, log }));
    await visitor.get(`${house.door}?${new URLSearchParams(prolific('secret-id')).toString()}`).expect(303);
    await visitor.get(house.door).expect(200);
    expect(lines).toHaveLength(2);
    expect(lines.join()).toContain('/panels/:token');
    expect(lines.join()).not.toMatch(/secret-id|study-1|PROLIFIC/);
  });

  it('makes a rater with a pseudonym, whose password nobody knows, and shows the re-entry code once', async () => {
    const agent = await house.start('p1');
    const first = mainText(page((await agent.get(paths.work())).text), '.flash');
    expect(first).toMatch(/Your re-entry code is \w{4}(-\w{4}){3}\./);
    expect((await agent.get(paths.work())).text).not.toContain('re-entry code');
    const row = await house.context.db.get(
      `SELECT role, password_hash AS hash, started FROM panel_visits v JOIN users ON users.id = user_id
       JOIN panels ON panels.id = panel_id JOIN participations p ON p.rater_id = user_id`,
    );
    expect(row).toEqual({ role: 'rater', hash: 'none', started: 1 });
  });

  it('goes on with the same account in the same browser and in another of the same session', async () => {
    const agent = await house.start('p1', 's1');
    const again = await house.arrive(prolific('p1', 's1'), agent);
    expect(page(again.text)('main button').text()).toBe('Go on');
    await house.press(agent).expect(303).expect('Location', paths.work());
    const { agent: other, text } = await house.arrive(prolific('p1', 's1'));
    expect(page(text)('#reentryCode')).toHaveLength(0);
    await house.press(other).expect(303).expect('Location', paths.work());
    const names = [agent, other].map(async (one) =>
      page((await one.get(paths.work())).text)('header').text(),
    );
    const [one, same] = (await Promise.all(names)).map((name) => /panel-\w{10}\b/.exec(name)?.[0]);
    expect([one, typeof one]).toEqual([same, 'string']);
    expect(await started()).toBe(1);
  });

  it('lets nobody in who knows the id alone', async () => {
    const agent = await house.start('p1', 's1');
    const code = /code is ([\w-]+)\./.exec((await agent.get(paths.work())).text)?.[1] ?? '';
    const { agent: stranger, text } = await house.arrive(prolific('p1', 'guessed'));
    expect(page(text)('main label').text()).toBe('Re-entry code');
    for (const reentryCode of ['', 'AAAA-AAAA-AAAA-AAAA', '<b>']) {
      const response = await house.press(stranger, { reentryCode });
      expect(response.status).toBe(422);
      expect(fieldErrors(page(response.text))).toEqual({
        reentryCode: 'This is not the re-entry code of this participant.',
      });
    }
    expect((await stranger.get(paths.work())).status).toBe(303);
    const typed = code.toLowerCase().replaceAll('-', ' ');
    await house.press(stranger, { reentryCode: typed }).expect(303).expect('Location', paths.work());
    await stranger.get(paths.work()).expect(200);
  });

  it('asks for the code wherever a panel sends no session', async () => {
    await house.settle({
      preset: 'sona',
      participantParameter: 'survey_code',
      studyParameter: '',
      sessionParameter: '',
    });
    const { agent } = await house.arrive({ survey_code: '1234' });
    await house.press(agent).expect(303);
    const { agent: stranger } = await house.arrive({ survey_code: '1234' });
    expect((await house.press(stranger)).status).toBe(422);
  });

  it('stops guessing after a hundred tries from one address', async () => {
    await house.start('p1', 's1');
    const { agent } = await house.arrive(prolific('p1', 'guessed'));
    for (let n = 0; n < 100; n++)
      expect((await house.press(agent, { reentryCode: `${n}` })).status).toBe(422);
    const response = await house.press(agent, { reentryCode: 'one more' });
    expect([response.status, Number(response.get('Retry-After'))]).toEqual([429, 3600]);
    expect(fieldErrors(page(response.text)).reentryCode).toContain('Too many tries.');
  });

  it('asks somebody who is signed in before it signs them out, and mixes nothing', async () => {
    const ada = await house.signedIn('ada');
    const { text } = await house.arrive(prolific('p1'), ada);
    expect(mainText(page(text))).toContain('You are signed in as ada.');
    expect(page(text)('main button').text()).toBe('Sign out and take part');
    expect((await house.press(ada)).status).toBe(409);
    expect(await started()).toBe(0);
    expect((await ada.get(paths.work())).text).toContain('ada');
    await house.press(ada, { leave: 'yes' }).expect(303);
    expect((await ada.get(paths.work())).text).toMatch(/panel-\w{10}/);
    const joined = await count(`participations WHERE rater_id = '${house.cast.ada.id}'`);
    expect([await started(), joined]).toEqual([1, 0]);
    expect((await house.press(ada, { leave: 'no' })).get('Location')).toBe(house.door);
    expect((await house.press(ada, { role: 'admin' })).status).toBe(400);
  });

  it('asks one participant before it goes on as another', async () => {
    const agent = await house.start('p1', 's1');
    await house.start('p2', 's2');
    await house.arrive(prolific('p2', 's2'), agent);
    expect((await house.press(agent)).status).toBe(409);
    await house.press(agent, { leave: 'yes' }).expect(303);
    expect(await started()).toBe(2);
  });

  it.each([
    ['nothing', ''],
    ['a parameter too few', 'PROLIFIC_PID=a&STUDY_ID=b'],
    ['one twice', 'PROLIFIC_PID=a&PROLIFIC_PID=b&STUDY_ID=c&SESSION_ID=d'],
    ['an array', 'PROLIFIC_PID[]=a&STUDY_ID=c&SESSION_ID=d'],
    ['a control', 'PROLIFIC_PID=a%00&STUDY_ID=c&SESSION_ID=d'],
    ['a long one', `PROLIFIC_PID=${'x'.repeat(101)}&STUDY_ID=c&SESSION_ID=d`],
    ['bytes that are no text', 'PROLIFIC_PID=%ff&STUDY_ID=c%0d%0aSet-Cookie:x&SESSION_ID=d'],
  ])('says what to do when the address has %s', async (_what, query) => {
    const visitor = house.visitor();
    if (query) await visitor.get(`${house.door}?${query}`).expect(303).expect('Location', house.door);
    const $ = page((await visitor.get(house.door).expect(200)).text);
    expect(mainText($)).toContain('Open the study from your panel again');
    expect(mainText($)).toContain('Your code: FULL3');
    // The link would need the ids that are missing.
    expect($('main a.button')).toHaveLength(0);
    await house.press(visitor).expect(303).expect('Location', house.door);
    expect(await started()).toBe(0);
  });

  it('forgets who came before when the next address is odd', async () => {
    const { agent } = await house.arrive(prolific('p1'));
    const { text } = await house.arrive({ ...prolific('p2'), SESSION_ID: '' }, agent);
    expect(mainText(page(text))).toContain('Open the study from your panel again');
  });

  it('knows no other panel', async () => {
    for (const token of ['x', 'A'.repeat(43), '%00', '..%2f']) {
      expect((await house.visitor().get(`/panels/${token}?PROLIFIC_PID=a`)).status).toBe(404);
      expect((await house.visitor().post(`/panels/${token}/visit`).type('form').send({})).status).toBe(404);
    }
  });

  it('gives the code of a full panel and the way back, whatever stands against starting', async () => {
    const link = 'https://panel.test/full?who=late&at=s1&cc=FULL3';
    await house.settle({ participantLimit: '1' });
    await house.start('p1');
    const full = await refusal();
    expect([full.text.includes('All places'), full.link]).toEqual([true, link]);
    await house.settle();
    for (const [close, open] of [
      [paths.panelClosing, paths.panelOpening],
      [paths.studyPause, paths.studyPauseRemoval],
      [paths.studyClosing, paths.studyClosingRemoval],
    ] as const) {
      await post(close(house.studyId));
      const found = await refusal(prolific('late<&'));
      expect(found.text).toContain('lets nobody new in');
      expect(found.text).toContain('FULL3');
      expect(found.link).toBe('https://panel.test/full?who=late%3C%26&at=s1&cc=FULL3');
      await post(open(house.studyId));
    }
    await post(paths.studyLock(house.studyId));
    expect((await refusal()).text).toContain('FULL3');
    expect(await started()).toBe(1);
  });

  it('lets those who have started back in when the panel is closed', async () => {
    await house.start('p1', 's1');
    await post(paths.panelClosing(house.studyId));
    const { agent } = await house.arrive(prolific('p1', 's1'));
    await house.press(agent).expect(303).expect('Location', paths.work());
  });

  it('gives the last place to one of several who press at once', async () => {
    await house.settle({ participantLimit: '2' });
    const agents: Agent[] = [];
    for (let n = 0; n < 6; n++) agents.push((await house.arrive(prolific(`p${n}`, `s${n}`))).agent);
    const answers = await Promise.all(agents.map((agent) => house.press(agent)));
    const led = answers.map((answer) => answer.get('Location')).sort();
    expect(led).toEqual([...Array<string>(4).fill(house.door), ...Array<string>(2).fill(paths.work())]);
    expect(await house.context.db.get('SELECT started FROM panels')).toEqual({ started: 2 });
    expect([await started(), await count("users WHERE username LIKE 'panel-%'")]).toEqual([2, 2]);
  });

  it('makes one account of one participant in two tabs at once', async () => {
    const agents = [(await house.arrive(prolific('p1'))).agent, (await house.arrive(prolific('p1'))).agent];
    await Promise.all(agents.map((agent) => house.press(agent).expect(303)));
    expect([await started(), await count("users WHERE username LIKE 'panel-%'")]).toEqual([1, 1]);
    expect(await house.context.db.get('SELECT started FROM panels')).toEqual({ started: 1 });
    for (const agent of agents) await house.press(agent).expect(303).expect('Location', paths.work());
  });

  it('lets nobody in whose account is disabled', async () => {
    await house.start('p1', 's1');
    await house.context.db.run("UPDATE users SET disabled_at = 1 WHERE username LIKE 'panel-%'");
    const { agent } = await house.arrive(prolific('p1', 's1'));
    expect((await house.press(agent)).status).toBe(404);
  });

  it('keeps the language chosen at the door', async () => {
    const { agent } = await house.arrive(prolific('p1'));
    await agent.post(paths.language()).type('form').send({ language: 'ar', next: house.door }).expect(303);
    const $ = page((await agent.get(house.door)).text);
    expect([$('html').attr('dir'), $('main button').text()]).toEqual(['rtl', 'ابدأ']);
    await house.press(agent).expect(303);
    expect(page((await agent.get(paths.work())).text)('html').attr('lang')).toBe('ar');
  });
});
