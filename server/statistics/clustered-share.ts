import { type Estimate, isUndefined, type Undefined } from './outcome';
import { wilsonInterval, type Level } from './wilson-interval';

/** Trials that go together, such as the ratings of one item. */
export interface Cluster {
  readonly successes: number;
  readonly n: number;
}

/**
 * The share of successes among trials that come in clusters, with an interval (95% unless told) that answers: what if
 * other clusters had been drawn? Trials of one cluster tend to be alike, so they tell less than as many independent ones.
 *
 * The value pools all trials. The interval is Wilson's at the effective number of trials: their number divided by
 * the design effect, which is the variance of the pooled share over clusters, m/(m−1) · Σ(yᵢ − p·nᵢ)² / N²,
 * divided by what it would be if every trial were a cluster of its own, p(1 − p) / (N − 1). At most N, so never
 * narrower than for independent trials. Where no cluster differs from p (all trials the same, or one cluster) the
 * variance cannot be estimated, and the effective number is m: one trial for each cluster.
 *
 * Variance: Cochran (1977), Sampling Techniques, 3rd edition, section 3.12. Design effect: Kish (1965), Survey
 * Sampling. Wilson's interval at the effective number: Franco, Little, Louis and Slud (2019), Journal of Survey
 * Statistics and Methodology 7(3), who find that with an estimated design effect it covers somewhat less than 95%.
 *
 * Undefined without trials; clusters without trials change nothing. Example: three trials in each of ten clusters,
 * all successes in seven and all failures in three, give 0.7 with 9.31 effective trials of 30. `n` is the number of
 * trials. Cost: a few passes over the clusters.
 */
export function clusteredShare(
  clusters: readonly Cluster[],
  level: Level = 0.95,
): Required<Estimate> | Undefined {
  const filled = clusters.filter((cluster) => cluster.n > 0);
  const successes = filled.reduce((sum, cluster) => sum + cluster.successes, 0);
  const n = filled.reduce((sum, cluster) => sum + cluster.n, 0);
  const effective = effectiveNumber(filled, successes, n);
  const interval = wilsonInterval(successes === 0 ? 0 : (successes * effective) / n, effective, level);
  return isUndefined(interval) ? interval : { value: successes / n, ...interval, n };
}

function effectiveNumber(clusters: readonly Cluster[], successes: number, n: number): number {
  const m = clusters.length;
  // N² times the sum of squares above: in whole numbers, so that "no cluster differs" is exact.
  const spread = clusters.reduce(
    (sum, cluster) => sum + (cluster.successes * n - successes * cluster.n) ** 2,
    0,
  );
  if (spread === 0) return m;
  const independent = (successes * (n - successes)) / (n - 1);
  const clustered = ((m / (m - 1)) * spread) / n ** 2;
  return n * Math.min(1, independent / clustered);
}
