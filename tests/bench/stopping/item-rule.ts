import { seededRandom } from '../../../server/statistics/seeded-random';
import type { ItemStopping } from '../../../server/studies/stopping-rules';
import { chooseBy, rateItem, uniformShares } from '../../studies/simulated-item';
import { shareOf, type Table } from './table';

interface Crowd {
  readonly name: string;
  readonly choices: number;
  /** Shares of the choices among all who could be asked about one item. */
  readonly shares: (random: () => number) => number[];
}

const overlap = 3;
const itemsOfStudy = 100;

const crowds: readonly Crowd[] = [
  { name: '2 choices, any shares', choices: 2, shares: (random) => uniformShares(2, random) },
  { name: '2 choices, 80% on average', choices: 2, shares: mostlyRight },
  { name: '4 choices, any shares', choices: 4, shares: (random) => uniformShares(4, random) },
];

const rules: readonly ItemStopping[] = [
  { most: 7, threshold: 0.8 },
  { most: 7, threshold: 0.9 },
  { most: 7, threshold: 0.95 },
  { most: 15, threshold: 0.9 },
];

/** The item rule on items whose shares in the crowd are known. */
export function itemRule({ studies, seed }: { studies: number; seed: string }): Table {
  const items = studies * itemsOfStudy;
  const rows = crowds.flatMap((crowd) =>
    rules.map((rule) => {
      const random = seededRandom(`${seed}: item rule ${crowd.name} ${JSON.stringify(rule)}`);
      const counts = { sure: 0, sureWrong: 0, wrong: 0, fullWrong: 0, differs: 0, ratings: 0 };
      for (let number = 0; number < items; number++) {
        const shares = crowd.shares(random);
        const truth = shares.indexOf(Math.max(...shares));
        const { choices } = crowd;
        const end = rateItem(() => chooseBy(shares, random), { choices, overlap, rule });
        counts.ratings += end.ratings;
        counts.wrong += Number(end.majority !== truth);
        counts.fullWrong += Number(end.fullMajority !== truth);
        counts.differs += Number(end.majority !== end.fullMajority);
        counts.sure += Number(end.isSure);
        counts.sureWrong += Number(end.isSure && end.majority !== truth);
      }
      return {
        crowd: crowd.name,
        threshold: String(rule.threshold),
        most: String(rule.most),
        sure: counts.sure / items,
        'wrong of the sure': shareOf(counts.sureWrong, counts.sure),
        stated: 1 - rule.threshold,
        'wrong of all': shareOf(counts.wrong, items),
        'wrong with the most': shareOf(counts.fullWrong, items),
        'other than with the most': counts.differs / items,
        ratings: (counts.ratings / items).toFixed(2),
        'ratings saved': 1 - counts.ratings / (items * rule.most),
      };
    }),
  );
  return { title: `Item rule: ${items} items each; a tie is wrong`, rows };
}

/** Beta(8, 2), which is the eighth of nine even numbers in order: on average 80% give the true answer. */
function mostlyRight(random: () => number): number[] {
  const share = Array.from({ length: 9 }, () => random()).sort((a, b) => a - b)[7]!;
  return [share, 1 - share];
}
