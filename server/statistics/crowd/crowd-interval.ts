import type { CodedRatings } from '../coded-ratings';
import { studentReach } from '../incomplete-beta';
import { undefinedBecause, type Undefined } from '../outcome';
import { scoreInterval } from '../score-interval';

/** Whether an item's answer, made of its ratings, would be the right one if the rating at `place` had `category`. */
export type Decide = (item: number, place: number, category: number) => boolean;

export interface CrowdInterval {
  readonly low: number;
  readonly high: number;
  /** The standard error for other items and another crowd. */
  readonly se: number;
  /** How many raters it rests on. */
  readonly raters: number;
}

/**
 * How far the share of items whose answer is right would be off with other items and another crowd, where each answer is
 * made of several ratings, as a majority is.
 *
 * Items that share a rater go together. What one rating does to its item is found by exchanging it: the rating counts
 * (x − p) if the answer is right with the right rating in its place and wrong with a wrong one, −(x − p) if it is the other
 * way round, and 0 if it makes no difference; x is 1 for a right rating and else 0, p the share of right ones among those that make
 * a difference. That is the first order of Hoeffding's decomposition (van der Vaart 1998, Asymptotic Statistics, section
 * 11.3). The variance is that of independent items, p̂(1 − p̂)/(n − 1), plus G/(G − 1) times the sum over the G raters of
 * the squared sum of what their ratings do, less the sum of the squares of each rating alone, both divided by n²: the two
 * ways of Cameron, Gelbach and Miller (2011), Journal of Business & Economic Statistics 29(2), equation 2.11. With one
 * rating an item that is the two-way error of the share of right ratings. It is never taken for less than that of independent
 * items.
 *
 * The interval is Wilson's at the number of independent items with that variance, with Student's t of one degree of freedom less than
 * items or raters, whichever are fewer. Where all items are right or none is, nothing is known of how raters differ, and
 * as many items count as there are raters, at most. Undefined without items and with fewer than two raters.
 * Cost: two decisions a rating.
 * @param chosen the items that count, each with a rating and a right answer
 * @param gold the right category of each item
 */
export function crowdInterval(
  ratings: CodedRatings,
  chosen: readonly number[],
  { gold, decide }: { readonly gold: Int32Array; readonly decide: Decide },
): CrowdInterval | Undefined {
  const n = chosen.length;
  if (n === 0) return undefinedBecause('there is no item to count');
  const effects = effectsOf(ratings, chosen, { gold, decide });
  const raters = new Set(effects.map(({ rater }) => rater)).size;
  if (raters < 2) return undefinedBecause('there are fewer than two raters');
  if (n < 2) return undefinedBecause('there are fewer than two items');
  const right = chosen.filter((item) => isRight(ratings, item, decide)).length;
  const share = right / n;
  const ofItems = (share * (1 - share)) / (n - 1);
  const variance = Math.max(ofItems, ofItems + sharedVariance(effects, raters) / n ** 2);
  const fewer = Math.min(n, raters);
  const effective = variance === 0 ? fewer : Math.min(n, (share * (1 - share)) / variance);
  const interval = scoreInterval(share * effective, effective, studentReach(fewer - 1));
  return { ...interval, se: Math.sqrt(variance), raters };
}

/** What one rating does to its item's answer. */
interface Effect {
  readonly rater: number;
  /** 1 or −1 where it is decisive, 0 where it makes no difference. */
  readonly weight: number;
  readonly isRight: boolean;
}

function effectsOf(
  ratings: CodedRatings,
  chosen: readonly number[],
  { gold, decide }: { readonly gold: Int32Array; readonly decide: Decide },
): Effect[] {
  const { offsets, raterOf, categoryOf } = ratings;
  return chosen.flatMap((item) => {
    const right = gold[item]!;
    const rival = rivalOf(ratings, item, right);
    return Array.from({ length: offsets[item + 1]! - offsets[item]! }, (_, index): Effect => {
      const place = offsets[item]! + index;
      const given = categoryOf[place]!;
      const wrong = given === right ? rival : given;
      const weight = Number(decide(item, place, right)) - Number(decide(item, place, wrong));
      return { rater: raterOf[place]!, weight, isRight: given === right };
    });
  });
}

/** What a wrong rating of the item would be: the most frequent wrong one, or any where there is none. */
function rivalOf({ offsets, categoryOf, categories }: CodedRatings, item: number, right: number): number {
  const counts = new Uint32Array(categories);
  for (let place = offsets[item]!; place < offsets[item + 1]!; place++) counts[categoryOf[place]!]!++;
  let rival = right === 0 ? 1 : 0;
  for (let k = 0; k < categories; k++) if (k !== right && counts[k]! > (counts[rival] ?? 0)) rival = k;
  return rival;
}

function isRight({ offsets, categoryOf }: CodedRatings, item: number, decide: Decide): boolean {
  const place = offsets[item]!;
  return decide(item, place, categoryOf[place]!);
}

/** The covariance between items through their raters, times the squared number of items. */
function sharedVariance(effects: readonly Effect[], raters: number): number {
  const decisive = effects.filter(({ weight }) => weight !== 0);
  if (decisive.length === 0) return 0;
  const share = decisive.filter((effect) => effect.isRight).length / decisive.length;
  const byRater = new Map<number, number>();
  let alone = 0;
  for (const effect of decisive) {
    const done = effect.weight * (Number(effect.isRight) - share);
    byRater.set(effect.rater, (byRater.get(effect.rater) ?? 0) + done);
    alone += done ** 2;
  }
  const together = [...byRater.values()].reduce((sum, done) => sum + done ** 2, 0);
  return (raters / (raters - 1)) * together - alone;
}
