import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { projectFolder } from '../../support/source-tree';
import { fileOf } from './ratings-files';

const ratings = fileOf(
  [
    'item,who,said',
    ...['a,1,yes', 'a,2,yes', 'a,3,no', 'b,1,no', 'b,2,no', 'b,3,no', 'c,1,yes', 'c,2,no', 'c,1,no'],
  ].join('\n'),
);
const gold = fileOf('item,said\na,yes\nb,no\nc,yes\n', 'gold.csv');
const names = ['--item', 'item', '--rater', 'who', '--value', 'said'];

/** Without settings of any kind: the command needs no database. */
function agreement(...words: string[]): { status: number | null; stdout: string; stderr: string } {
  const args = ['dist/bin/assay.js', 'agreement', ...words];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: projectFolder,
    env: { PATH: process.env.PATH },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

// By hand, with the last rating of c by 1: pairs agree in 1 of 3, 3 of 3 and 1 of 1.
it('prints JSON under documented keys', () => {
  const { status, stdout, stderr } = agreement(
    ratings,
    ...names,
    '--gold',
    gold,
    '--json',
    '--bootstrap',
    '50',
  );
  expect([status, stderr]).toEqual([0, '']);
  const figures = JSON.parse(stdout) as Record<string, unknown>;
  expect(figures).toMatchObject({
    items: 3,
    raters: 3,
    ratings: 8,
    categories: 2,
    replacedRatings: 1,
    goldItems: 3,
    categoryCounts: { no: 6, yes: 2 },
    percentAgreement: { itemMean: expect.closeTo(7 / 9, 12) as number, pooled: 5 / 7 },
    krippendorffAlpha: { ordinal: { undefinedBecause: 'the scale is nominal' } },
    majority: { ties: 0, accuracy: 2 / 3, accuracySplitTies: 2 / 3 },
    ratingAccuracy: { value: 5 / 8 },
    bootstrap: { replicates: 50, seed: '1' },
  });
  expect(Object.keys(figures.aggregators as object)).toEqual([
    ...['majority', 'wawa', 'dawid-skene', 'one-coin', 'mace', 'glad'],
  ]);
  expect((figures.aggregators as Record<string, object>)['dawid-skene']).toEqual({
    accuracy: expect.any(Number) as number,
    ties: 0,
    iterations: expect.any(Number) as number,
    converged: true,
    logLikelihood: expect.any(Number) as number,
  });
  expect(Object.keys(figures.ratingAccuracy as object).sort()).toEqual([
    ...['intervals', 'seIid', 'seItem', 'seRater', 'seTwoWay', 'value', 'wilson'],
  ]);
  for (const key of ['fleissKappa', 'gwetAc1', 'brennanPrediger'])
    expect(figures[key]).toEqual(expect.any(Number));
});

it('prints lines for people, with intervals when asked', () => {
  const { status, stdout } = agreement(
    ratings,
    ...names,
    '--gold',
    gold,
    '--bootstrap',
    '50',
    '--aggregate',
    'wawa',
  );
  expect(status).toBe(0);
  expect(stdout).toMatch(/^Items {2,}3$/m);
  expect(stdout).toMatch(/^Percent agreement, mean of items {2,}0\.7778$/m);
  expect(stdout).toMatch(/^wawa is right {2,}0\.6667$/m);
  expect(stdout).toMatch(
    /^Ratings are right, another crowd {2,}0\.\d{4} to \d\.\d{4}, standard error 0\.\d{4}$/m,
  );
  expect(stdout).not.toContain('mace');
  expect(stdout).not.toMatch(/NaN|null|undefined(?!, because)/);
});

it('writes what it made of each item', () => {
  const path = fileOf('', 'posteriors.csv');
  const { status } = agreement(ratings, ...names, '--aggregate', 'majority', '--posteriors', path);
  expect(status).toBe(0);
  expect(readFileSync(path, 'utf8').split('\n')).toEqual([
    'item,ratings,majority_label,majority_p[no],majority_p[yes]',
    `a,3,yes,${1 / 3},${2 / 3}`,
    'b,3,no,1,0',
    'c,2,no,1,0',
    '',
  ]);
});

// By hand. Rater 1: a yes of yes yes no, b no of no no no, c no (the last) of no no; and so on. Gold: a yes, b no, c yes.
it('writes what is known of each rater', () => {
  const path = fileOf('', 'raters.csv');
  const { status } = agreement(
    ratings,
    ...names,
    '--gold',
    gold,
    '--aggregate',
    'majority,wawa',
    '--skills',
    path,
  );
  expect(status).toBe(0);
  const [head, ...rows] = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  expect(head).toEqual([
    ...['rater', 'ratings', 'with_others', 'with_others_n', 'with_majority'],
    ...['gold_accuracy', 'gold_low', 'gold_high', 'gold_n', 'wawa_skill'],
  ]);
  const numbers = rows.map((row) => row.slice(0, 6).map(Number));
  expect(numbers).toEqual([
    [1, 3, 5 / 6, 3, 1, 2 / 3],
    [2, 3, 5 / 6, 3, 1, 2 / 3],
    [3, 2, 1 / 2, 2, 1 / 2, 1 / 2],
  ]);
  expect(rows.map((row) => [row[8], row[9]])).toEqual([
    ['3', '1'],
    ['3', '1'],
    ['2', '0.5'],
  ]);
});

it('writes over no file that it reads, and nothing where it cannot', () => {
  for (const words of [
    ['--posteriors', ratings],
    ['--gold', gold, '--skills', gold],
  ]) {
    const ended = agreement(ratings, ...names, ...words);
    expect([ended.status, ended.stderr]).toEqual([1, expect.stringContaining('is named twice.')]);
  }
  const nowhere = agreement(ratings, ...names, '--posteriors', '/no/such/folder/x.csv');
  expect([nowhere.status, nowhere.stderr]).toEqual([1, expect.stringContaining('cannot be written.')]);
  expect(readFileSync(ratings, 'utf8')).toContain('item,who,said');
});

it('says that no gold answer is of a rated item, or that no rater chose it', () => {
  const others = fileOf('item,said\nz,yes\n', 'gold.csv');
  const { stdout } = agreement(ratings, ...names, '--gold', others);
  expect(stdout).toMatch(/^Ratings are right {2,}undefined, because no item/m);
  const unlike = fileOf('item,said\na,Yes\nb,no\n', 'gold.csv');
  const told = agreement(ratings, ...names, '--gold', unlike).stdout;
  expect(told).toMatch(/^ {2}that no rater chose for any item {2,}1$/m);
});

it.each([
  [['--scale', 'ordinal'], 1, 'An ordinal scale needs the order of its categories.'],
  [['--aggregate', 'magic'], 2, '"magic" is none of majority, wawa'],
  [['--bootstrap', '1'], 2, 'a whole number from 2'],
  [['--order', 'yes,yes'], 2, 'A category is named twice.'],
  [['--value', 'label'], 1, 'has no column "label"'],
])('says what is wrong with %j', (words, status, message) => {
  const ended = agreement(ratings, ...names, ...words);
  expect([ended.status, ended.stdout]).toEqual([status, '']);
  expect(ended.stderr).toContain(message);
});
