import type { Database } from '../db/database';
import type { Claimant } from '../studies/assignment-store';
import { addWork, earnedOnDayOf, earningsOf, inTime, minorUnits, type Earnings } from './earnings';
import { listOtherWork } from './other-work-store';
import { hasPaid, type PayTerms } from './terms/pay-terms';
import { listPayTerms } from './terms/terms-store';
import { findNewWork, listRatedWorkOf, type NewWork } from './work-store';

/** What a rater has earned in a study; amounts in minor units. */
export interface EarningsSoFar {
  readonly currency: string;
  readonly total: number;
  /** Since midnight, UTC. */
  readonly today: number;
}

interface Counted {
  readonly terms: readonly PayTerms[];
  readonly earnings: Earnings;
  readonly ratings: number;
  readonly newestRatingId: string;
}

/** What was counted last, so that a rating page need not count everything; never believed without asking. */
const countedIn = new WeakMap<Database, Map<string, Counted>>();
const mostCounted = 5000;

/**
 * What the rater has earned in the study; undefined when it does not pay. Costs one indexed query where it was asked
 * before: what came since is added, and as soon as anything does not fit, all is counted again.
 */
export async function earningsSoFar(
  db: Database,
  claimant: Claimant,
  now: number,
): Promise<EarningsSoFar | undefined> {
  const counted = countedIn.get(db)?.get(keyOf(claimant));
  const news = counted && (await findNewWork(db, claimant, counted.newestRatingId));
  const continued = counted && news && addNews(counted, news);
  if (!continued) return recountEarnings(db, claimant, now);
  keep(db, claimant, continued);
  return shown(continued, now);
}

/** The same, counted from the beginning. */
export async function recountEarnings(
  db: Database,
  claimant: Claimant,
  now: number,
): Promise<EarningsSoFar | undefined> {
  const terms = await listPayTerms(db, claimant.studyId);
  if (!hasPaid(terms)) return undefined;
  const rated = await listRatedWorkOf(db, claimant);
  const others = await listOtherWork(db, claimant.studyId, claimant.raterId);
  const counted: Counted = {
    terms,
    earnings: earningsOf([...rated, ...others], terms),
    ratings: rated.length,
    newestRatingId: rated.reduce((newest, { id }) => (id > newest ? id : newest), ''),
  };
  keep(db, claimant, counted);
  return shown(counted, now);
}

/** @returns undefined when what is new does not continue what was counted */
function addNews(counted: Counted, { works, completed, newestTermsId }: NewWork): Counted | undefined {
  const isSameTerms = counted.terms.some(({ id }) => id === newestTermsId);
  if (!isSameTerms || counted.ratings + works.length !== completed) return undefined;
  const sorted = [...works].sort(inTime);
  const [first] = sorted;
  if (first && first.submittedAt < counted.earnings.submittedAt) return undefined;
  return {
    terms: counted.terms,
    earnings: sorted.reduce((sum, work) => addWork(sum, work, counted.terms), counted.earnings),
    ratings: completed,
    newestRatingId: works.reduce((newest, { id }) => (id > newest ? id : newest), counted.newestRatingId),
  };
}

function shown({ terms, earnings }: Counted, now: number): EarningsSoFar {
  const currency = terms.findLast(({ rate }) => rate !== 'none')?.currency ?? '';
  return { currency, total: minorUnits(earnings.units), today: earnedOnDayOf(earnings, now) };
}

function keep(db: Database, claimant: Claimant, counted: Counted): void {
  const all = countedIn.get(db) ?? new Map<string, Counted>();
  countedIn.set(db, all);
  all.delete(keyOf(claimant));
  all.set(keyOf(claimant), counted);
  const [oldest] = all.keys();
  if (all.size > mostCounted && oldest !== undefined) all.delete(oldest);
}

function keyOf({ studyId, raterId }: Claimant): string {
  return `${studyId} ${raterId}`;
}
