import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { readGold } from '../../../server/agreement/ratings-file/read-gold';
import { readRatings, type RatingsSource } from '../../../server/agreement/ratings-file/read-ratings';
import { triplesOf } from '../../statistics/coded';
import { columns, figuresOfFile, fileOf } from './ratings-files';

function read(text: string, source: Partial<RatingsSource> = {}, name?: string) {
  return readRatings({ path: fileOf(text, name), columns, scale: 'nominal', repeats: 'last', ...source });
}

it('reads ratings, in quotes and with other columns beside them', async () => {
  const file = await read('when,task,label,worker\n1,t2,"yes, sure",ben\n2,t1,no,ada\n3,t2,no,ada\n');
  expect(file).toMatchObject({
    items: ['t1', 't2'],
    raters: ['ada', 'ben'],
    categories: ['no', 'yes, sure'],
  });
  expect(triplesOf(file.ratings)).toEqual([
    [0, 0, 0],
    [1, 0, 0],
    [1, 1, 1],
  ]);
});

it('says on which line each item stands first, whatever the order of its name', async () => {
  const { items, firstLines } = await read('task,worker,label\nb,1,x\nb,2,"two\nlines"\na,1,x\nb,3,x\n');
  expect(items).toEqual(['a', 'b']);
  expect([...firstLines]).toEqual([5, 2]);
});

it('unpacks gzip, and calls a file what it is told to', async () => {
  const path = fileOf('', 'packed');
  writeFileSync(path, gzipSync('task\tworker\tlabel\na\tb\tc\n'));
  const source = { path, name: 'mine.tsv.gz', columns, scale: 'nominal', repeats: 'last' } as const;
  expect(await readRatings(source)).toMatchObject({ items: ['a'], categories: ['c'] });
  const missing = readRatings({ ...source, columns: { ...columns, item: 'item' } });
  await expect(missing).rejects.toThrow('mine.tsv.gz has no column "item"');
  writeFileSync(path, gzipSync('task\tworker\tlabel\na\tb\tc\n').subarray(0, -9));
  await expect(readRatings(source)).rejects.toThrow('The gzip file is cut off');
});

it('reads tabs where the name of the file says so', async () => {
  expect(await read('task\tworker\tlabel\na\tb\tc\n', {}, 'r.tsv')).toMatchObject({
    items: ['a'],
    categories: ['c'],
  });
});

it('keeps the last of repeated ratings and says how many it replaced, or keeps all', async () => {
  const text = 'task,worker,label\nt,w,a\nt,x,a\nt,w,b\nt,w,c\n';
  const last = await read(text);
  expect([last.replaced, triplesOf(last.ratings)]).toEqual([
    2,
    [
      [0, 0, 2],
      [0, 1, 0],
    ],
  ]);
  const all = await read(text, { repeats: 'all' });
  expect([all.replaced, all.ratings.categoryOf.length]).toEqual([0, 4]);
});

it('has the whole scale in its order, also what nobody chose', async () => {
  const order = ['low', 'middle', 'high'];
  const file = await read('task,worker,label\nt,w,low\nt,x,high\n', { scale: 'ordinal', order });
  expect(file.categories).toEqual(order);
  expect((await read('task,worker,label\nt,w,10\nt,x,9\n', { scale: 'interval' })).categories).toEqual([
    '9',
    '10',
  ]);
});

