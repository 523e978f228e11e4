import { createLabelRuns, noteworthyDeviations } from '../labels/label-runs';
import type { FileRule } from '../lint-rule';

/** The runs test (Wald and Wolfowitz 1940) from three standard deviations up. */
export const labelsAlternate: FileRule = {
  key: 'labels-alternate',
  name: 'Labels alternate in file order',
  why: 'Somebody who rates the items in file order can tell each label from the one before; samples are shuffled, other uses of the file may not be.',
  severity: 'warning',
  examples: [
    {
      text: 'Yes, No, Yes, No, Yes, No, …',
      about: 'Every label differs from the one before: a random order would not.',
    },
    {
      text: 'Yes, Yes, No, Yes, No, No, …',
      about: 'Changes about as often as a random order does: nothing to say.',
    },
  ],
  begin() {
    const labels = createLabelRuns();
    return {
      see: (item) => void labels.see(item),
      *end() {
        const order = labels.order();
        if (!order || order.z < noteworthyDeviations) return;
        const isStrict = order.runs === order.labels;
        const opening = isStrict
          ? `Every label differs from the one before it, over all ${order.labels} labels`
          : `The ${order.labels} labels change ${order.runs - 1} times`;
        const chance = Math.round(order.expectedRuns) - 1;
        yield {
          line: 0,
          detail: `${opening}; a random order changes about ${chance} times (z ${order.z.toFixed(1)}).`,
        };
      },
    };
  },
};
