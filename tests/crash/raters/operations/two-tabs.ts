import type { Operation } from '../rater';
import { answer, claim, complain, open, submit } from '../steps';

/** Answers an item differently in two tabs: one is saved, the other one is told so. */
export const twoTabs: Operation = {
  name: 'two tabs',
  weight: 4,
  run: async (rater) => {
    const first = await claim(rater);
    if (!first) return;
    const second = await open(rater, first.path);
    if (second.baseRevision !== first.baseRevision) return;
    const given = [answer(rater, first, 'two tabs'), answer(rater, second, 'two tabs')] as const;
    const outcomes = await Promise.all([submit(rater, first, given[0]), submit(rater, second, given[1])]);
    const saved = outcomes.filter((outcome) => outcome === 'acknowledged').length;
    if (saved === 2) complain(rater, given[0], 'both of two tabs were saved.');
    // What was sent before and given up may have come in between.
    const others = rater.model.givenTo.get(first.assignmentId)!.filter(({ wasOpen }) => wasOpen);
    if (saved === 0 && others.every((one) => given.includes(one)))
      complain(rater, given[0], 'none of two tabs was saved.');
  },
};

/** Answers an item the same in two tabs: that is no conflict. */
export const sameInTwoTabs: Operation = {
  name: 'same in two tabs',
  weight: 1,
  run: async (rater) => {
    const first = await claim(rater);
    if (!first) return;
    const second = await open(rater, first.path);
    if (second.baseRevision !== first.baseRevision) return;
    const given = answer(rater, first, 'same in two tabs');
    const outcomes = await Promise.all([submit(rater, first, given), submit(rater, second, given)]);
    if (new Set(outcomes).size > 1) complain(rater, given, 'the same in two tabs was refused in one.');
  },
};
