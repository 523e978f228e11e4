import { setMaxListeners } from 'node:events';
import { seededRandom } from '../../../server/statistics/seeded-random';
import { chooseWeighted } from '../choose';
import type { Model } from '../model';
import type { PreparedStudy } from '../prepare-study';
import type { Tally } from '../tally';
import { createBrowser } from './browser';
import { rate } from './operations/rate';
import { actAsRater, unlessStopped, type Operation, type Rater } from './rater';
import { claim } from './steps';

/** Everybody who rates in one round. */
export interface Crowd {
  /** Lets everybody do whatever they like until the returned function is called. */
  begin(operations: readonly Operation[]): () => Promise<void>;
  /** Lets everybody do so until nothing is left for anybody. */
  finish(operations?: readonly Operation[]): Promise<void>;
  close(): void;
}

export interface CrowdOptions {
  readonly study: PreparedStudy;
  readonly model: Model;
  readonly tally: Tally;
  readonly seed: string;
  /** Where the raters go; they spread over all of them. */
  readonly urls: readonly string[];
  /** Milliseconds before a rater gives up on an answer. */
  readonly patience: number;
  readonly isServerUp: () => boolean;
}

/** Minutes after which raters who still find something to do have failed. */
const longestFinish = 10;

export function createCrowd(options: CrowdOptions): Crowd {
  const { study, model, tally, seed, urls, patience, isServerUp } = options;
  const members = study.raters.map((person, index) => {
    const random = seededRandom(`${seed} ${person.username}`);
    const browser = createBrowser({ url: urls[index % urls.length]!, patience, random });
    return { ...person, studyId: study.id, browser, random, model, tally, isServerUp, rated: [] };
  });
  const everybody = (stopping: AbortSignal, work: (rater: Rater) => Promise<void>): Promise<unknown> => {
    setMaxListeners(0, stopping);
    return Promise.all(
      members.map((member) => {
        const rater = { ...member, stopping };
        return unlessStopped(rater, () => work(rater));
      }),
    );
  };
  return {
    begin: (operations) => {
      const stopping = new AbortController();
      const working = everybody(stopping.signal, (rater) => actAsRater(rater, operations));
      return async () => {
        stopping.abort();
        await working;
      };
    },
    finish: async (operations = [rate]) => {
      const tooLong = AbortSignal.timeout(longestFinish * 60_000);
      for (let isWork = true; isWork && !tooLong.aborted;) {
        isWork = false;
        // Who is told that nothing is left asks once more when the others have answered what they held.
        await everybody(tooLong, async (rater) => {
          while (await claim(rater)) {
            isWork = true;
            await chooseWeighted(rater.random, operations).run(rater);
          }
        });
        if (tally.violations.length > 0) return;
      }
      if (tooLong.aborted) tally.violations.push('The raters did not come to an end.');
    },
    close: () => members.forEach(({ browser }) => browser.close()),
  };
}
