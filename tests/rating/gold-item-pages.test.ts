import { paths } from '../../server/paths';
import { joinStudy } from '../../server/studies/join-study';
import { leaseMilliseconds } from '../../server/rating/lease';
import { engines } from '../support/engines';
import { openHouse, type Agent, type House } from '../support/house';
import { mainText, page } from '../support/html';
import { makeDataset, makeStudy } from '../studies/small-study';
import { assignmentOf, claim, hiddenFields } from './rater-at-work';

describe.each(engines)('the pages of a gold item on %s', (engine) => {
  let house: House;
  let ada: Agent;
  let studyId: string;
  beforeEach(async () => {
    house = await openHouse(engine);
    ada = await house.signedIn('ada');
    const { context, cast } = house;
    const goldFor = await makeDataset(context, { items: 6, dataset: { contentNote: 'Mentions tests.' } });
    const gold = { purpose: 'gold', goldFor, contentNote: 'Checks raters.' } as const;
    await makeDataset(context, { slug: 'gold', items: 6, dataset: gold });
    await context.db.run('INSERT INTO dataset_tags (dataset_id, tag) VALUES (?, ?)', goldFor, 'tests');
    studyId = (await makeStudy(context, { overlap: 1, goldShare: 0.5, datasets: ['likes-tests'] })).id;
    await joinStudy(context.db, context, { studyId, raterId: cast.ada.id });
  });
  afterEach(() => house.close());

  const isGold = async (url: string): Promise<boolean> =>
    (await house.context.db.get(
      'SELECT id FROM assignments WHERE id = ? AND is_gold = 1',
      assignmentOf(url),
    )) !== undefined;
  const countGold = async (state: string): Promise<number> =>
    (await house.context.db.all('SELECT id FROM assignments WHERE is_gold = 1 AND state = ?', state)).length;
  const skip = async (url: string): Promise<string> => {
    const sent = ada
      .post(paths.skip(assignmentOf(url)))
      .type('form')
      .send({ reason: 'other' });
    return String((await sent.expect(303)).get('Location'));
  };
  /** Skips until a gold item comes. */
  const claimGold = async (): Promise<string> => {
    let url = await claim(ada, studyId);
    while (!(await isGold(url))) url = await skip(url);
    return url;
  };

  it('have the content note of the dataset it is mixed into, and are skipped like any other’s', async () => {
    let seen = 0;
    for (let url = await claim(ada, studyId); url.startsWith('/assignments'); url = await skip(url)) {
      const text = mainText(page((await ada.get(url).expect(200)).text));
      expect(text).toContain('Content: Mentions tests.');
      expect(text).not.toContain('Checks raters.');
      if (await isGold(url)) seen += 1;
    }
    expect(seen).toBeGreaterThan(0);
    expect([await countGold('expired'), await countGold('free')]).toEqual([seen, 0]);
  });

  it('can be kept longer, and taken back when the lease has run out', async () => {
    const url = await claimGold();
    const sent = await hiddenFields(ada, url);
    for (const hasLapsed of [false, true]) {
      house.clock.advance(leaseMilliseconds - (hasLapsed ? 0 : 1));
      if (hasLapsed)
        await house.context.db.run(`UPDATE assignments SET state = 'expired' WHERE state = 'claimed'`);
      const kept = await ada
        .post(paths.lease(assignmentOf(url)))
        .type('form')
        .send(sent)
        .expect(200);
      expect(mainText(page(kept.text))).toContain('The item is kept for you for two more hours.');
    }
    expect([await countGold('claimed'), await countGold('free')]).toEqual([1, 0]);
  });

  it('go with the content of that dataset when the rater does not want it', async () => {
    await claimGold();
    await ada.post(paths.optOuts()).type('form').send({ tag: 'tests' }).expect(303);
    expect([await countGold('claimed'), await countGold('free')]).toEqual([0, 0]);
    expect(await claim(ada, studyId)).toBe(paths.workDone(studyId));
  });
});
