import { isUndefined } from '../../../statistics/outcome';
import { runsTest } from '../../../statistics/runs-test';
import { choiceName } from '../../choice-text';
import type { LintedItem } from '../lint-rule';

/** How the labels follow each other in file order, against what a random order of the same labels gives. */
export interface LabelOrder {
  readonly labels: number;
  readonly runs: number;
  readonly expectedRuns: number;
  /** In standard deviations of a random order. */
  readonly z: number;
  /** The longest stretch of equal labels: from which line, how many, of which choice. */
  readonly longest: { readonly line: number; readonly length: number; readonly name: string };
}

/**
 * How many standard deviations from chance are worth a person's look: three, as in Shewhart (1931), Economic Control of
 * Quality of Manufactured Product, chapter XIX. Chance alone gives that once in 370 datasets.
 */
export const noteworthyDeviations = 3;

export interface LabelRuns {
  see(item: LintedItem): void;
  /** Undefined when the labels have no order to speak of. */
  order(): LabelOrder | undefined;
}

/** Follows which choice is the label: the first, the second, … . Items without a label are passed over. */
export function createLabelRuns(): LabelRuns {
  const counts: number[] = [];
  let [runs, length] = [0, 0];
  let latest = -1;
  let start = 0;
  let longest = { line: 0, length: 0, name: '' };
  return {
    see({ line, choices, labelIndex }) {
      if (labelIndex === null) return;
      counts[labelIndex] = (counts[labelIndex] ?? 0) + 1;
      const isSame = labelIndex === latest;
      if (!isSame) [runs, length, start, latest] = [runs + 1, 0, line, labelIndex];
      length++;
      if (length > longest.length) longest = { line: start, length, name: nameOf(choices[labelIndex]) };
    },
    order() {
      // A label position that never occurred leaves a hole.
      const test =
        runs === 0
          ? undefined
          : runsTest(
              runs,
              [...counts].map((count) => count ?? 0),
            );
      if (!test || isUndefined(test)) return undefined;
      return { labels: test.n, runs, expectedRuns: test.expected, z: test.value, longest };
    },
  };
}

function nameOf(choice: LintedItem['choices'][number] | undefined): string {
  return choice ? choiceName(choice).slice(0, 40) : '';
}
