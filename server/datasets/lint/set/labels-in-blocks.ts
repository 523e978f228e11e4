import { createLabelRuns, noteworthyDeviations } from '../labels/label-runs';
import type { FileRule } from '../lint-rule';

/** The runs test (Wald and Wolfowitz 1940) from three standard deviations down. */
export const labelsInBlocks: FileRule = {
  key: 'labels-in-blocks',
  name: 'Labels sorted or in blocks',
  why: 'Somebody who rates the items in file order soon answers out of habit, and the first hundred items are not like the rest.',
  severity: 'warning',
  examples: [
    {
      text: 'Yes, Yes, Yes, Yes, No, No, No, No, …',
      about: 'Equal labels stand together: the file is sorted by label.',
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
        if (!order || order.z > -noteworthyDeviations) return;
        const { line, length, name } = order.longest;
        const expected = Math.round(order.expectedRuns);
        const runs = `The ${order.labels} labels make ${order.runs} blocks of equal ones; a random order makes about ${expected} (z ${order.z.toFixed(1)})`;
        yield { line: 0, detail: `${runs}. The longest: ${length} times “${name}” from line ${line}.` };
      },
    };
  },
};
