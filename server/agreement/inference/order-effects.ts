import { median } from '../../statistics/median';
import { type Undefined, undefinedBecause } from '../../statistics/outcome';
import { shareDifference } from '../../statistics/comparing/share-difference';
import type { Cluster } from '../../statistics/clustered-share';
import { type Figure, figure } from '../question-agreement';
import { labelQuestionOf, type StudyTerms } from '../dataset-agreement';
import { type LabelQuestion, ratingShare, type Share, verdictOn } from '../label-agreement';
import type { CountedRating } from '../packed-ratings';
import type { DrawnItem, TalliedItem } from '../tally';

/** Whether it matters in which order raters saw an item's choices. */
export interface SideEffect {
  /** Ratings that chose the choice written first: of those who saw it first, and of those who saw it last. */
  readonly shownFirst: Share;
  readonly shownLast: Share;
  readonly difference: Share;
}

/** Whether it matters how many items a rater had rated before. */
export interface PlaceEffect {
  /** Ratings that agree with the label: of the first and of the second half of each rater's ratings. */
  readonly earlier: Share;
  readonly later: Share;
  readonly difference: Share;
  readonly earlierSeconds: Figure;
  readonly laterSeconds: Figure;
}

export interface OrderEffects {
  readonly sideEffect: SideEffect;
  readonly placeEffect: PlaceEffect;
}

/** The items of one dataset with their counted ratings. */
export interface RatedItems {
  readonly items: readonly (DrawnItem & TalliedItem)[];
  readonly ratings: readonly CountedRating[];
}

/** One rating of an item with a label, as these effects see it. */
interface Seen {
  /** Which item of which dataset. */
  readonly item: string;
  readonly rating: CountedRating;
  readonly agrees: boolean;
  readonly isFirstChoice: boolean;
  readonly choices: number;
}

/** Over all first ratings of a study; each difference takes the two groups as independent. */
export function orderEffects(terms: StudyTerms, datasets: readonly RatedItems[]): OrderEffects {
  const asked = labelQuestionOf(terms);
  if (!asked) return noEffects(undefinedBecause('the question set does not ask about labels'));
  const seen = datasets.flatMap((dataset, number) => seenIn(asked, dataset, number));
  return { sideEffect: sideEffect(asked, seen), placeEffect: placeEffect(seen) };
}

function seenIn(asked: LabelQuestion, { items, ratings }: RatedItems, number: number): Seen[] {
  const itemAt = new Map(items.map((item) => [item.position, item]));
  return ratings.flatMap((rating) => {
    const item = itemAt.get(rating.position);
    const answer = rating.answers.get(asked.question.name);
    if (!item || rating.isFurther || answer === undefined) return [];
    const { agreeing } = verdictOn(item, asked);
    if (agreeing === null) return [];
    const right = asked.labelMode === 'verify' ? 'correct' : String(agreeing);
    const { position, choices } = item;
    const isFirstChoice = answer === '0';
    return [{ item: `${number}/${position}`, rating, agrees: answer === right, isFirstChoice, choices }];
  });
}

function sideEffect({ question }: LabelQuestion, seen: readonly Seen[]): SideEffect {
  if (question.choices !== 'item') {
    const reason = undefinedBecause('raters saw the label instead of choosing');
    return { shownFirst: reason, shownLast: reason, difference: reason };
  }
  const chosen = seen.filter(({ choices }) => choices > 1);
  const shown = (reversed: boolean): Share =>
    shareOf(
      chosen.filter(({ rating }) => rating.choicesReversed === reversed),
      ({ isFirstChoice }) => isFirstChoice,
    );
  const [shownFirst, shownLast] = [shown(false), shown(true)];
  return { shownFirst, shownLast, difference: shareDifference(shownFirst, shownLast) };
}

function placeEffect(seen: readonly Seen[]): PlaceEffect {
  const byRater = new Map<string, Seen[]>();
  for (const one of seen) {
    const own = byRater.get(one.rating.pseudonym);
    if (own) own.push(one);
    else byRater.set(one.rating.pseudonym, [one]);
  }
  const halves = [...byRater.values()].map((own) => {
    const ordered = [...own].sort((a, b) => a.rating.submittedAt - b.rating.submittedAt);
    const half = Math.floor(ordered.length / 2);
    // The middle one of an odd number is in neither half.
    return { earlier: ordered.slice(0, half), later: ordered.slice(ordered.length - half) };
  });
  const earlier = halves.flatMap((half) => half.earlier);
  const later = halves.flatMap((half) => half.later);
  const agreeing = ({ agrees }: Seen): boolean => agrees;
  const shares = { earlier: shareOf(earlier, agreeing), later: shareOf(later, agreeing) };
  return {
    ...shares,
    difference: shareDifference(shares.later, shares.earlier),
    earlierSeconds: medianSeconds(earlier),
    laterSeconds: medianSeconds(later),
  };
}

/** The ratings of an item are a cluster. */
function shareOf(seen: readonly Seen[], counts: (one: Seen) => boolean): Share {
  const byItem = new Map<string, { successes: number; n: number }>();
  for (const one of seen) {
    const cluster = byItem.get(one.item) ?? { successes: 0, n: 0 };
    byItem.set(one.item, { successes: cluster.successes + Number(counts(one)), n: cluster.n + 1 });
  }
  const clusters: readonly Cluster[] = [...byItem.values()];
  return ratingShare(clusters, 'there are no such ratings');
}

function medianSeconds(seen: readonly Seen[]): Figure {
  const known = seen.flatMap(({ rating: { milliseconds } }) =>
    milliseconds === null ? [] : [milliseconds / 1000],
  );
  return figure(median(known));
}

function noEffects(reason: Undefined): OrderEffects {
  return {
    sideEffect: { shownFirst: reason, shownLast: reason, difference: reason },
    placeEffect: {
      ...{ earlier: reason, later: reason, difference: reason },
      ...{ earlierSeconds: reason, laterSeconds: reason },
    },
  };
}
