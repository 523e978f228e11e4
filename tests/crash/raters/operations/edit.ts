import { paths } from '../../../../server/paths';
import { chooseOne } from '../../choose';
import type { Operation } from '../rater';
import { answer, ask, open, submit } from '../steps';

const itemLinks = /href="(\/assignments\/[^"/]+\/rating)"/g;

/** Changes a rating that the history lists. */
export const edit: Operation = {
  name: 'edit',
  weight: 4,
  run: async (rater) => {
    const { body } = await ask(rater, paths.history());
    const links = [...body.matchAll(itemLinks)].map(([, path]) => path!);
    if (links.length === 0) return;
    const page = await open(rater, chooseOne(rater.random, links));
    await submit(rater, page, answer(rater, page, 'edit'));
  },
};
