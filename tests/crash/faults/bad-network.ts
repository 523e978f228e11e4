import type { Fault } from './fault';

/** Cuts off some of the answers, or none any more. */
export const loseAnswers: Fault = {
  name: 'lose answers',
  weight: 3,
  run: async ({ random, proxy }) => {
    proxy.loss = proxy.loss > 0 ? 0 : 0.4 * random();
  },
};

/** Delivers some of the forms twice, or none any more. */
export const deliverTwice: Fault = {
  name: 'deliver twice',
  weight: 3,
  run: async ({ random, proxy }) => {
    proxy.duplication = proxy.duplication > 0 ? 0 : random();
  },
};
