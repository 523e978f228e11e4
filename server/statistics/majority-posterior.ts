import { undefinedBecause, type Outcome } from './outcome';

/**
 * How sure we can be of a majority: the probability that the leading choice has the largest share of all choices in
 * the crowd, when nothing was known about the shares before (uniform prior).
 *
 * After n_1, …, n_k votes the shares have the posterior Dirichlet(1 + n_1, …, 1 + n_k), that is, they are independent
 * Gamma(1 + n_j) variables over their sum (Gelman et al. 2013, Bayesian Data Analysis, 3rd ed., section 3.4 and appendix
 * A). For whole 1 + n_j such a variable is the time until a process with one event a second has had 1 + n_j of them. So
 * the value is the chance that the leading choice's process is the last to have its events: whichever is still waiting,
 * the next event belongs to each with the same chance. That race is followed step by step; nothing is subtracted and
 * nothing integrated, so the value is exact up to rounding, and for two choices, where it is the chance of at most n_2
 * heads in n_1 + n_2 + 1 tosses, taken from 1 (Sheng, Provost and Ipeirotis 2008, Get another label?, Proceedings of KDD,
 * section on label uncertainty), exact.
 *
 * Looking after every vote does not spoil it: a posterior says the same however it was decided to stop. Undefined
 * without votes, and with fewer than two choices. Example: of two choices 3 to 0 gives 15/16, 2 to 1 gives 11/16, a tie
 * 1/2; of four choices 3 votes for one of them 5845/6912, or 84.6%. Cost: one step for each way in which the choices can
 * lack events, not minding which choice lacks how many; meant for tens of votes.
 * @param counts votes for each choice offered, those without votes included
 */
export function majorityPosterior(counts: readonly number[]): Outcome {
  if (!counts.every((count) => Number.isSafeInteger(count) && count >= 0)) {
    throw new RangeError(`${counts.join(', ')} are not numbers of votes`);
  }
  if (counts.length < 2) return undefinedBecause('there are fewer than two choices');
  const n = counts.reduce((sum, count) => sum + count, 0);
  if (n === 0) return undefinedBecause('there are no votes');
  const [most = 0, ...others] = [...counts].sort((a, b) => b - a);
  const lacking = Array.from({ length: most + 1 }, () => 0);
  for (const count of others) lacking[count]!++;
  return { value: chanceToBeLast(1 + most, lacking, new Map()), n };
}

/**
 * @param leader how many events the leading choice lacks
 * @param lacking how many of the other choices lack one event, two, and so on
 * @param known the chances found so far
 */
function chanceToBeLast(leader: number, lacking: readonly number[], known: Map<string, number>): number {
  const waiting = lacking.reduce((sum, choices) => sum + choices, 0);
  if (waiting === 0) return 1;
  if (leader === 0) return 0;
  const key = `${leader}:${lacking.join()}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  let sum = chanceToBeLast(leader - 1, lacking, known);
  for (const [index, choices] of lacking.entries()) {
    if (choices === 0) continue;
    const after = [...lacking];
    after[index]!--;
    if (index > 0) after[index - 1]!++;
    sum += choices * chanceToBeLast(leader, after, known);
  }
  const chance = sum / (waiting + 1);
  known.set(key, chance);
  return chance;
}
