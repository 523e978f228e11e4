import { setTimeout } from 'node:timers/promises';
import { paths } from '../../server/paths';
import { keepLonger } from '../../server/rating/keep-longer';
import { leaseMilliseconds } from '../../server/rating/lease';
import { engines } from '../support/engines';
import { openHouse, type Agent, type House } from '../support/house';
import { fieldErrors, mainText, page } from '../support/html';
import { paperAnswers } from '../studies/small-study';
import {
  assignmentOf,
  assignmentsOf,
  claim,
  claimSlowly,
  hiddenFields,
  openStudy,
  rate,
} from './rater-at-work';

const othersMay = 'Others may have this item now; your answer will still be saved.';

describe.each(engines)('keeping an item longer on %s', (engine) => {
  let house: House;
  let ada: Agent;
  let ben: Agent;
  beforeAll(async () => {
    house = await openHouse(engine);
    ada = await house.signedIn('ada');
    ben = await house.signedIn('ben');
  });
  afterAll(() => house.close());

  /** The time of day some milliseconds from now, on a clock that starts at 09:00. */
  const clockTime = (later: number): string =>
    new Date(house.clock.now() + later).toISOString().slice(11, 16);
  const leaseOf = (url: string): string => paths.lease(assignmentOf(url));
  const rowOf = async (studyId: string, url: string) =>
    (await assignmentsOf(house, studyId)).find(({ id }) => id === assignmentOf(url));
  const both = { raters: ['ada', 'ben'] as const };
  const keep = async (url: string, fields: object = {}, rater = ada) =>
    rater
      .post(leaseOf(url))
      .type('form')
      .send({ ...(await hiddenFields(rater, url)), ...fields });

  it('is offered with the time until which the item is kept', async () => {
    const study = await openStudy(house, 1);
    const url = await claim(ada, study.id);
    const $ = page((await ada.get(url)).text);
    expect(mainText($)).toContain(`Kept for you until ${clockTime(leaseMilliseconds)} UTC.`);
    expect($('main form button[formaction]').attr('formaction')).toBe(leaseOf(url));
    // Enter presses a form's first button, which must be the one that saves.
    expect($('main form button').first().text()).toBe('Save and next');
  });

  it('renews the lease, any number of times', async () => {
    const study = await openStudy(house, 1);
    const url = await claim(ada, study.id);
    const claimedAt = house.clock.now();
    for (let times = 1; times <= 12; times++) {
      house.clock.advance(leaseMilliseconds - 60_000);
      const $ = page((await keep(url)).text);
      expect(mainText($)).toContain('The item is kept for you for two more hours.');
      expect(mainText($)).toContain(`Kept for you until ${clockTime(leaseMilliseconds)} UTC.`);
      expect(await rowOf(study.id, url)).toMatchObject({
        claimed_at: claimedAt,
        lease_until: house.clock.now() + leaseMilliseconds,
      });
    }
  });

  it('shows again everything that was answered and asks for nothing that was not', async () => {
    const study = await openStudy(house, 1);
    const url = await claim(ada, study.id);
    const hidden = await hiddenFields(ada, url);
    const fields = { ...hidden, relevance: '2', flag: 'typo', comment: 'half\r\ndone' };
    const response = await ada.post(leaseOf(url)).type('form').send(fields).expect(200);
    const $ = page(response.text);
    expect($('input[name=relevance][checked]').val()).toBe('2');
    expect($('input[name=label][checked]')).toHaveLength(0);
    expect($('select[name=flag] option[selected]').val()).toBe('typo');
    expect($('textarea[name=comment]').val()).toBe('half\ndone');
    expect($('input[name=submissionId]').val()).toBe(hidden.submissionId);
    expect($('main form').attr('action')).toBe(url);
    expect($('main form').attr('data-unsaved')).toBeDefined();
    expect(fieldErrors($)).toEqual({});
    expect($('title').text()).not.toMatch(/^Error/);
  });

  it('takes 20 equal requests at once for one', async () => {
    const study = await openStudy(house, 2);
    const url = await claim(ada, study.id);
    house.clock.advance(1000);
    const fields = await hiddenFields(ada, url);
    const statuses = await Promise.all(
      Array.from({ length: 20 }, async () => (await ada.post(leaseOf(url)).type('form').send(fields)).status),
    );
    expect(new Set(statuses)).toEqual(new Set([200]));
    const held = (await assignmentsOf(house, study.id)).filter(({ state }) => state === 'claimed');
    expect(held).toMatchObject([{ lease_until: house.clock.now() + leaseMilliseconds }]);
  });

  it('takes an item back whose lease has run out, while its slot is free', async () => {
    const study = await openStudy(house, 2, { plan: { overlap: 1 }, ...both });
    const url = await claim(ada, study.id);
    house.clock.advance(leaseMilliseconds);
    ben = await house.signedIn('ben');
    // Whoever asks for work makes what has lapsed free; with two items free, chance may give Ben the other one.
    const theirs = await claim(ben, study.id);
    if ((await rowOf(study.id, url))?.study_item_id === (await rowOf(study.id, theirs))?.study_item_id) {
      await ben
        .post(paths.skip(assignmentOf(theirs)))
        .type('form')
        .send({ reason: 'other' })
        .expect(303);
    }
    expect(await rowOf(study.id, url)).toMatchObject({ state: 'expired' });
    expect(mainText(page((await ada.get(url)).text))).toContain(othersMay);
    expect(mainText(page((await keep(url)).text))).toContain('The item is kept for you for two more hours.');
    expect(await rowOf(study.id, url)).toMatchObject({
      state: 'claimed',
      claimed_at: house.clock.now(),
      lease_until: house.clock.now() + leaseMilliseconds,
    });
    expect(await claim(ada, study.id)).toBe(url);
    const live = (await assignmentsOf(house, study.id)).filter(({ state }) => state !== 'expired');
    expect(live).toHaveLength(2);
  });

  it('says that others have the item when they do, and the answer is saved all the same', async () => {
    const study = await openStudy(house, 1, { plan: { overlap: 1 }, ...both });
    const url = await claim(ada, study.id);
    house.clock.advance(leaseMilliseconds);
    await claim(ben, study.id);
    const $ = page((await keep(url, paperAnswers)).text);
    expect(mainText($)).toContain(othersMay);
    expect(mainText($)).not.toContain('Kept for you until');
    expect($('input[checked]')).toHaveLength(3);
    await rate(ada, url);
    expect(await rowOf(study.id, url)).toMatchObject({ state: 'completed', is_surplus: 1 });
  });

  it('says so too when the lease has run out and nobody has noticed', async () => {
    const study = await openStudy(house, 1);
    const url = await claim(ada, study.id);
    house.clock.advance(leaseMilliseconds);
    expect(mainText(page((await ada.get(url)).text))).toContain(othersMay);
    expect(mainText(page((await keep(url)).text))).toContain(
      `Kept for you until ${clockTime(leaseMilliseconds)} UTC.`,
    );
  });

  it('never gives a rater a second item, nor one that is skipped, nor one of a study that gives out nothing', async () => {
    const cases = [
      async (studyId: string) => void (await claim(ada, studyId)),
      async (_: string, url: string) => {
        const skipped = await ada
          .post(paths.skip(assignmentOf(url)))
          .type('form')
          .send({ reason: 'other' });
        expect(skipped.status).toBe(303);
        await house.context.db.run(`UPDATE assignments SET state = 'expired' WHERE state = 'claimed'`);
      },
      (studyId: string) => house.context.db.run('UPDATE studies SET paused_at = 1 WHERE id = ?', studyId),
      (studyId: string) =>
        house.context.db.run(
          `UPDATE study_datasets SET decision = 'above', decided_at = 1 WHERE study_id = ?`,
          studyId,
        ),
    ];
    for (const hinder of cases) {
      const study = await openStudy(house, 3, { plan: { overlap: 2 }, ...both });
      const url = await claim(ada, study.id);
      house.clock.advance(leaseMilliseconds);
      await claim(ben, study.id);
      expect(await rowOf(study.id, url)).toMatchObject({ state: 'expired' });
      await hinder(study.id, url);
      expect(mainText(page((await keep(url)).text))).not.toContain('The item is kept for you');
      expect(await rowOf(study.id, url)).toMatchObject({ state: 'expired' });
    }
  });

  it('never gives a rater a second item that is claimed at the same moment', async () => {
    const study = await openStudy(house, 3, { plan: { overlap: 2 }, ...both });
    const url = await claim(ada, study.id);
    house.clock.advance(leaseMilliseconds);
    await claim(ben, study.id);
    const { claiming, goOn } = await claimSlowly(house, study);
    const keeping = keepLonger(house.context, {
      assignmentId: assignmentOf(url),
      raterId: house.cast.ada.id,
    });
    // Whoever waited for nobody would have the item by now, and know nothing of the claim.
    await Promise.race([keeping, setTimeout(300)]);
    goOn();
    await claiming;
    expect(await keeping).toBe(false);
    const held = (await assignmentsOf(house, study.id)).filter(({ state }) => state === 'claimed');
    expect(held.filter(({ rater_id }) => rater_id === house.cast.ada.id)).toHaveLength(1);
  });

  it('changes nothing about an item that was rated meanwhile in another window', async () => {
    const study = await openStudy(house, 2);
    const url = await claim(ada, study.id);
    const older = await hiddenFields(ada, url);
    await rate(ada, url);
    const sent = { ...older, ...paperAnswers, label: '1' };
    const $ = page((await ada.post(leaseOf(url)).type('form').send(sent).expect(200)).text);
    expect($('input[name=label][checked]').val()).toBe('1');
    expect($('input[name=baseRevision]').val()).toBe('0');
    expect(mainText($)).not.toContain('Kept for you');
    expect(await rowOf(study.id, url)).toMatchObject({ state: 'completed' });
    // Saving this page then shows both answers.
    await ada.post(url).type('form').send(sent).expect(409);
  });

  it('refuses damaged forms, and exists for the item’s own rater alone', async () => {
    const study = await openStudy(house, 1, both);
    const url = await claim(ada, study.id);
    const fields = await hiddenFields(ada, url);
    await ada.post(leaseOf(url)).type('form').send({}).expect(400);
    await ada
      .post(leaseOf(url))
      .type('form')
      .send({ ...fields, is_gold: '1' })
      .expect(400);
    await ada.get(leaseOf(url)).expect(303).expect('Location', url);
    await ada.get('/assignments/%00/lease').expect(404);
    await ben.post(leaseOf(url)).type('form').send(fields).expect(404);
    await (await house.signedIn('dana')).post(leaseOf(url)).type('form').send(fields).expect(403);
    await house.visitor().post(leaseOf(url)).type('form').send(fields).expect(303);
    expect(await rowOf(study.id, url)).toMatchObject({ lease_until: house.clock.now() + leaseMilliseconds });
  });
});
