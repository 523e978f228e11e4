import supertest from 'supertest';
import { paths } from '../../server/paths';
import { leaseMilliseconds } from '../../server/rating/lease';
import { throttle } from '../../server/web/throttling/rate-limit';
import { engines } from '../support/engines';
import { openHouse, type Agent, type House } from '../support/house';
import { mainText, page } from '../support/html';
import { paperAnswers } from '../studies/small-study';
import { behindFaultyFront } from './faulty-front';
import {
  assignmentOf,
  assignmentsOf,
  claim,
  hiddenFields,
  openStudy,
  rate,
  revisionsOf,
} from './rater-at-work';

/** What can go wrong between a rater and the server, and what comes of it. */
describe.each(engines)('a submission on %s', (engine) => {
  let house: House;
  let ada: Agent;
  let studyId: string;
  let url: string;
  beforeAll(async () => {
    house = await openHouse(engine);
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    ada = await house.signedIn('ada');
    studyId = (await openStudy(house, 3, { plan: { overlap: 1 }, raters: ['ada', 'ben'] })).id;
    url = await claim(ada, studyId);
  });

  const post = (fields: object, agent = ada) => agent.post(url).type('form').send(fields);
  const states = async (): Promise<string[]> =>
    (await assignmentsOf(house, studyId)).map(({ state }) => state).sort();
  const labelStored = async (): Promise<string | undefined> =>
    (
      await house.context.db.get<{ value: string }>(
        `SELECT value FROM answers WHERE question = 'label' AND rating_id =
           (SELECT current_rating_id FROM assignments WHERE id = ?)`,
        assignmentOf(url),
      )
    )?.value;

  it('F5: sent 20 times at once is one revision, and all are led to the same item', async () => {
    const sent = { ...(await hiddenFields(ada, url)), ...paperAnswers };
    const all = await Promise.all(Array.from({ length: 20 }, () => post(sent).expect(303)));
    expect(new Set(all.map(({ headers }) => String(headers.location))).size).toBe(1);
    expect(await revisionsOf(house, url)).toHaveLength(1);
    expect(await states()).toEqual(['claimed', 'completed', 'free']);
  });

  it('F6: whose reply is lost after it was stored is a success when it is sent again', async () => {
    const sent = { ...(await hiddenFields(ada, url)), ...paperAnswers };
    const { app, faults } = behindFaultyFront(house);
    const { username, password } = house.cast.ada;
    const behind = supertest.agent(app).set('Sec-Fetch-Site', 'same-origin');
    await behind.post(paths.signIn()).type('form').send({ username, password }).expect(303);
    faults.losesReply = true;
    await expect(post(sent, behind)).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(await revisionsOf(house, url)).toHaveLength(1);
    const { headers } = await post(sent, behind).expect(303);
    expect(headers.location).toBe(await claim(ada, studyId));
    expect(await revisionsOf(house, url)).toHaveLength(1);
  });

  it('is refused with all its answers when it comes faster than anybody rates, until a minute is over', async () => {
    const { ratingsPerMinute: points } = house.context.config;
    const limit = throttle(house.context, 'ratings of a rater');
    house.clock.advance(60_000);
    for (let n = 1; n < points; n++) await limit.consume(house.cast.ada.id);
    const invalid = await post({ ...(await hiddenFields(ada, url)) });
    expect(invalid.status).toBe(422);
    await rate(ada, url);
    house.clock.advance(20_000);
    url = await claim(ada, studyId);
    const sent = { ...(await hiddenFields(ada, url)), ...paperAnswers };
    const refused = await post(sent);
    expect([refused.status, refused.get('Retry-After')]).toEqual([429, '40']);
    const $ = page(refused.text);
    expect(mainText($)).toContain('Too many tries. Wait 1 minute, then try again.');
    expect($('input[name=label]:checked').val()).toBe(paperAnswers.label);
    expect(await revisionsOf(house, url)).toHaveLength(0);
    house.clock.advance(40_000);
    await post(sent).expect(303);
  });

  it('F7: sent again after Back with the same answers changes nothing and leads on', async () => {
    const sent = { ...(await hiddenFields(ada, url)), ...paperAnswers };
    const first = await post(sent).expect(303);
    const again = await post(sent).expect(303);
    expect(again.headers.location).toBe(first.headers.location);
    expect(await revisionsOf(house, url)).toHaveLength(1);
    expect(await states()).toEqual(['claimed', 'completed', 'free']);
  });

  it('F8: sent again after Back with other answers is a second revision, and the next page says so', async () => {
    const sent = { ...(await hiddenFields(ada, url)), ...paperAnswers };
    await post(sent).expect(303);
    const { headers } = await post({ ...sent, label: '1' }).expect(303);
    expect(await revisionsOf(house, url)).toHaveLength(2);
    expect(await labelStored()).toBe('1');
    const next = page((await ada.get(String(headers.location))).text);
    expect(mainText(next, 'body')).toContain('Rating updated.');
    // The first answers again, from the page as it was first sent, are refused: they are older now.
    await post(sent).expect(409);
    expect(await labelStored()).toBe('1');
  });

  it('F9: from a second window with other answers overwrites nothing and shows both', async () => {
    const [one, two] = [await hiddenFields(ada, url), await hiddenFields(ada, url)];
    await post({ ...one, ...paperAnswers }).expect(303);
    const $ = page((await post({ ...two, ...paperAnswers, label: '1' }).expect(409)).text);
    expect(mainText($)).toMatch(/What you sent.*give\?\s?No.*What is stored.*give\?\s?Yes/);
    expect(await labelStored()).toBe('0');
    // The way the page offers: the stored rating, as it is now.
    expect($(`main a[href="${url}"]`)).toHaveLength(1);
    expect(await rate(ada, url, { ...paperAnswers, label: '1' })).toBe(paths.history());
    expect(await labelStored()).toBe('1');
  });

  it('F9: from two windows at the same moment stores one of them and shows the other', async () => {
    const forms = await Promise.all([hiddenFields(ada, url), hiddenFields(ada, url)]);
    const responses = await Promise.all(
      forms.map((form, index) => post({ ...form, ...paperAnswers, label: String(index) })),
    );
    expect(responses.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect(await revisionsOf(house, url)).toHaveLength(1);
    expect(await labelStored()).toBe(String(responses.findIndex(({ status }) => status === 303)));
  });

  it('F11: asking for the next item 20 times at once, and reading pages meanwhile, is one item', async () => {
    await rate(ada, url);
    const asked = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        if (index % 4 === 3) await ada.get(paths.work()).expect(200);
        return claim(ada, studyId);
      }),
    );
    expect(new Set(asked).size).toBe(1);
    expect(await states()).toEqual(['claimed', 'completed', 'free']);
  });

  it('F13: refused because a proxy strips what browsers say of themselves says what to set, and can be sent again', async () => {
    const hidden = await hiddenFields(ada, url);
    const sent = { ...hidden, ...paperAnswers, comment: 'from anywhere' };
    const { app, faults } = behindFaultyFront(house);
    const { username, password } = house.cast.ada;
    const behind = supertest.agent(app).set('Sec-Fetch-Site', 'same-origin');
    await behind.post(paths.signIn()).type('form').send({ username, password }).expect(303);
    faults.stripsHeaders = true;
    const stripped = await post(sent, behind).expect(403);
    const $ = page(stripped.text);
    expect(mainText($)).toMatch(/nothing was changed.*Origin and Sec-Fetch-Site headers.*BASE_URL/);
    // A form that may come from anywhere is not shown, let alone ready to be sent from a page of ours.
    expect(stripped.text).not.toContain('from anywhere');
    expect($('main form')).toHaveLength(0);
    expect(await revisionsOf(house, url)).toEqual([]);
    faults.stripsHeaders = false;
    await post(sent, behind).expect(303);
    expect(await revisionsOf(house, url)).toHaveLength(1);
  });

  it('F14: after its lease has run out is stored: counted while the slot is free, and beside the others after', async () => {
    for (const others of [false, true]) {
      const late = (await openStudy(house, 1, { plan: { overlap: 1 }, raters: ['ada', 'ben'] })).id;
      const open = await claim(ada, late);
      const sent = { ...(await hiddenFields(ada, open)), ...paperAnswers };
      house.clock.advance(leaseMilliseconds);
      const ben = await house.signedIn('ben');
      if (others) await rate(ben, await claim(ben, late));
      expect(mainText(page((await ada.get(open).expect(200)).text))).toContain(
        'your answer will still be saved',
      );
      await ada.post(open).type('form').send(sent).expect(303);
      const mine = (await assignmentsOf(house, late)).find(({ id }) => id === assignmentOf(open));
      expect(mine).toMatchObject({ state: 'completed', is_surplus: others ? 1 : 0 });
    }
  });
});
