import { setTimeout } from 'node:timers/promises';
import { paths } from '../../server/paths';
import { seededRandom } from '../../server/statistics/seeded-random';
import { createVisitor, filledForm, type Answer, type Visitor } from './visitor';

/** What raters met since they were last asked. */
export interface Traffic {
  /** Milliseconds from sending a rating until the answer that it is saved. */
  readonly ratings: readonly number[];
  /** Milliseconds of the page that follows. */
  readonly pages: readonly number[];
  /** Answers that were no success. */
  readonly failures: readonly string[];
}

export interface Raters {
  /** What was met since the last call. */
  take(): Traffic;
  stop(): Promise<void>;
}

export interface RaterTrafficOptions {
  readonly url: string;
  readonly studyId: string;
  readonly raters: readonly Readonly<Record<'username' | 'password', string>>[];
  /** Milliseconds a rater thinks, on average. */
  readonly pause: number;
}

const itemPage = /^\/assignments\/[^/]+\/rating$/;

/** Lets raters sign in and rate over HTTP, one item after another, until they are stopped. */
export async function startRaters({ url, studyId, raters, pause }: RaterTrafficOptions): Promise<Raters> {
  let met = { ratings: [] as number[], pages: [] as number[], failures: [] as string[] };
  const stopping = new AbortController();
  const check = (answer: Answer, wanted: number): boolean => {
    if (answer.status !== wanted) met.failures.push(`${answer.status} instead of ${wanted}`);
    return answer.status === wanted;
  };
  const rate = async (visitor: Visitor, random: () => number): Promise<void> => {
    let { location } = await visitor.post(paths.studyAssignments(studyId), {});
    while (!stopping.signal.aborted) {
      const page = await visitor.get(location);
      met.pages.push(page.milliseconds);
      if (!check(page, 200)) return;
      await setTimeout(pause * 2 * random(), undefined, { signal: stopping.signal });
      const isItem = itemPage.test(location);
      const action = isItem ? location : paths.studyAssignments(studyId);
      const saved = await visitor.post(action, isItem ? filledForm(page.body, action, random) : {});
      if (isItem) met.ratings.push(saved.milliseconds);
      if (check(saved, 303)) location = saved.location;
    }
  };
  const visitors: Promise<void>[] = [];
  for (const rater of raters) {
    const visitor = createVisitor(url);
    const { status } = await visitor.post(paths.signIn(), rater);
    if (status !== 303) throw new Error(`${rater.username} could not sign in: ${status}.`);
    const random = seededRandom(rater.username);
    visitors.push(
      rate(visitor, random).catch((error: unknown) => {
        if (!stopping.signal.aborted) met.failures.push(String(error));
      }),
    );
  }
  return {
    take: () => {
      const taken = met;
      met = { ratings: [], pages: [], failures: [] };
      return taken;
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(visitors);
    },
  };
}
