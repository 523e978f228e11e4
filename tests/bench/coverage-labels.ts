import { Command } from 'commander';
import { printTable } from '../../server/bin/print-table';
import { leadingCategories } from '../../server/statistics/aggregation/aggregate-accuracy';
import { dawidSkene } from '../../server/statistics/aggregation/dawid-skene';
import { bootstrapItems } from '../../server/statistics/bootstrap/bootstrap-items';
import { arrangeRatings, type CodedRatings, countsOfRatings } from '../../server/statistics/coded-ratings';
import { type AgreementSums, agreementSums } from '../../server/statistics/agreement-sums';
import { crowdInterval, type Decide } from '../../server/statistics/crowd/crowd-interval';
import { dawidSkeneDecides } from '../../server/statistics/crowd/dawid-skene-decides';
import { majorityDecides } from '../../server/statistics/crowd/majority-decides';
import { fleissKappa } from '../../server/statistics/fleiss-kappa';
import { gwetAc1 } from '../../server/statistics/gwet-ac1';
import { krippendorffAlpha } from '../../server/statistics/krippendorff-alpha';
import { isUndefined, type Outcome } from '../../server/statistics/outcome';
import { percentAgreement } from '../../server/statistics/percent-agreement';
import { seededRandom } from '../../server/statistics/seeded-random';
import { wilsonInterval } from '../../server/statistics/wilson-interval';
import { print } from './figures';
import { type Ends, held } from './held';

interface Size {
  readonly items: number;
  readonly raters: number;
  readonly perItem: number;
}

/** How raters and items come about; both are drawn anew for each study. */
interface Crowd {
  readonly name: string;
  readonly skill: (random: () => number) => number;
  readonly ease: (random: () => number) => number;
  /** How probable a right answer is. */
  readonly chance: (skill: number, ease: number) => number;
}

const between =
  (low: number, high: number) =>
  (random: () => number): number =>
    low + (high - low) * random();
const same = (): number => 0.8;

const crowds: readonly Crowd[] = [
  { name: 'independent ratings', skill: same, ease: same, chance: () => 0.8 },
  { name: 'raters right in 60–100%', skill: between(0.6, 1), ease: same, chance: (skill) => skill },
  {
    name: 'a fifth of raters guess',
    skill: (random) => (random() < 0.2 ? 0.5 : 0.95),
    ease: same,
    chance: (skill) => skill,
  },
  { name: 'items right in 60–100%', skill: same, ease: between(0.6, 1), chance: (_, ease) => ease },
  {
    name: 'a tenth of labels wrong',
    skill: same,
    ease: (random) => (random() < 0.1 ? 0.1 : 0.9),
    chance: (_, ease) => ease,
  },
  {
    name: 'raters and items differ',
    skill: between(0.6, 1),
    ease: between(0.6, 1),
    chance: (skill, ease) => (skill + ease) / 2,
  },
];

/** A study: half of the labels are the first answer, as in the datasets. */
interface Study {
  readonly ratings: CodedRatings;
  readonly gold: Int32Array;
}

/** What is estimated, with the intervals that are offered for it, by which of the two truths they are to hold. */
interface Estimated {
  readonly value: number;
  readonly theseRaters: Ends;
  readonly otherRaters?: Ends;
}

/** How often the intervals of reports hold what they are about. */
export function coverageLabelsBenchmark(): Command {
  return new Command('coverage-labels')
    .description('how often 95% intervals of reports hold the truth, in simulated studies')
    .option('--studies <number>', 'of each crowd', '2000')
    .option('--items <number>', 'of a study', '100')
    .option('--raters <number>', 'of a study', '40')
    .option('--per-item <number>', 'ratings of an item', '3')
    .option('--replicates <number>', 'of bootstrap intervals', '400')
    .option('--again <number>', 'studies with the same raters that their truth is taken from', '60')
    .option('--seed <text>', 'of all chance', '1')
    .action(
      (
        options: Record<'studies' | 'items' | 'raters' | 'perItem' | 'replicates' | 'again' | 'seed', string>,
      ) => {
        const size = {
          items: Number(options.items),
          raters: Number(options.raters),
          perItem: Number(options.perItem),
        };
        const counts = {
          studies: Number(options.studies),
          replicates: Number(options.replicates),
          again: Number(options.again),
        };
        print(
          `${options.studies} studies each of ${size.items} items, ${size.perItem} ratings an item of ${size.raters} raters`,
        );
        print('share of 95% intervals that hold the truth, with its own 95% interval (mean width)');
        for (const crowd of crowds)
          printCrowd(crowd, size, counts, seededRandom(`${options.seed}: ${crowd.name}`));
      },
    );
}

