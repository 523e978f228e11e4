import { paths } from '../../../../server/paths';
import { chooseOne } from '../../choose';
import type { Operation } from '../rater';
import { ask, claim, open } from '../steps';

/** Looks at pages again, which takes and changes nothing. */
export const reload: Operation = {
  name: 'reload',
  weight: 1.5,
  run: async (rater) => {
    const page = await claim(rater);
    if (page) await open(rater, page.path);
    if (rater.rated.length > 0) await open(rater, chooseOne(rater.random, rater.rated));
    await ask(rater, paths.work());
  },
};
