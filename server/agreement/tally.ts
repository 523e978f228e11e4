import { isMalformed } from '../rating/flag-reasons';

/** For each question, how often each value was given. */
type Votes = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** What the raters made of one item: only current revisions of ratings that count. */
export interface TalliedItem {
  /** How many choices the item offers; 0 where it has none of its own. */
  readonly choices: number;
  readonly labelIndex: number | null;
  /** Slots without an answer; `held` of them are with a rater. */
  readonly open: number;
  readonly held: number;
  readonly ratings: number;
  readonly syntheticRatings: number;
  readonly votes: Votes;
  /** Ratings that flag the item as broken: such as is no item at all. */
  readonly malformed: number;
  /** The same without what an item rule asked for: of the ratings that the item gets whatever is answered. */
  readonly first: { readonly ratings: number; readonly votes: Votes };
}

/** All counted ratings of some items, in drawn order. */
export interface Tally<Item extends TalliedItem = TalliedItem> {
  readonly items: readonly Item[];
  /** How long each first revision took, where the server knows it. */
  readonly milliseconds: readonly number[];
}

/** What is known of an item without what was answered. */
export type DrawnItem = Pick<TalliedItem, 'choices' | 'labelIndex' | 'open' | 'held'> & {
  readonly position: number;
};

/** One answer of one counted rating. */
export interface CountedAnswer {
  readonly position: number;
  /** Tells the ratings of an item apart. */
  readonly assignmentId: string;
  readonly isSynthetic: boolean;
  /** Whether the rating is one that an item rule asked for, beyond the study's overlap. */
  readonly isFurther: boolean;
  readonly milliseconds: number | null;
  /** What the rater says is wrong with the item; null for nothing. */
  readonly flag: string | null;
  readonly question: string;
  readonly value: string;
}

/** Counts the answers of each item. The order of the answers makes no difference. */
export function tallyAnswers<Item extends DrawnItem>(
  items: readonly Item[],
  answers: readonly CountedAnswer[],
): Tally<Item & TalliedItem> {
  const byPosition = new Map<number, CountedAnswer[]>();
  for (const answer of answers) {
    const ofItem = byPosition.get(answer.position);
    if (ofItem) ofItem.push(answer);
    else byPosition.set(answer.position, [answer]);
  }
  return {
    items: items.map((item) => ({ ...item, ...countOne(byPosition.get(item.position) ?? []) })),
    milliseconds: ratingsOf(answers).flatMap(({ milliseconds }) => milliseconds ?? []),
  };
}

/** The items and ratings of several datasets as if they were one. */
export function poolTallies(tallies: readonly Tally[]): Tally {
  return {
    items: tallies.flatMap((tally) => tally.items),
    milliseconds: tallies.flatMap((tally) => tally.milliseconds),
  };
}

/** Whether no more ratings of the item are wanted: it has its overlap of them, and no slot waits for an answer. */
export function isComplete(item: TalliedItem, overlap: number): boolean {
  return item.ratings >= overlap && item.open === 0;
}

/** Whether the item has its overlap of ratings and an item rule wants more, because they are divided. */
export function isContested(item: TalliedItem, overlap: number): boolean {
  return item.ratings >= overlap && item.open > 0;
}

/**
 * The item as if no rule had asked for further ratings. Divided items get more ratings than others, so that shares,
 * means and agreement over all ratings would say more of them than there is.
 */
export function firstRatings(item: TalliedItem): TalliedItem {
  return { ...item, ...item.first };
}

function countOne(
  answers: readonly CountedAnswer[],
): Pick<TalliedItem, 'ratings' | 'syntheticRatings' | 'votes' | 'malformed' | 'first'> {
  const ratings = ratingsOf(answers);
  const first = answers.filter(({ isFurther }) => !isFurther);
  return {
    ratings: ratings.length,
    syntheticRatings: ratings.filter(({ isSynthetic }) => isSynthetic).length,
    votes: votesIn(answers),
    malformed: ratings.filter(({ flag }) => isMalformed(flag)).length,
    first: { ratings: ratingsOf(first).length, votes: votesIn(first) },
  };
}

function votesIn(answers: readonly CountedAnswer[]): Votes {
  const votes = new Map<string, Map<string, number>>();
  for (const { question, value } of answers) {
    const counts = votes.get(question) ?? new Map<string, number>();
    counts.set(value, (counts.get(value) ?? 0) + 1);
    votes.set(question, counts);
  }
  return votes;
}

function ratingsOf(answers: readonly CountedAnswer[]): CountedAnswer[] {
  return [...new Map(answers.map((answer) => [answer.assignmentId, answer])).values()];
}
