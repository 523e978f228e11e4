import { setTimeout } from 'node:timers/promises';
import { paths } from '../../server/paths';
import { leaseMilliseconds } from '../../server/rating/lease';
import { chooseOptOuts } from '../../server/rating/opting-out/choose-opt-outs';
import { engines } from '../support/engines';
import { openHouse, type Agent, type House } from '../support/house';
import { mainText, page } from '../support/html';
import { makeDataset, makeStudy } from '../studies/small-study';
import { joinStudy } from '../../server/studies/join-study';
import { assignmentOf, assignmentsOf, claim, claimSlowly, openStudy, rate } from './rater-at-work';

describe.each(engines)('content a rater does not want to see, on %s', (engine) => {
  let house: House;
  let ada: Agent;
  beforeEach(async () => {
    house = await openHouse(engine);
    ada = await house.signedIn('ada');
  });
  afterEach(() => house.close());

  const choose = (tags: string | string[], rater = ada) =>
    rater.post(paths.optOuts()).type('form').send({ tag: tags });
  const chosen = () => house.context.db.all('SELECT rater_id, tag FROM opt_outs ORDER BY rater_id, tag');
  const offered = async (rater = ada): Promise<Record<string, boolean>> => {
    const $ = page((await rater.get(paths.optOuts()).expect(200)).text);
    const boxes = $('input[name=tag]').toArray();
    return Object.fromEntries(
      boxes.map((box) => [String($(box).val()), $(box).attr('checked') !== undefined]),
    );
  };

  it('is chosen among the tags in the rater’s own studies, with what is said of them', async () => {
    await openStudy(house, 1, { tags: ['violence', 'animals'], contentNote: 'Mentions fights.' });
    await openStudy(house, 1, { tags: ['war'], raters: ['ben'] });
    expect(await offered()).toEqual({ animals: false, violence: false });
    const $ = page((await ada.get(paths.optOuts())).text);
    expect($(`#${$('input[value=violence]').attr('aria-describedby')}`).text()).toBe('Mentions fights.');
    expect(mainText($)).not.toMatch(/jsonl|likes tests/);
  });

  it('is kept, shown again, and changed', async () => {
    await openStudy(house, 1, { tags: ['violence', 'animals', 'war'] });
    await choose(['war', 'violence', 'war']).expect(303);
    expect(await offered()).toEqual({ animals: false, violence: true, war: true });
    await choose('animals').expect(303);
    expect(await offered()).toEqual({ animals: true, violence: false, war: false });
    await ada.post(paths.optOuts()).type('form').send({}).expect(303);
    expect(await chosen()).toEqual([]);
  });

  it('stays chosen when no dataset has the tag any more', async () => {
    await openStudy(house, 1, { tags: ['war'] });
    await choose('war').expect(303);
    await house.context.db.run('DELETE FROM dataset_tags');
    expect(await offered()).toEqual({ war: true });
    await choose('war').expect(303);
  });

  it('says so when nothing is marked', async () => {
    await openStudy(house, 1);
    expect(mainText(page((await ada.get(paths.optOuts())).text))).toContain(
      'Nothing in your studies is marked.',
    );
  });

  it('is not given out any more, and what is held goes to others', async () => {
    const study = await openStudy(house, 2, { tags: ['war'], plan: { overlap: 1 }, raters: ['ada', 'ben'] });
    const url = await claim(ada, study.id);
    await choose('war').expect(303);
    const rows = await assignmentsOf(house, study.id);
    expect(rows.map(({ state }) => state).sort()).toEqual(['expired', 'free', 'free']);
    expect(await claim(ada, study.id)).toBe(paths.workDone(study.id));
    expect(mainText(page((await ada.get(paths.work())).text))).toContain('Nothing left for you here.');
    // Nor when others hold what is left of it.
    const ben = await house.signedIn('ben');
    await rate(ben, await claim(ben, study.id));
    expect(mainText(page((await ada.get(paths.work())).text))).toContain('Nothing left for you here.');
    const events = await house.context.db.all(
      `SELECT actor_id, detail FROM audit_events WHERE action = 'content opted out of'`,
    );
    expect(events).toEqual([{ actor_id: house.cast.ada.id, detail: '{"tags":1,"released":1}' }]);
    // An answer that is under way is still taken.
    await rate(ada, url);
  });

  it('leaves other content, what is rated, and other raters alone', async () => {
    const { context, cast } = house;
    const ids = [await makeDataset(context, { slug: 'calm' }), await makeDataset(context, { slug: 'loud' })];
    await context.db.run('INSERT INTO dataset_tags (dataset_id, tag) VALUES (?, ?)', ids[1] ?? '', 'noise');
    const study = await makeStudy(context, { overlap: 2 });
    for (const name of ['ada', 'ben'] as const) {
      await joinStudy(context.db, context, { studyId: study.id, raterId: cast[name].id });
    }
    const ben = await house.signedIn('ben');
    const theirs = await claim(ben, study.id);
    await rate(ada, await claim(ada, study.id));
    const slugOf = async (url: string): Promise<string | undefined> =>
      (
        await context.db.get<{ slug: string }>(
          `SELECT sd.slug FROM assignments a JOIN study_datasets sd ON sd.id = a.study_dataset_id WHERE a.id = ?`,
          assignmentOf(url),
        )
      )?.slug;
    await choose('noise').expect(303);
    const given: (string | undefined)[] = [];
    for (let url = await claim(ada, study.id); url.startsWith('/assignments'); url = await rate(ada, url)) {
      given.push(await slugOf(url));
    }
    expect(new Set(given)).toEqual(new Set(['calm']));
    const mine = (await assignmentsOf(house, study.id)).filter(({ rater_id }) => rater_id === cast.ada.id);
    expect(mine.filter(({ state }) => state === 'completed')).toHaveLength(1 + given.length);
    expect(await claim(ben, study.id)).toBe(theirs);
  });

  it('does not come back when the rater had let it lapse, and does once it is wanted again', async () => {
    const study = await openStudy(house, 1, { tags: ['war'], plan: { overlap: 1 }, raters: ['ada', 'ben'] });
    const url = await claim(ada, study.id);
    house.clock.advance(leaseMilliseconds);
    const ben = await house.signedIn('ben');
    const theirs = await claim(ben, study.id);
    await ben
      .post(paths.skip(assignmentOf(theirs)))
      .type('form')
      .send({ reason: 'other' })
      .expect(303);
    await choose('war').expect(303);
    expect(await claim(ada, study.id)).toBe(paths.workDone(study.id));
    const hidden = { submissionId: house.context.newId(), baseRevision: '0' };
    const kept = await ada
      .post(paths.lease(assignmentOf(url)))
      .type('form')
      .send(hidden)
      .expect(200);
    expect(mainText(page(kept.text))).toContain('Others may have this item now');
    await choose([]).expect(303);
    expect(await claim(ada, study.id)).toBe(url);
  });

  it('goes to others also when it is claimed at the same moment, before the choice is stored', async () => {
    const study = await openStudy(house, 20, { tags: ['war'] });
    const { claiming, goOn } = await claimSlowly(house, study);
    const choosing = chooseOptOuts(house.context, house.cast.ada.id, ['war']);
    // A choice that waited for nobody would be stored by now, and know nothing of the claim.
    await Promise.race([choosing, setTimeout(300)]);
    goOn();
    await Promise.all([claiming, choosing]);
    const states = (await assignmentsOf(house, study.id)).map(({ state }) => state);
    expect(states.filter((state) => state === 'expired')).toHaveLength(1);
    expect(states).not.toContain('claimed');
  });

  it('is refused when a tag was not offered or a field is not the form’s', async () => {
    await openStudy(house, 1, { tags: ['war'] });
    await choose(['war', 'peace']).expect(400);
    await ada.post(paths.optOuts()).type('form').send({ tag: 'war', rater: 'ben' }).expect(400);
    expect(await chosen()).toEqual([]);
  });

  it('is the rater’s own business', async () => {
    await openStudy(house, 1, { tags: ['war'], raters: ['ada', 'ben'] });
    await choose('war').expect(303);
    expect(await offered(await house.signedIn('ben'))).toEqual({ war: false });
    const dana = await house.signedIn('dana');
    await dana.get(paths.optOuts()).expect(403);
    await choose('war', dana).expect(403);
    await house.visitor().get(paths.optOuts()).expect(303);
    await choose('war', house.visitor()).expect(303);
  });

  it('is announced by the notes of the datasets, on the work page and with each item, without a file’s name', async () => {
    const study = await openStudy(house, 2, { contentNote: 'Mentions <b>fights</b>.' });
    await openStudy(house, 2);
    const $work = page((await ada.get(paths.work())).text);
    expect(
      $work('.work-list')
        .text()
        .match(/Content: /g),
    ).toHaveLength(1);
    const url = await claim(ada, study.id);
    for (const path of [paths.work(), url]) {
      const { text } = await ada.get(path);
      expect(mainText(page(text))).toContain('Content: Mentions <b>fights</b>.');
      expect(text).not.toContain('jsonl');
    }
  });
});
