import { sampleItems, type Candidate } from './sample-items';

/**
 * Which of a dataset's sampled items a blind study shows with their label: that share of those that have one, to the
 * nearest whole number, at least one and at most half of them, so none of a single one. Drawn as the sample is, stratified
 * by label, from the same seed with a stream of chance of its own: the sample is the one it would be without.
 * @returns their ids
 */
export function drawShownItems(
  sampled: readonly Candidate[],
  share: number,
  seed: string,
): ReadonlySet<string> {
  const labelled = sampled.filter(({ label }) => label !== null);
  if (share === 0 || labelled.length < 2) return new Set();
  const most = Math.floor(labelled.length / 2);
  const size = Math.min(most, Math.max(1, Math.round(share * labelled.length)));
  return new Set(sampleItems(labelled, size, `${seed}:shown`).items.map(({ id }) => id));
}
