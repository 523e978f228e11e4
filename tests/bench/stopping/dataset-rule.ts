import { seededRandom } from '../../../server/statistics/seeded-random';
import { shuffled } from '../../../server/statistics/shuffle';
import type { DatasetStopping, ItemStopping, StoppingRules } from '../../../server/studies/stopping-rules';
import {
  clearAndDoubtful,
  courseOfItem,
  simulateStudy,
  type SimulatedStudy,
  type StudyEnd,
} from '../../studies/simulated-study';
import { shareOf, wrongOf, type Cell, type Table } from './table';

interface Settings {
  readonly studies: number;
  readonly seed: string;
}

const overlap = 3;
const raters = 10;
/** How probable it is that a rater gives an item its true answer. */
const accuracy = 0.9;
const itemsOfDataset = 1000;

const usual: DatasetStopping = { above: 0.9, below: 0.75, alpha: 0.05, beta: 0.05 };
const close: DatasetStopping = { ...usual, below: 0.8 };
const careful: DatasetStopping = { ...usual, alpha: 0.01 };

type Scenario = readonly [
  rule: DatasetStopping,
  sample: number,
  share: number,
  order: SimulatedStudy['order'],
];

const scenarios: readonly Scenario[] = [
  ...[0.1, 0.5, 0.7, 0.75, 0.825, 0.9, 0.95].map((share): Scenario => [usual, 100, share, 'as drawn']),
  ...[0.5, 0.75, 0.825, 0.9, 0.95].map((share): Scenario => [usual, 100, share, 'by chance']),
  ...[0.75, 0.9].map((share): Scenario => [careful, 100, share, 'as drawn']),
  ...[0.8, 0.85, 0.9].map((share): Scenario => [close, 300, share, 'as drawn']),
];

/** The dataset rule on datasets whose share of majorities that equal the label is known. */
export function datasetRule({ studies, seed }: Settings): Table {
  const rows = scenarios.map(([rule, sample, share, order]) => {
    const random = seededRandom(`${seed}: dataset rule ${JSON.stringify([rule, sample, share, order])}`);
    const chances = chancesOf(share, rule);
    const ends = Array.from({ length: studies }, () => {
      const drawn = shuffled(chances, random).slice(0, sample);
      return simulateStudy({ chances: drawn, overlap, raters, rules: { dataset: rule }, order }, random);
    });
    return {
      rule: nameOf(rule),
      'true share': String(share),
      sample: String(sample),
      'given out': order,
      ...decisions(ends, rule, share),
      'items complete': meanOf(ends, 'complete').toFixed(1),
      'ratings saved': 1 - meanOf(ends, 'ratings') / (sample * overlap),
    };
  });
  return {
    title: `Dataset rule: ${studies} studies each, datasets of ${itemsOfDataset} items, 3 ratings an item of ${raters} raters who are right in ${accuracy * 100}%`,
    rows,
  };
}

const item: ItemStopping = { most: 7, threshold: 0.9 };

/** Both rules on a sample of clear and doubtful items, which is where complete items are not like the others. */
export function bothRules({ studies, seed }: Settings): Table {
  const sample = 100;
  const kinds = [0.75, 0.9].flatMap((share) =>
    (['as drawn', 'by chance'] as const).flatMap((order) =>
      [true, false].map((countsOpen) => ({ share, order, countsOpen })),
    ),
  );
  const rows = kinds.map(({ share, order, countsOpen }) => {
    const random = seededRandom(`${seed}: both rules ${share} ${order} ${countsOpen}`);
    const chances = clearAndDoubtful(sample, share, item);
    const rules: StoppingRules = { item, dataset: usual };
    const ends = Array.from({ length: studies }, () =>
      simulateStudy(
        { chances: shuffled(chances, random), overlap, raters, rules, order, countsOpen },
        random,
      ),
    );
    const alone = chances.reduce((sum, chance) => sum + courseOfItem(chance, overlap, item).ratings, 0);
    return {
      'true share': String(share),
      'given out': order,
      'open items': countsOpen ? 'count against' : 'left out',
      ...decisions(ends, usual, share),
      'items complete': meanOf(ends, 'complete').toFixed(1),
      'saved of what the item rule needs': 1 - meanOf(ends, 'ratings') / alone,
    };
  });
  return {
    title: `Both rules: ${studies} studies each, ${nameOf(usual)}, majorities ${item.threshold} sure or ${item.most} ratings, ${sample} items of which half are clear`,
    rows,
  };
}

/**
 * Of each item of a dataset how probable it is that a rater answers with its label. Labels are true or not, as many of
 * them as it takes for this share of majorities to equal the label; never more at `below`, never fewer at `above`.
 */
function chancesOf(share: number, { above, below }: DatasetStopping): number[] {
  const { agrees } = courseOfItem(accuracy, overlap, undefined);
  const exact = (itemsOfDataset * (share - (1 - agrees))) / (2 * agrees - 1);
  const round = share === below ? Math.floor : share === above ? Math.ceil : Math.round;
  const right = round(exact);
  return Array.from({ length: itemsOfDataset }, (_, index) => (index < right ? accuracy : 1 - accuracy));
}

function decisions(ends: readonly StudyEnd[], rule: DatasetStopping, share: number): Record<string, Cell> {
  const count = (decision: StudyEnd['decision']): number =>
    ends.filter((end) => end.decision === decision).length;
  return {
    above: count('above') / ends.length,
    below: count('below') / ends.length,
    undecided: count(undefined) / ends.length,
    ...wrongOf(rule, share, (decision) => shareOf(count(decision), ends.length)),
  };
}

function nameOf({ above, below, alpha, beta }: DatasetStopping): string {
  return `${above} against ${below}, errors ${alpha * 100}% and ${beta * 100}%`;
}

function meanOf(ends: readonly StudyEnd[], key: 'complete' | 'ratings'): number {
  return ends.reduce((sum, end) => sum + end[key], 0) / ends.length;
}
