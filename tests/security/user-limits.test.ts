import { paths } from '../../server/paths';
import { limitNamed, type LimitName } from '../../server/web/throttling/limits';
import { throttle } from '../../server/web/throttling/rate-limit';
import { smallStudy } from '../agreement/small-study';
import { writeStudy } from '../agreement/written-study';
import { engines } from '../support/engines';
import { mainText, page } from '../support/html';
import { openHouse, type Agent, type House } from '../support/house';

interface Sent {
  readonly status: number;
  readonly text: string;
  get(name: string): string | undefined;
}

/** What costs the server something each time: each with the limit that counts it, and how many of it there are. */
const costly = {
  imports: {
    limit: 'imports of an account',
    send: (dana: Agent, text: string): Promise<Sent> =>
      dana.post(paths.imports()).field('text', text).field('name', 'a dataset').then(),
    count: 'SELECT COUNT(*) AS n FROM imports',
  },
  reports: {
    limit: 'reports of an account',
    send: (dana: Agent, _text: string, studyId: string, seed: number): Promise<Sent> =>
      dana.post(paths.studyReports(studyId)).type('form').send({ barPercent: '90', seed }).then(),
    count: 'SELECT COUNT(*) AS n FROM reports',
  },
} as const satisfies Record<string, { limit: LimitName; send: unknown; count: string }>;

describe.each(engines)('what costs the server something, on %s', (engine) => {
  let house: House;
  let dana: Agent;
  let studyId: string;
  beforeAll(async () => {
    house = await openHouse(engine);
    studyId = (await writeStudy(house.context.db, smallStudy)).id;
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    dana = await house.signedIn('dana');
  });

  it.each(Object.keys(costly) as (keyof typeof costly)[])(
    'is done for one account only so often within an hour: %s',
    async (what) => {
      const { limit, send, count } = costly[what];
      const text = '{"question":"Is this a question?","answer_matching_behavior":" Yes"}';
      const done = async (): Promise<number> => Number((await house.context.db.get<{ n: number }>(count))?.n);
      const before = await done();
      const used = throttle(house.context, limit);
      const { points, seconds } = limitNamed(limit);
      for (let n = 1; n < points; n++) await used.consume(house.cast.dana.id);
      expect((await send(dana, text, studyId, 1)).status).toBe(303);
      const refused = await send(dana, text, studyId, 2);
      expect([refused.status, refused.get('Retry-After')]).toEqual([429, String(seconds)]);
      expect(mainText(page(refused.text))).toMatch(/too many|too often|try again/i);
      expect(await done()).toBe(before + 1);
      house.clock.advance(seconds * 1000);
      const back = await house.signedIn('dana');
      expect((await send(back, text, studyId, 3)).status).toBe(303);
      expect(await done()).toBe(before + 2);
    },
  );
});
