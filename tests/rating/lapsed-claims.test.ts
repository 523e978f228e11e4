import { claimNext } from '../../server/rating/claim-assignment';
import { leaseMilliseconds } from '../../server/rating/lease';
import { submitRating } from '../../server/rating/submit-rating';
import { wordsIn } from '../../server/web/wording/words';
import { workPage } from '../../server/rating/work-page';
import { engines } from '../support/engines';
import { openHouse, type House } from '../support/house';
import { makeDataset, makeRaters, makeStudy, paperAnswers } from '../studies/small-study';

describe.each(engines)('a claim the rater let lapse on %s', (engine) => {
  let house: House;
  let studyId: string;
  let raters: string[];
  async function begin(options: { items: number; overlap: number; raters: number }): Promise<void> {
    house = await openHouse(engine);
    await makeDataset(house.context, { items: options.items });
    studyId = (await makeStudy(house.context, { overlap: options.overlap })).id;
    raters = await makeRaters(house.context, studyId, options.raters);
  }
  afterEach(() => house.close());

  const claim = (raterId: string) => claimNext(house.context, { studyId, raterId });
  const rate = async (raterId: string, assignmentId: string): Promise<void> => {
    const submissionId = house.context.newId();
    const rating = { raterId, assignmentId, submissionId, baseRevision: 0, comment: null };
    await submitRating(house.context, { ...rating, answers: paperAnswers });
  };
  const rateAll = async (raterId: string): Promise<void> => {
    for (let next = await claim(raterId); next; next = await claim(raterId)) await rate(raterId, next);
  };
  const workLeft = async (raterId: string) =>
    (await workPage(house.context, wordsIn('en'), raterId)).studies[0]?.status;
  const live = () =>
    house.context.db.all<{ state: string; raters: number }>(
      `SELECT state, COUNT(*) AS raters FROM assignments WHERE state <> 'expired' AND is_surplus = 0
       GROUP BY state ORDER BY state`,
    );

  it('can be finished when there are only as many raters as the overlap', async () => {
    await begin({ items: 10, overlap: 3, raters: 3 });
    for (const raterId of raters) {
      await claim(raterId);
      house.clock.advance(leaseMilliseconds);
    }
    // Somebody who asks for work frees what the others let lapse.
    for (const raterId of [...raters, ...raters]) await claim(raterId);
    for (const raterId of raters) await rateAll(raterId);
    expect(await live()).toEqual([{ state: 'completed', raters: 30 }]);
    for (const raterId of raters) expect(await workLeft(raterId)).toBe('Done');
  });

  it('is taken back after everything else, with a fresh lease, and counts as open until then', async () => {
    await begin({ items: 2, overlap: 2, raters: 2 });
    const [back = '', other = ''] = raters;
    const lapsed = await claim(back);
    house.clock.advance(leaseMilliseconds);
    await claim(other);
    expect(await workLeft(back)).toBe('Not started');
    const next = await claim(back);
    expect(next).not.toBe(lapsed);
    await rate(back, next ?? '');
    expect(await workLeft(back)).toBe('In progress');
    expect(await claim(back)).toBe(lapsed);
    const row = await house.context.db.get(
      'SELECT state, claimed_at, lease_until FROM assignments WHERE id = ?',
      lapsed ?? '',
    );
    const now = house.clock.now();
    expect(row).toEqual({ state: 'claimed', claimed_at: now, lease_until: now + leaseMilliseconds });
    await rate(back, lapsed ?? '');
    expect(await workLeft(back)).toBe('Done');
  });

  it('is waited for while others have all slots of its item', async () => {
    await begin({ items: 1, overlap: 1, raters: 2 });
    const [back = '', other = ''] = raters;
    await claim(back);
    house.clock.advance(leaseMilliseconds);
    await claim(other);
    expect(await claim(back)).toBeUndefined();
    expect(await workLeft(back)).toBe('Waiting');
  });

  it('goes to one of 20 who race for its slot', async () => {
    await begin({ items: 1, overlap: 1, raters: 20 });
    // Everybody but the last lets the item lapse once.
    for (const raterId of raters) {
      await claim(raterId);
      house.clock.advance(leaseMilliseconds);
    }
    const claims = await Promise.all(raters.map(claim));
    expect(claims.filter((id) => id !== undefined)).toHaveLength(1);
    expect(await live()).toEqual([{ state: 'claimed', raters: 1 }]);
  });

  it('meets late answers and new claims at once without losing a slot', async () => {
    await begin({ items: 6, overlap: 3, raters: 6 });
    const lapsed = await Promise.all(raters.slice(0, 3).map(claim));
    house.clock.advance(leaseMilliseconds);
    await claim(raters[3] ?? '');
    const late = lapsed.map((id, index) => rate(raters[index] ?? '', id ?? ''));
    await Promise.all([...late, ...raters.map(claim)]);
    for (const raterId of raters) await rateAll(raterId);
    expect(await live()).toEqual([{ state: 'completed', raters: 18 }]);
  });
});
