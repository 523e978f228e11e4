import type { Database } from '../../server/db/database';
import { earningsSoFar, recountEarnings } from '../../server/pay/earnings-so-far';
import { excludeRater } from '../../server/quality/exclude-rater';
import { leaseMilliseconds } from '../../server/rating/lease';
import { paths } from '../../server/paths';
import { claim, hiddenFields, openStudy, rate } from '../rating/rater-at-work';
import { paperAnswers } from '../studies/small-study';
import { engines } from '../support/engines';
import { openHouse, type Agent, type House } from '../support/house';
import { centsByItem, dollarsByHour, openPaidStudy, rateInTimes, setTerms } from './paid-study';

const second = 1000;

describe.each(engines)('what a rater has earned so far on %s', (engine) => {
  let house: House;
  let ada: Agent;
  let ben: Agent;
  beforeAll(async () => {
    house = await openHouse(engine);
    ada = await house.signedIn('ada');
    ben = await house.signedIn('ben');
  });
  afterAll(() => house.close());

  const claimantOf = (studyId: string) => ({ studyId, raterId: house.cast.ada.id });
  const soFar = (studyId: string, db: Database = house.context.db) =>
    earningsSoFar(db, claimantOf(studyId), house.context.now());
  const recounted = (studyId: string) =>
    recountEarnings(house.context.db, claimantOf(studyId), house.context.now());

  it('is undefined in a study that does not pay, or does not yet', async () => {
    const study = await openStudy(house, 1);
    expect(await soFar(study.id)).toBeUndefined();
    await setTerms(house, study.id, { ...centsByItem, rate: 'none', amount: 0 });
    expect(await soFar(study.id)).toBeUndefined();
  });

  it('counts what was rated before the first terms, and by the hour with idle time cut', async () => {
    const study = await openStudy(house, 4);
    // 60 s, 20 minutes of which 5 count, 30 s: 390 s of 12 dollars an hour are 1.30.
    await rateInTimes(house, ada, { studyId: study.id, times: [60, 1200, 30].map((time) => time * second) });
    await setTerms(house, study.id, dollarsByHour);
    expect(await soFar(study.id)).toEqual({ currency: 'USD', total: 130, today: 130 });
  });

  it('goes on from what it counted, with one query, and comes to the same as counting everything', async () => {
    const study = await openPaidStudy(house, 6, { choice: dollarsByHour });
    const queries: string[] = [];
    const { db } = house.context;
    // The database itself, with a note of what it is asked.
    const watched: Database = {
      ...db,
      all: (sql, ...params) => {
        queries.push(sql);
        return db.all(sql, ...params);
      },
    };
    expect(await soFar(study.id, watched)).toMatchObject({ total: 0 });
    for (const [index, time] of [30, 45, 10, 600].entries()) {
      await rateInTimes(house, ada, { studyId: study.id, times: [time * second] });
      queries.length = 0;
      const earned = await soFar(study.id, watched);
      expect(queries).toHaveLength(1);
      expect(earned).toEqual(await recounted(study.id));
      // 30, 75, 85 and, with 300 of the 600, 385 seconds; a third of a cent each.
      expect(earned?.total).toBe([10, 25, 28, 128][index]);
      queries.length = 0;
      expect(await soFar(study.id, watched)).toEqual(earned);
      expect(queries).toHaveLength(1);
    }
  });

  it('counts anew when the terms have changed, and pays later items by the new ones', async () => {
    const study = await openPaidStudy(house, 4);
    await rateInTimes(house, ada, { studyId: study.id, times: [second, second] });
    expect((await soFar(study.id))?.total).toBe(24);
    await setTerms(house, study.id, { ...centsByItem, amount: 5 });
    expect((await soFar(study.id))?.total).toBe(24);
    await rateInTimes(house, ada, { studyId: study.id, times: [second] });
    // The third item was handed out with the answer to the second, before the change: 12. The fourth pays 5.
    expect((await soFar(study.id))?.total).toBe(36);
    await rateInTimes(house, ada, { studyId: study.id, times: [second] });
    expect((await soFar(study.id))?.total).toBe(41);
    expect(await soFar(study.id)).toEqual(await recounted(study.id));
  });

  it('pays late answers and those beyond the overlap, no skips, and no edits', async () => {
    const study = await openPaidStudy(house, 2, { plan: { overlap: 1 }, raters: ['ada', 'ben'] });
    const url = await claim(ada, study.id);
    house.clock.advance(leaseMilliseconds + second);
    ada = await house.signedIn('ada');
    ben = await house.signedIn('ben');
    // Ben takes both items, so that Ada's answer to the first is late and surplus.
    await rateInTimes(house, ben, { studyId: study.id, times: [second, second] });
    expect((await soFar(study.id))?.total).toBe(0);
    await rate(ada, url);
    expect((await soFar(study.id))?.total).toBe(12);
    const edit = { ...(await hiddenFields(ada, url)), ...paperAnswers, relevance: '2' };
    await ada.post(url).type('form').send(edit).expect(303);
    expect((await soFar(study.id))?.total).toBe(12);
    expect(await soFar(study.id)).toEqual(await recounted(study.id));

    const another = await openPaidStudy(house, 2);
    const skipped = await claim(ada, another.id);
    await ada
      .post(paths.skip(skipped.split('/')[2] ?? ''))
      .type('form')
      .send({ reason: 'other' })
      .expect(303);
    expect((await soFar(another.id))?.total).toBe(0);
  });

  it('stays when the rater is excluded', async () => {
    const study = await openPaidStudy(house, 2);
    await rateInTimes(house, ada, { studyId: study.id, times: [second, second] });
    await excludeRater(house.context, {
      ...claimantOf(study.id),
      actorId: house.cast.dana.id,
      reason: 'Answers do not fit.',
    });
    expect((await recounted(study.id))?.total).toBe(24);
    expect((await soFar(study.id))?.total).toBe(24);
  });

  it('starts anew with each day, in total it goes on', async () => {
    const study = await openPaidStudy(house, 3);
    await rateInTimes(house, ada, { studyId: study.id, times: [second] });
    house.clock.advance(24 * 3600 * second);
    ada = await house.signedIn('ada');
    expect(await soFar(study.id)).toMatchObject({ total: 12, today: 0 });
    await rateInTimes(house, ada, { studyId: study.id, times: [second] });
    expect(await soFar(study.id)).toMatchObject({ total: 24, today: 12 });
    expect(await recounted(study.id)).toMatchObject({ total: 24, today: 12 });
  });

  it('counts the time that is expected where the clock went back', async () => {
    const study = await openPaidStudy(house, 2, { choice: dollarsByHour });
    const url = await claim(ada, study.id);
    house.clock.advance(-60 * second);
    await rate(ada, url);
    // 40 s of 12 dollars an hour: 13.3 cents.
    expect((await recounted(study.id))?.total).toBe(13);
    house.clock.advance(60 * second);
  });

  it('comes from the ratings alone: exports, pages, pauses and a server that starts anew change nothing', async () => {
    const study = await openPaidStudy(house, 6, { choice: dollarsByHour });
    await rateInTimes(house, ada, { studyId: study.id, times: [70, 20, 400].map((time) => time * second) });
    // 70 + 20 + 300 s of 12 dollars an hour.
    const earned = { currency: 'USD', total: 130, today: 130 };
    expect(await soFar(study.id)).toEqual(earned);
    const dana = await house.signedIn('dana');
    for (const path of [
      ...[paths.ratings(study.id, 'csv'), paths.ratings(study.id, 'jsonl'), paths.payList(study.id)],
      ...[paths.study(study.id), paths.studyPay(study.id), paths.studyRaters(study.id)],
    ]) {
      await dana.get(path).expect(200);
    }
    for (const path of [paths.work(), paths.earnings(), paths.history(), paths.workDone(study.id)]) {
      await ada.get(path).expect(200);
    }
    for (const path of [paths.studyPause(study.id), paths.studyPauseRemoval(study.id)]) {
      await dana.post(path).type('form').send({}).expect(303);
      house.clock.advance(3600 * second);
    }
    expect(await soFar(study.id)).toEqual(earned);
    // Nothing is remembered for another handle of the database.
    expect(await soFar(study.id, { ...house.context.db })).toEqual(earned);
    for (let times = 0; times < 3; times++) expect(await recounted(study.id)).toEqual(earned);
  });

  it('is nothing for somebody who has not joined', async () => {
    const study = await openPaidStudy(house, 1, { raters: ['ben'] });
    for (let times = 0; times < 2; times++)
      expect(await soFar(study.id)).toMatchObject({ total: 0, today: 0 });
  });
});
