import type { PlacedProblem } from '../../problem';

/** A file that is wrong in every line is understood after so many; the counts go on, the list does not. */
const mostProblems = 100_000;

/** Problems that wait to be taken, no more than a limit in all. */
interface ProblemCap {
  add(problems: readonly PlacedProblem[]): void;
  size(): number;
  take(): PlacedProblem[];
}

/** The problem after the last one that is listed says that no more are. */
export function problemCap(limit = mostProblems): ProblemCap {
  let waiting: PlacedProblem[] = [];
  let count = 0;
  return {
    add: (problems) => {
      const [first] = problems;
      if (!first || count > limit) return;
      count += problems.length;
      if (count > limit) waiting.push(endOfList(first));
      else waiting.push(...problems);
    },
    size: () => waiting.length,
    take: () => {
      const taken = waiting;
      waiting = [];
      return taken;
    },
  };
}

function endOfList(first: PlacedProblem): PlacedProblem {
  const reason = 'From this line on problems are counted, but no longer listed.';
  return { ...first, kind: 'record', severity: 'warning', reason };
}
