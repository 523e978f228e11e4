import { paths } from '../../../../server/paths';
import type { Operation } from '../rater';
import { ask, signIn } from '../steps';

export const signOut: Operation = {
  name: 'sign out and in',
  weight: 0.3,
  run: async (rater) => {
    await ask(rater, paths.signOut(), {});
    await signIn(rater);
  },
};
