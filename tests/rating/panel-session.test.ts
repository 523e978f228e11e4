import { paths } from '../../server/paths';
import { endPanelVisit } from '../../server/studies/panels/end-visit';
import { engines, type Engine } from '../support/engines';
import { mainText, page } from '../support/html';
import type { Agent } from '../support/house';
import { openPanelHouse, prolific, type PanelHouse } from '../studies/panels/panel-house';
import { paperAnswers } from '../studies/small-study';
import { claim, hiddenFields, rate } from './rater-at-work';

describe.each(engines)('the session of a participant on %s', (engine) => {
  let house: PanelHouse;
  let agent: Agent;
  beforeEach(async () => {
    house = await openPanelHouse(engine);
    agent = await house.start('p1', 's1');
  });
  afterEach(() => house.close());

  const done = () => paths.workDone(house.studyId);
  const end = () => agent.post(paths.workEnd(house.studyId)).type('form').send({});
  /** Title, text and way back of the page at the end. */
  const shown = async (who = agent) => {
    const $ = page((await who.get(done()).expect(200)).text);
    return {
      title: $('h1').text(),
      code: $('main code').text(),
      link: $('main a.button').attr('href'),
      buttons: $('main button')
        .toArray()
        .map((button) => $(button).text()),
    };
  };
  const completed = {
    title: 'You have finished',
    code: 'DONE1',
    link: 'https://app.prolific.com/submissions/complete?cc=DONE1',
    buttons: [],
  };

  it('ends with its last item and gives the code, the same on every reload and for good', async () => {
    const second = await rate(agent, await claim(agent, house.studyId));
    expect((await shown()).code).toBe('');
    expect(await rate(agent, second)).toBe(done());
    expect(await shown()).toEqual(completed);
    await house.settle({ completedCode: 'OTHER', completedLink: '' });
    await end().expect(303).expect('Location', done());
    expect(await shown()).toEqual(completed);
    expect(await claim(agent, house.studyId)).toBe(done());
    const again = await house.arrive(prolific('p1', 's1'));
    await house.press(again.agent).expect(303).expect('Location', done());
    expect(await shown(again.agent)).toEqual(completed);
    const work = page((await agent.get(paths.work())).text);
    expect(work('main a.button').attr('href')).toBe(done());
  });

  it('can be left early, by a button on the work page, and gives the item to others', async () => {
    const url = await claim(agent, house.studyId);
    const work = page((await agent.get(paths.work())).text);
    expect(mainText(work)).toContain('0 of 2 items of your session rated');
    expect(work(`form[action="${paths.workEnd(house.studyId)}"] button`).text()).toBe(
      'Stop and get your code',
    );
    await end().expect(303).expect('Location', done());
    const early = { title: 'You have stopped', code: 'EARLY4', link: 'https://panel.test/early?cc=EARLY4' };
    expect(await shown()).toMatchObject(early);
    const held = "SELECT count(*) AS n FROM assignments WHERE state = 'claimed'";
    expect(await house.context.db.get(held)).toEqual({ n: 0 });
    // What was given to others is not taken back by keeping it longer.
    const form = await hiddenFields(agent, url);
    await agent.post(url.replace('/rating', '/lease')).type('form').send(form).expect(200);
    expect(await house.context.db.get(held)).toEqual({ n: 0 });
    // An answer that was under way is kept, and brings neither another item nor another code.
    expect(await rate(agent, url)).toBe(done());
    expect(await shown()).toMatchObject(early);
  });

  it('is complete when nothing is left, and has no place when there never was anything', async () => {
    await house.settle({ sessionItems: '9' });
    let url = await claim(agent, house.studyId);
    while (url !== done()) url = await rate(agent, url);
    expect(await shown()).toMatchObject({ title: 'You have finished', code: 'DONE1' });
    await house.context.db.run("UPDATE study_datasets SET decision = 'above', decided_at = 1");
    const late = await house.start('p2', 's2');
    expect(await claim(late, house.studyId)).toBe(done());
    expect(await shown(late)).toEqual({
      title: 'No items are left for you',
      code: 'FULL3',
      link: 'https://panel.test/full?who=p2&at=s2&cc=FULL3',
      buttons: [],
    });
  });

  it('waits with a pause, and ends when asked', async () => {
    await rate(agent, await claim(agent, house.studyId));
    const other = await house.start('p2', 's2');
    await house.dana.post(paths.studyPause(house.studyId)).type('form').send({}).expect(303);
    expect(await claim(other, house.studyId)).toBe(done());
    expect((await shown(other)).buttons).toEqual(['Get your code']);
    await other.post(paths.workEnd(house.studyId)).type('form').send({}).expect(303);
    expect(await shown(other)).toMatchObject({ code: 'FULL3' });
  });

  it('ends early for somebody who is taken out of the study', async () => {
    const row = await house.context.db.get<{ id: string }>('SELECT user_id AS id FROM panel_visits');
    const removal = paths.raterRemoval(house.studyId, row?.id ?? '');
    await house.dana.post(removal).type('form').send({}).expect(303);
    expect(await claim(agent, house.studyId)).toBe(done());
    expect((await shown()).code).toBe('');
    await end().expect(303);
    expect(await shown()).toMatchObject({ code: 'EARLY4' });
  });

  it('is ended once by whoever ends it: two at once leave one code', async () => {
    await Promise.all([end().expect(303), end().expect(303)]);
    const { db } = house.context;
    const ended = await db.all("SELECT id FROM audit_events WHERE action = 'panel visit ended'");
    expect(ended).toHaveLength(1);
  });

  it('keeps an answer that came after the sign-in had run out, and leads to it from the panel', async () => {
    const url = await claim(agent, house.studyId);
    const form = { ...(await hiddenFields(agent, url)), ...paperAnswers };
    await agent.post(paths.signOut()).type('form').send({}).expect(303);
    const answer = await agent.post(url).type('form').send(form).expect(303);
    const signIn = page((await agent.get(answer.get('Location') ?? '')).text);
    expect(mainText(signIn)).toContain('You came from a panel? Open the study there again');
    await house.arrive(prolific('p1', 's1'), agent);
    await house.press(agent).expect(303).expect('Location', paths.parked());
  });

  it('can be ended by what comes before the work, with the code for that', async () => {
    const { context, studyId, cast } = house;
    const row = await context.db.get<{ id: string }>('SELECT user_id AS id FROM panel_visits');
    const screenOut = (userId: string) =>
      context.db.transaction((tx) =>
        endPanelVisit(tx, context, { userId, studyId, outcome: 'screened out' }),
      );
    expect(await screenOut(cast.ada.id)).toBeUndefined();
    expect(await screenOut(row?.id ?? '')).toMatchObject({
      outcome: 'screened out',
      code: 'OUT2',
      returnLink: null,
    });
    expect(await screenOut(row?.id ?? '')).toMatchObject({ code: 'OUT2' });
    expect(await shown()).toMatchObject({ title: 'Thank you for your time', code: 'OUT2', link: undefined });
    await context.db.run('DELETE FROM panel_endings');
    const other = await house.start('p2', 's2');
    expect((await other.post(paths.workEnd(studyId)).type('form').send({})).status).toBe(500);
  });

  it('ends with the code for being screened out when consent is declined', async () => {
    const told = {
      organiser: 'The bureau of tests',
      contact: '',
      secondsPerItem: '',
      guidelines: '',
      action: 'save',
    };
    const telling = paths.studyTelling(house.studyId);
    await house.dana
      .post(telling)
      .type('form')
      .send({ ...told, consent: 'Do you agree?' })
      .expect(303);
    const { text } = await house.arrive(prolific('p2', 's2'));
    expect(mainText(page(text))).toContain('The bureau of tests');
    const url = await claim(agent, house.studyId);
    expect(url).toBe(paths.studyConsent(house.studyId));
    const textId = page((await agent.get(url)).text)('input[name=textId]').val();
    const declining = agent.post(url).type('form').send({ textId, decision: 'declined' });
    await declining.expect(303).expect('Location', done());
    expect(await shown()).toMatchObject({ title: 'Thank you for your time', code: 'OUT2' });
    expect(page((await agent.get(paths.work())).text)('main a.button').attr('href')).toBe(done());
  });

  it('shows a code to nobody else', async () => {
    await end().expect(303);
    const other = await house.start('p2', 's2');
    const ada = await house.signedIn('ada');
    for (const who of [other, ada, house.visitor()]) {
      for (const path of [paths.work(), done(), house.door]) {
        expect((await who.get(path)).text).not.toMatch(/DONE1|OUT2|EARLY4/);
      }
    }
    expect((await ada.post(paths.workEnd(house.studyId)).type('form').send({})).status).toBe(404);
    expect((await house.visitor().post(paths.workEnd(house.studyId)).type('form').send({})).status).toBe(303);
    const unknown = agent.post(paths.workEnd(house.context.newId())).type('form').send({});
    expect((await unknown).status).toBe(404);
    expect(
      (await agent.post(paths.workEnd(house.studyId)).type('form').send({ outcome: 'completed' })).status,
    ).toBe(400);
  });
});

/** Everything a participant is sent from the door to the code, when the labels are these. */
async function everythingSeen(engine: Engine, flip: boolean): Promise<string[]> {
  const house = await openPanelHouse(engine);
  if (flip)
    await house.context.db.run('UPDATE items SET label_index = 1 - label_index, label_confidence = 0.51');
  const { agent, text } = await house.arrive(prolific('p1'));
  const seen = [text];
  const note = async (path: string): Promise<void> => {
    seen.push(path, (await agent.get(path)).text);
  };
  await house.press(agent).expect(303);
  for (const path of [paths.work(), house.door]) await note(path);
  let url = await claim(agent, house.studyId);
  for (let item = 0; item < 2; item++) {
    await note(url);
    url = await rate(agent, url);
    await note(paths.work());
  }
  for (const path of [url, paths.history(), house.door]) await note(path);
  await house.close();
  return seen;
}

it.each(engines)('tells a participant nothing of labels on %s', async (engine) => {
  const seen = await everythingSeen(engine, false);
  expect(await everythingSeen(engine, true)).toEqual(seen);
  expect(seen.join()).toContain('DONE1');
});