it.each<[string, string, Partial<RatingsSource>, RegExp]>([
  ['a column that is not there', 'a,worker,label\n1,2,3\n', {}, /has no column "task"/],
  ['an empty value', 'task,worker,label\nt,w,a\nt,x,\n', {}, /line 3: the column "label" is empty/],
  ['a row with too few values', 'task,worker,label\nt,w\nt,w,a\n', {}, /line 2: The row has 2 values/],
  ['no rows', 'task,worker,label\n', {}, /has no ratings/],
  [
    'an ordinal scale without an order',
    'task,worker,label\nt,w,a\n',
    { scale: 'ordinal' },
    /needs the order/,
  ],
  ['words on an interval scale', 'task,worker,label\nt,w,a\n', { scale: 'interval' }, /"a" is no number/],
  [
    'words in the order of numbers',
    'task,worker,label\nt,w,1\n',
    { scale: 'interval', order: ['1', 'x'] },
    /"x" is no number/,
  ],
  [
    'more categories than a scale has',
    `task,worker,label\n${Array.from({ length: 201 }, (_, index) => `t,w,${index}\n`).join('')}`,
    {},
    /more than 200 categories/,
  ],
  [
    'a category outside the order',
    'task,worker,label\nt,w,c\n',
    { order: ['a', 'b'] },
    /line 2: "c" is not in the order/,
  ],
])('refuses %s, naming the place', async (_what, text, source, message) => {
  await expect(read(text, source)).rejects.toThrow(message);
});

it('says that a file is not there', async () => {
  await expect(
    readRatings({ path: '/no/such.csv', columns, scale: 'nominal', repeats: 'last' }),
  ).rejects.toThrow('/no/such.csv cannot be read.');
});

it('takes one number for the same however it is written, in any order of rows', async () => {
  const rows = ['1,a,1', '1,b,2', '2,a,1.0', '2,b,3', '3,a,1', '3,b,1', '4,a,3', '4,b,1.0'];
  const figures = async (lines: readonly string[]) =>
    figuresOfFile(fileOf(['task,worker,label', ...lines].join('\n')), { scale: 'interval' });
  const first = await figures(rows);
  expect(first.categoryCounts).toEqual({ 1: 5, 2: 1, 3: 2 });
  expect(await figures([...rows.slice(2), ...rows.slice(0, 2)])).toEqual(first);
  const file = await read('task,worker,label\na,w,1.0\n', { scale: 'interval' });
  expect([...(await readGold(fileOf('task,label\na,1\n'), columns, file)).categoryOf]).toEqual([0]);
});

it('refuses gold answers outside the order, and two different ones that nobody chose', async () => {
  const ordered = await read('task,worker,label\na,w,x\n', { scale: 'ordinal', order: ['x', 'y'] });
  const capital = fileOf('task,label\na,X\n');
  await expect(readGold(capital, columns, ordered)).rejects.toThrow(/line 2: "X" is not in the order/);
  const open = await read('task,worker,label\na,w,x\n');
  const two = fileOf('task,label\na,P\na,Q\n');
  await expect(readGold(two, columns, open)).rejects.toThrow(/line 3: .* another answer/);
});

it('reads gold answers, of items nobody rated and of categories nobody chose too', async () => {
  const file = await read('task,worker,label\na,w,yes\nb,w,no\nc,w,no\n');
  const gold = await readGold(fileOf('task,label\na,yes\nb,perhaps\nz,no\na,yes\n'), columns, file);
  expect([...gold.categoryOf.map((code) => Math.min(code, 9))]).toEqual([1, 9, -1]);
  expect(gold).toMatchObject({ known: 2, neverChosen: 1, unrated: 1 });
  const twice = fileOf('task,label\na,yes\na,no\n');
  await expect(readGold(twice, columns, file)).rejects.toThrow(/line 3: the item "a" has another answer/);
});

// By hand: a is right by both, b by none, as nobody chose what is right.
it('counts ratings of what nobody chose as wrong', async () => {
  const ratings = fileOf('task,worker,label\na,w,yes\na,x,yes\nb,w,no\nb,x,no\n');
  const gold = fileOf('task,label\na,yes\nb,perhaps\n');
  const figures = await figuresOfFile(ratings, { gold, ways: ['majority'] });
  expect(figures.ratingAccuracy.value).toBe(1 / 2);
  expect(figures.majority).toEqual({ ties: 0, accuracy: 1 / 2, accuracySplitTies: 1 / 2 });
});
