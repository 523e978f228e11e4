import type { Operation } from '../rater';
import { answer, claim, submit, submitOnce } from '../steps';

/** Closes the connection somewhere on the way, and then tries again or leaves it at that. */
export const abort: Operation = {
  name: 'abort',
  weight: 4,
  run: async (rater) => {
    const page = await claim(rater);
    if (!page) return;
    const given = answer(rater, page, 'abort');
    await submitOnce(rater, page, given, AbortSignal.timeout(Math.floor(20 * rater.random())));
    if (rater.random() < 0.6) await submit(rater, page, given);
  },
};
