import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { majorityVote } from '../../../server/statistics/majority-vote';
import { seededRandom } from '../../../server/statistics/seeded-random';
import { shuffled } from '../../../server/statistics/shuffle';
import {
  decideDataset,
  type DatasetStopping,
  type ItemStopping,
} from '../../../server/studies/stopping-rules';
import { rateItem } from '../../studies/simulated-item';
import { replayed, shareOf, type Table, wrongOf } from './table';

/** An item as its crowd rated it: yes or no, as choices 0 and 1. */
interface RatedItem {
  readonly answers: readonly number[];
  readonly reference: number;
}

interface Settings {
  /** How often the ratings are put in another order. */
  readonly studies: number;
  readonly seed: string;
  /** With `ratings/<set>/labels.csv` and `gold.csv`. */
  readonly data: string;
}

const sets = ['d_possent', 'rte'];
const overlap = 3;
const itemRules: readonly ItemStopping[] = [
  { most: 7, threshold: 0.8 },
  { most: 7, threshold: 0.9 },
  { most: 7, threshold: 0.95 },
];
const datasetRules: readonly DatasetStopping[] = [
  { above: 0.9, below: 0.75, alpha: 0.05, beta: 0.05 },
  { above: 0.75, below: 0.6, alpha: 0.05, beta: 0.05 },
];

/** The item rule on real ratings in random order. */
export function replayItemRule({ studies, seed, data }: Settings): Table {
  const rows = sets.flatMap((set) => {
    const items = readItems(join(data, 'ratings', set));
    const ofAll = items.map(({ answers }) => majorityVote(countsOf(answers)));
    const all = items.reduce((sum, { answers }) => sum + answers.length, 0);
    return itemRules.map((rule) => {
      const random = seededRandom(`${seed}: replay ${set} ${JSON.stringify(rule)}`);
      const replays = Array.from({ length: studies }, () => {
        const ends = items.map(({ answers }) => {
          const order = shuffled(answers, random);
          let next = 0;
          const end = rateItem(() => order[next++]!, { choices: 2, overlap, rule });
          return { ...end, atOverlap: majorityVote(countsOf(order.slice(0, overlap))) };
        });
        const share = (is: (end: (typeof ends)[number], index: number) => boolean): number =>
          ends.filter(is).length / items.length;
        return {
          ratings: ends.reduce((sum, end) => sum + end.ratings, 0),
          likeAll: ends.filter((end, i) => ofAll[i] !== null && end.majority === ofAll[i]).length,
          right: share((end, i) => end.majority === items[i]!.reference),
          rightAtOverlap: share((end, i) => end.atOverlap === items[i]!.reference),
          rightWithMost: share((end, i) => end.fullMajority === items[i]!.reference),
        };
      });
      const over = (value: (replay: (typeof replays)[number]) => number): ReturnType<typeof replayed> =>
        replayed(replays.map(value));
      const decided = ofAll.filter((majority) => majority !== null).length;
      return {
        set,
        threshold: String(rule.threshold),
        most: String(rule.most),
        'ratings an item': (over(({ ratings }) => ratings).mean / items.length).toFixed(2),
        'saved of the most': over(({ ratings }) => 1 - ratings / (items.length * rule.most)),
        'saved of all': over(({ ratings }) => 1 - ratings / all).mean,
        'as the majority of all': over(({ likeAll }) => likeAll / decided),
        'right after stopping': over(({ right }) => right),
        [`right with ${overlap}`]: over(({ rightAtOverlap }) => rightAtOverlap).mean,
        'right with the most': over(({ rightWithMost }) => rightWithMost).mean,
        'right with all': shareOf(
          items.filter(({ reference }, i) => ofAll[i] === reference).length,
          items.length,
        ),
      };
    });
  });
  return { title: `Item rule on real ratings: ${studies} replays each; a tie is not right`, rows };
}

/** The dataset rule on real ratings, three of each item, with the reference answer as the label. */
export function replayDatasetRule({ studies, seed, data }: Settings): Table {
  const rows = sets.flatMap((set) => {
    const items = readItems(join(data, 'ratings', set));
    return datasetRules.map((rule) => {
      const random = seededRandom(`${seed}: replay ${set} ${JSON.stringify(rule)}`);
      const replays = Array.from({ length: studies }, () => {
        const agrees = shuffled(items, random).map(
          ({ answers, reference }) =>
            majorityVote(countsOf(shuffled(answers, random).slice(0, overlap))) === reference,
        );
        return { ...decideInOrder(agrees, rule), share: agrees.filter(Boolean).length / items.length };
      });
      const count = (decision: string | undefined): number =>
        replays.filter((replay) => replay.decision === decision).length;
      const used = replays.reduce((sum, replay) => sum + replay.used, 0) / studies;
      const share = replayed(replays.map((replay) => replay.share));
      return {
        set,
        rule: `${rule.above} against ${rule.below}`,
        'share of majorities of 3': share,
        above: count('above') / studies,
        below: count('below') / studies,
        undecided: count(undefined) / studies,
        ...wrongOf(rule, share.mean, (decision) => shareOf(count(decision), studies)),
        'items used': `${used.toFixed(1)} of ${items.length}`,
        'ratings saved': 1 - used / items.length,
      };
    });
  });
  return { title: `Dataset rule on real ratings: ${studies} replays each, errors 5% and 5%`, rows };
}

function decideInOrder(
  agrees: readonly boolean[],
  rule: DatasetStopping,
): { decision: 'above' | 'below' | undefined; used: number } {
  let agreeing = 0;
  for (const [index, agreed] of agrees.entries()) {
    agreeing += Number(agreed);
    const decision = decideDataset({ agreeing, disagreeing: index + 1 - agreeing }, rule);
    if (decision) return { decision, used: index + 1 };
  }
  return { decision: undefined, used: agrees.length };
}

function countsOf(answers: readonly number[]): number[] {
  const yes = answers.filter((answer) => answer === 1).length;
  return [answers.length - yes, yes];
}

/** The items that have a reference answer. */
function readItems(folder: string): RatedItem[] {
  const rowsOf = (file: string): string[][] =>
    readFileSync(join(folder, file), 'utf8')
      .trimEnd()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(','));
  const answers = new Map<string, number[]>();
  for (const [task = '', , label] of rowsOf('labels.csv')) {
    answers.set(task, [...(answers.get(task) ?? []), Number(label)]);
  }
  return rowsOf('gold.csv').map(([task = '', reference]) => ({
    answers: answers.get(task) ?? [],
    reference: Number(reference),
  }));
}
