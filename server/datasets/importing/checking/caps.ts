import type { PlacedProblem, Severity } from '../../problem';

/** A file that is wrong in every line is understood after so many; the counts go on, the list does not. */
const mostProblems = 100_000;

/** Problems that wait to be taken, no more than a limit of each severity in all. */
interface ProblemCap {
  add(problems: readonly PlacedProblem[]): void;
  size(): number;
  take(): PlacedProblem[];
}

/** Errors and warnings are counted apart: however many warnings there are, every error is listed. */
export function problemCap(limit = mostProblems): ProblemCap {
  let waiting: PlacedProblem[] = [];
  const counts: Record<Severity, number> = { error: 0, warning: 0 };
  return {
    add: (problems) => {
      for (const problem of problems) {
        const count = ++counts[problem.severity];
        if (count <= limit) waiting.push(problem);
        else if (count === limit + 1) waiting.push(endOfList(problem));
      }
    },
    size: () => waiting.length,
    take: () => {
      const taken = waiting;
      waiting = [];
      return taken;
    },
  };
}

/** In the place of the first one that is not listed. */
function endOfList(first: PlacedProblem): PlacedProblem {
  const reason = `From this line on ${first.severity}s are counted, but no longer listed.`;
  return { ...first, reason };
}
