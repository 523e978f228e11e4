import { percent, plural } from '../web/format';
import type { Decision } from './decision-store';
import type { DatasetStopping, ItemStopping, StoppingRules } from './stopping-rules';

/** The rules of a study as pages say them. */
export function stoppingWords(
  { item, dataset }: StoppingRules,
  overlap: number,
): { name: string; value: string }[] {
  return [
    ...(item ? [{ name: 'Doubtful items', value: itemWords(item, overlap) }] : []),
    ...(dataset ? [{ name: 'Clear datasets', value: datasetWords(dataset) }] : []),
  ];
}

/**
 * What a decision says and no more: the test keeps its word about the share it rules out, not about the one it was
 * set against.
 */
export function decisionWords(rule: DatasetStopping, decision: Decision | null): string {
  if (decision === null) return 'not decided yet';
  return decision === 'above'
    ? `good enough: above ${share(rule.below)}`
    : `too low: below ${share(rule.above)}`;
}

function itemWords({ most, threshold }: ItemStopping, overlap: number): string {
  return `after ${plural(overlap, 'rating', 'ratings')} one more at a time, until the majority is ${share(threshold)} sure or there are ${most}`;
}

function datasetWords({ above, below, alpha, beta }: DatasetStopping): string {
  return `stop once label agreement is found good enough (from ${share(above)}) or too low (up to ${share(below)}), wrongly in at most ${share(alpha)} and ${share(beta)} of cases`;
}

/** With as many digits as were entered. */
function share(value: number): string {
  return percent(value, 3).replace(/\.?0+%$/, '%');
}
