import { majorityVote } from '../../server/statistics/majority-vote';
import { decideDataset, wantsAnotherRating, type StoppingRules } from '../../server/studies/stopping-rules';

/** A study of one dataset whose raters are chance; every item has two choices, one of them the label. */
export interface SimulatedStudy {
  /** For each item of the sample, how probable it is that a rater answers with its label. */
  readonly chances: readonly number[];
  readonly overlap: number;
  readonly raters: number;
  readonly rules: StoppingRules;
  /** Which item a rater gets: of those that want one, the first of the drawn order, or one by chance. */
  readonly order: 'as drawn' | 'by chance';
  /** false: as it would be if the dataset rule looked at complete items alone. */
  readonly countsOpen?: boolean;
}

export interface StudyEnd {
  readonly decision: 'above' | 'below' | undefined;
  readonly complete: number;
  readonly ratings: number;
}

interface SimulatedItem {
  readonly chance: number;
  /** Votes for the label, and for the other choice. */
  readonly counts: [number, number];
  readonly raters: Set<number>;
}

/** Lets raters answer one after another, in no order, until the dataset is decided or nothing is left to rate. */
export function simulateStudy(study: SimulatedStudy, random: () => number): StudyEnd {
  const { overlap, rules, countsOpen = true } = study;
  const wanting = study.chances.map((chance): SimulatedItem => ({
    chance,
    counts: [0, 0],
    raters: new Set(),
  }));
  const tally = { agreeing: 0, disagreeing: 0, open: 0 };
  for (let ratings = 0; ; ratings++) {
    const rated = countsOpen ? tally : { ...tally, open: 0 };
    const decision = rules.dataset && decideDataset(rated, rules.dataset);
    const work = decision ? undefined : nextWork(study, wanting, random);
    if (!work) return { decision, ratings, complete: tally.agreeing + tally.disagreeing };
    const { item, rater } = work;
    if (item.raters.size >= overlap) tally.open--;
    item.raters.add(rater);
    item.counts[random() < item.chance ? 0 : 1]++;
    if (wantsAnotherRating(item.counts, overlap, rules.item)) {
      if (item.raters.size >= overlap) tally.open++;
    } else {
      wanting.splice(wanting.indexOf(item), 1);
      tally[majorityVote(item.counts) === 0 ? 'agreeing' : 'disagreeing']++;
    }
  }
}

/** A rater who finds something to do among the items that want a rating, and the item. */
function nextWork(
  { raters, order }: SimulatedStudy,
  wanting: readonly SimulatedItem[],
  random: () => number,
): { item: SimulatedItem; rater: number } | undefined {
  const from = order === 'as drawn' ? 0 : Math.floor(random() * wanting.length);
  const first = Math.floor(random() * raters);
  for (let turn = 0; turn < raters; turn++) {
    const rater = (first + turn) % raters;
    for (let step = 0; step < wanting.length; step++) {
      const item = wanting[(from + step) % wanting.length]!;
      if (!item.raters.has(rater)) return { item, rater };
    }
  }
  return undefined;
}

/** How the ratings of one item end, if each is for the label with this chance: exact, over all courses of votes. */
export function courseOfItem(
  chance: number,
  overlap: number,
  rule: StoppingRules['item'],
): { agrees: number; ratings: number } {
  const from = (label: number, other: number): { agrees: number; ratings: number } => {
    if (!wantsAnotherRating([label, other], overlap, rule)) {
      return { agrees: Number(label > other), ratings: label + other };
    }
    const [more, less] = [from(label + 1, other), from(label, other + 1)];
    const mean = (key: 'agrees' | 'ratings'): number => chance * more[key] + (1 - chance) * less[key];
    return { agrees: mean('agrees'), ratings: mean('ratings') };
  };
  return from(0, 0);
}

/**
 * Items of which every other one is clear and the rest doubtful: doubtful enough that, once each is complete, this
 * share of majorities is expected to equal the label. Overlap 3.
 */
export function clearAndDoubtful(items: number, agreement: number, rule: StoppingRules['item']): number[] {
  const clear = 0.97;
  const ofClear = courseOfItem(clear, 3, rule).agrees;
  let [low, high] = [0, 1];
  for (let round = 0; round < 50; round++) {
    const middle = (low + high) / 2;
    if ((ofClear + courseOfItem(middle, 3, rule).agrees) / 2 < agreement) low = middle;
    else high = middle;
  }
  return Array.from({ length: items }, (_, index) => (index % 2 === 0 ? clear : low));
}
