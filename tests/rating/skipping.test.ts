import { paths } from '../../server/paths';
import { leaseMilliseconds } from '../../server/rating/lease';
import { skipReasons } from '../../server/rating/skip-reasons';
import { engines } from '../support/engines';
import { openHouse, type Agent, type House } from '../support/house';
import { fieldErrors, mainText, page } from '../support/html';
import { assignmentOf, assignmentsOf, claim, openStudy, rate } from './rater-at-work';

describe.each(engines)('skipping an item on %s', (engine) => {
  let house: House;
  let ada: Agent;
  let ben: Agent;
  beforeAll(async () => {
    house = await openHouse(engine);
    ada = await house.signedIn('ada');
    ben = await house.signedIn('ben');
  });
  afterAll(() => house.close());

  const skipOf = (url: string): string => paths.skip(assignmentOf(url));
  const skip = (url: string, fields: object = { reason: 'other' }, rater = ada) =>
    rater.post(skipOf(url)).type('form').send(fields);
  const skipsOf = (url: string) =>
    house.context.db.all('SELECT * FROM skips WHERE assignment_id = ?', assignmentOf(url));

  it('leads from the item’s page to a page that asks why, with nothing chosen', async () => {
    const study = await openStudy(house, 2);
    const url = await claim(ada, study.id);
    const $item = page((await ada.get(url).expect(200)).text);
    expect($item('a[data-skip]').attr('href')).toBe(skipOf(url));
    const $ = page((await ada.get(skipOf(url)).expect(200)).text);
    const offered = $('input[name=reason]').toArray();
    expect(offered.map((radio) => $(radio).val())).toEqual(skipReasons.map(({ key }) => key));
    expect($('input:checked')).toHaveLength(0);
    expect(mainText($)).toContain('upsetting never counts against you');
    // Whoever skips what is upsetting is not shown it again.
    expect(mainText($)).not.toContain('Statement');
    expect(await assignmentsOf(house, study.id)).toContainEqual(
      expect.objectContaining({ state: 'claimed' }),
    );
  });

  it('leads to the next item, notes the reason, and gives the slot to others', async () => {
    const study = await openStudy(house, 2, { plan: { overlap: 1 }, raters: ['ada', 'ben'] });
    const url = await claim(ada, study.id);
    const { headers } = await skip(url, { reason: 'language', comment: 'in\r\nGreek' }).expect(303);
    expect(headers.location).toMatch(/^\/assignments\//);
    expect(headers.location).not.toBe(url);
    expect(headers.location).toBe(await claim(ada, study.id));
    expect(mainText(page((await ada.get(String(headers.location))).text), 'body')).toContain('Item skipped.');
    expect(await skipsOf(url)).toEqual([
      {
        assignment_id: assignmentOf(url),
        reason: 'language',
        comment: 'in\nGreek',
        skipped_at: house.clock.now(),
      },
    ]);
    const events = await house.context.db.all(
      `SELECT actor_id, detail FROM audit_events WHERE action = 'item skipped' AND object_id = ?`,
      assignmentOf(url),
    );
    expect(events).toEqual([{ actor_id: house.cast.ada.id, detail: '{"reason":"language"}' }]);
    // Ben gets both items: the skipped one, and none that Ada holds.
    const theirs = await claim(ben, study.id);
    const rows = await assignmentsOf(house, study.id);
    const itemOf = (path: string) => rows.find(({ id }) => id === assignmentOf(path))?.study_item_id;
    expect(itemOf(theirs)).toBe(itemOf(url));
  });

  it('never counts towards the overlap, nor as an item rated', async () => {
    const study = await openStudy(house, 1, { plan: { overlap: 1 }, raters: ['ada', 'ben'] });
    const url = await claim(ada, study.id);
    expect((await skip(url).expect(303)).headers.location).toBe(paths.workDone(study.id));
    expect(mainText(page((await ada.get(paths.workDone(study.id))).text))).toContain(
      'You have rated 0 items',
    );
    await rate(ben, await claim(ben, study.id));
    const rows = await assignmentsOf(house, study.id);
    expect(rows.map(({ state, is_surplus, rater_id }) => [state, is_surplus, rater_id])).toEqual(
      expect.arrayContaining([
        ['expired', 0, house.cast.ada.id],
        ['completed', 0, house.cast.ben.id],
      ]),
    );
    expect(rows).toHaveLength(2);
  });

  it('never gives the rater the item again, not even when nothing else is left', async () => {
    const study = await openStudy(house, 1, { plan: { overlap: 1 } });
    const url = await claim(ada, study.id);
    await skip(url).expect(303);
    expect(await claim(ada, study.id)).toBe(paths.workDone(study.id));
    house.clock.advance(2 * leaseMilliseconds);
    expect(await claim(await house.signedIn('ada'), study.id)).toBe(paths.workDone(study.id));
    expect(mainText(page((await ada.get(paths.workDone(study.id))).text))).toContain('Nothing left to rate');
  });

  it('keeps an item that had lapsed from coming back, which it would do otherwise', async () => {
    for (const skips of [false, true]) {
      const study = await openStudy(house, 1, { plan: { overlap: 1 }, raters: ['ada', 'ben'] });
      const url = await claim(ada, study.id);
      house.clock.advance(leaseMilliseconds);
      await skip(await claim(ben, study.id), { reason: 'other' }, ben).expect(303);
      if (skips) await skip(url).expect(303);
      expect(await claim(ada, study.id)).toBe(skips ? paths.workDone(study.id) : url);
      const rows = await assignmentsOf(house, study.id);
      expect(rows.filter(({ state }) => state === (skips ? 'free' : 'claimed'))).toHaveLength(1);
    }
  });

  it('takes 20 equal requests at once for one, and leads all of them the same way', async () => {
    const study = await openStudy(house, 3, { plan: { overlap: 1 } });
    const url = await claim(ada, study.id);
    const all = await Promise.all(Array.from({ length: 20 }, () => skip(url).expect(303)));
    expect(new Set(all.map(({ headers }) => String(headers.location))).size).toBe(1);
    expect(await skipsOf(url)).toHaveLength(1);
    const states = (await assignmentsOf(house, study.id)).map(({ state }) => state).sort();
    expect(states).toEqual(['claimed', 'expired', 'free', 'free']);
    // A later repeat with another reason leads on too; the first one stands.
    const again = await skip(url, { reason: 'broken-item' }).expect(303);
    expect(again.headers.location).toBe(all[0]?.headers.location);
    expect(await skipsOf(url)).toMatchObject([{ reason: 'other' }]);
  });

  it('is refused for an item that is rated, and says that the rating stands', async () => {
    const study = await openStudy(house, 2);
    const url = await claim(ada, study.id);
    await rate(ada, url);
    for (const response of [await ada.get(skipOf(url)), await skip(url)]) {
      expect(response.status).toBe(409);
      const $ = page(response.text);
      expect(mainText($)).toContain('You have rated this item');
      expect($(`main a[href="${url}"]`)).toHaveLength(1);
    }
    expect(await skipsOf(url)).toEqual([]);
    expect(page((await ada.get(url)).text)('a[data-skip]')).toHaveLength(0);
  });

  it('asks for a reason, and keeps the comment meanwhile', async () => {
    const study = await openStudy(house, 1);
    const url = await claim(ada, study.id);
    for (const [fields, field] of [
      [{ comment: 'kept' }, 'reason'],
      [{ reason: 'bored', comment: 'kept' }, 'reason'],
      [{ reason: 'other', comment: 'x'.repeat(501) }, 'comment'],
      [{ reason: 'other', comment: 'bell \u0007' }, 'comment'],
    ] as const) {
      const $ = page((await skip(url, fields).expect(422)).text);
      expect(Object.keys(fieldErrors($))).toEqual([field]);
      expect($('textarea').val()).toBe(fields.comment);
    }
    await skip(url, { reason: 'other', is_gold: '1' }).expect(400);
    expect(await skipsOf(url)).toEqual([]);
  });

  it('exists for the item’s own rater alone', async () => {
    const study = await openStudy(house, 1, { raters: ['ada', 'ben'] });
    const url = await claim(ada, study.id);
    await skip(url, { reason: 'other' }, ben).expect(404);
    await ben.get(skipOf(url)).expect(404);
    await ada.get('/assignments/%00/skip').expect(404);
    const dana = await house.signedIn('dana');
    await dana.get(skipOf(url)).expect(403);
    await skip(url, { reason: 'other' }, dana).expect(403);
    await house.visitor().get(skipOf(url)).expect(303);
    await skip(url, { reason: 'other' }, house.visitor()).expect(303);
    expect(await skipsOf(url)).toEqual([]);
  });

  it('can be undone from the history: the answer counts, and the item is shown as rated', async () => {
    const study = await openStudy(house, 2, { plan: { overlap: 1 } });
    const url = await claim(ada, study.id);
    const next = String((await skip(url, { reason: 'upsetting', comment: 'not today' })).headers.location);
    const $history = page((await ada.get(paths.history()).expect(200)).text);
    const row = $history('.history > li').first();
    expect(row.text()).toMatch(/Skipped[\s\S]*It is upsetting[\s\S]*not today/);
    expect(row.find('details .specimen').text()).toContain('Statement');
    expect(row.find('a').attr('href')).toBe(url);
    expect(row.find('a').text()).toContain('Rate it after all');
    const $item = page((await ada.get(url).expect(200)).text);
    expect(mainText($item)).toContain('You have skipped this item. You can still rate it.');
    // The page leads back to what the rater holds.
    expect(await rate(ada, url)).toBe(next);
    const rows = await assignmentsOf(house, study.id);
    expect(rows.find(({ id }) => id === assignmentOf(url))).toMatchObject({
      state: 'completed',
      is_surplus: 0,
    });
    const $after = page((await ada.get(paths.history())).text);
    expect($after('.history > li').first().find('a').text()).toContain('Edit this rating');
    expect($after('.history > li').first().text()).not.toContain('Skipped');
    expect(await skipsOf(url)).toHaveLength(1);
  });

  it('keeps an answer that comes after all as surplus when others have the item', async () => {
    const study = await openStudy(house, 1, { plan: { overlap: 1 }, raters: ['ada', 'ben'] });
    const url = await claim(ada, study.id);
    await skip(url).expect(303);
    await rate(ben, await claim(ben, study.id));
    await rate(ada, url);
    const rows = await assignmentsOf(house, study.id);
    expect(rows.map(({ is_surplus }) => is_surplus).sort()).toEqual([0, 1]);
  });

  it('counts skipped items among the pages of the history', async () => {
    const study = await openStudy(house, 22, { plan: { overlap: 1 }, raters: ['cai'] });
    const cai = await house.signedIn('cai');
    for (let url = await claim(cai, study.id); url.startsWith('/assignments');) {
      house.clock.advance(1000);
      url = String((await skip(url, { reason: 'other' }, cai).expect(303)).headers.location);
    }
    const $ = page((await cai.get(`${paths.history()}?page=2`).expect(200)).text);
    expect(mainText($)).toContain('Page 2 of 2');
    expect($('.history > li')).toHaveLength(2);
  });
});
