import { mean } from 'd3-array';

/**
 * The order of things in which those alike stand together: average linkage (Sokal and Michener, 1958), which joins
 * again and again the two groups that are most alike on average, and puts the later behind the earlier. Two pairs that are
 * equally alike are joined in the order of their first members, so that the same input always gives the same order.
 * @param likeness of two things, the same both ways; undefined where nothing is known, which counts as the mean of all
 */
export function clustered(count: number, likeness: (a: number, b: number) => number | undefined): number[] {
  const known = likenesses(count, likeness);
  let groups = Array.from({ length: count }, (_, index) => [index]);
  while (groups.length > 1) {
    const [a, b] = mostAlike(groups, known);
    groups = groups.flatMap((group, index) => {
      if (index === b) return [];
      return [index === a ? [...group, ...groups[b]!] : group];
    });
  }
  return groups[0] ?? [];
}

function likenesses(count: number, likeness: (a: number, b: number) => number | undefined): number[][] {
  const indexes = Array.from({ length: count }, (_, index) => index);
  const found = indexes.map((a) => indexes.map((b) => (a === b ? undefined : likeness(a, b))));
  const usual = mean(found.flat()) ?? 0;
  return found.map((row) => row.map((value) => value ?? usual));
}

function mostAlike(groups: readonly number[][], known: readonly number[][]): [number, number] {
  let best: [number, number] = [0, 1];
  let highest = -Infinity;
  groups.forEach((group, a) => {
    groups.slice(a + 1).forEach((other, offset) => {
      const average = mean(group.flatMap((one) => other.map((two) => known[one]?.[two] ?? 0))) ?? 0;
      if (average <= highest) return;
      highest = average;
      best = [a, a + 1 + offset];
    });
  });
  return best;
}