function printCrowd(
  crowd: Crowd,
  size: Size,
  { studies, replicates, again }: { studies: number; replicates: number; again: number },
  random: () => number,
): void {
  const runs = Array.from({ length: studies }, () => {
    const skills = Array.from({ length: size.raters }, () => crowd.skill(random));
    const found = estimates(drawStudy(crowd, size, skills, random), { replicates, random });
    const truths = Array.from({ length: again }, () => closedForms(drawStudy(crowd, size, skills, random)));
    return { found, truth: meanOf(truths) };
  });
  // The search takes too long to be made again and again for each crowd: of Dawid-Skene only the mean over crowds is known.
  const model = runs.map(({ found }) => found[byModel]!.value);
  const others = {
    ...meanOf(runs.map(({ truth }) => truth)),
    [byModel]: model.reduce((sum, one) => sum + one, 0) / model.length,
  } as Record<string, number>;
  const rows = Object.keys(runs[0]!.found).map((key) => [
    key,
    (others[key]! * 100).toFixed(1),
    held(runs.map(({ found, truth }) => [found[key]!.theseRaters, truth[key]])),
    held(runs.map(({ found }) => [found[key]!.theseRaters, others[key]!])),
    held(runs.map(({ found }) => [found[key]!.otherRaters, others[key]!])),
  ]);
  print(`\n${crowd.name}`);
  printTable(['figure', 'truth', 'for these raters', 'the same, of other raters', 'for other raters'], rows);
}

function drawStudy(crowd: Crowd, size: Size, skills: readonly number[], random: () => number): Study {
  const rows = { itemOf: [] as number[], raterOf: [] as number[], categoryOf: [] as number[] };
  for (let item = 0; item < size.items; item++) {
    const ease = crowd.ease(random);
    const label = item % 2;
    for (const rater of drawRaters(size, random)) {
      rows.itemOf.push(item);
      rows.raterOf.push(rater);
      rows.categoryOf.push(random() < crowd.chance(skills[rater]!, ease) ? label : 1 - label);
    }
  }
  const [itemOf, raterOf, categoryOf] = [rows.itemOf, rows.raterOf, rows.categoryOf].map((column) =>
    Uint32Array.from(column),
  ) as [Uint32Array, Uint32Array, Uint32Array];
  const { items, raters } = size;
  const ratings = arrangeRatings({ items, raters, categories: 2, itemOf, raterOf, categoryOf }, 'last');
  return { ratings, gold: Int32Array.from({ length: items }, (_, item) => item % 2) };
}

function drawRaters({ raters, perItem }: Size, random: () => number): Set<number> {
  const drawn = new Set<number>();
  while (drawn.size < perItem) drawn.add(Math.floor(random() * raters));
  return drawn;
}

const byMajority = 'label agreement, majority';
const byModel = 'label agreement, Dawid-Skene';

const coefficients: Readonly<Record<string, (sums: AgreementSums) => Outcome>> = {
  'percent agreement': percentAgreement,
  'Fleiss’ kappa': fleissKappa,
  'Krippendorff’s alpha': (sums) => krippendorffAlpha(sums, 'nominal'),
  'Gwet’s AC1': gwetAc1,
};

function estimates(
  { ratings, gold }: Study,
  { replicates, random }: { replicates: number; random: () => number },
): Readonly<Record<string, Estimated>> {
  const items = Array.from({ length: ratings.items }, (_, item) => item);
  const n = items.length;
  const model = dawidSkene(ratings);
  const crowd = (decide: Decide): Ends => crowdInterval(ratings, items, { gold, decide });
  const drawn = bootstrapItems(countsOfRatings(ratings, ['0', '1']), coefficients, { replicates, random });
  const found = closedForms({ ratings, gold });
  const { posteriors } = model;
  const agreeing = items.filter((item) => {
    const leading = leadingCategories(posteriors, item, 2);
    return leading.length === 1 && leading[0] === gold[item];
  }).length;
  return {
    [byMajority]: {
      value: found[byMajority]!,
      theseRaters: wilsonInterval(Math.round(found[byMajority]! * n), n),
      otherRaters: crowd(majorityDecides(ratings, gold)),
    },
    [byModel]: {
      value: agreeing / n,
      theseRaters: wilsonInterval(agreeing, n),
      otherRaters: crowd(dawidSkeneDecides(ratings, gold, model)),
    },
    ...Object.fromEntries(
      Object.entries(drawn).map(([key, ends]) => [key, { value: found[key]!, theseRaters: ends }]),
    ),
  };
}

/** Everything but Dawid-Skene. */
function closedForms({ ratings, gold }: Study): Record<string, number> {
  const decide = majorityDecides(ratings, gold);
  const sums = agreementSums(countsOfRatings(ratings, ['0', '1']));
  let agreeing = 0;
  for (let item = 0; item < ratings.items; item++) {
    const place = ratings.offsets[item]!;
    if (decide(item, place, ratings.categoryOf[place]!)) agreeing++;
  }
  return {
    [byMajority]: agreeing / ratings.items,
    ...Object.fromEntries(
      Object.entries(coefficients).map(([key, compute]) => {
        const outcome = compute(sums);
        return [key, isUndefined(outcome) ? Number.NaN : outcome.value];
      }),
    ),
  };
}

function meanOf(all: readonly Record<string, number>[]): Record<string, number> {
  const keys = Object.keys(all[0]!);
  return Object.fromEntries(
    keys.map((key) => [key, all.reduce((sum, one) => sum + one[key]!, 0) / all.length]),
  );
}
