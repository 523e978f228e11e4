import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { paths } from '../../server/paths';
import { fieldErrors, mainText, page, tableRows } from '../support/html';
import { openHouse, type Agent, type House } from '../support/house';

let house: House;
let dana: Agent;

beforeAll(async () => {
  house = await openHouse('sqlite');
  dana = await house.signedIn('dana');
});
afterAll(async () => {
  // Nothing of any file is left.
  expect(readdirSync(join(house.context.config.dataFolder, 'uploads'))).toEqual([]);
  await house.close();
});

const ratings = 'item,rater,value\na,1,yes\na,2,yes\na,3,no\nb,1,no\nb,2,no\nb,3,no\nc,1,yes\nc,2,no\n';
const gold = 'item,value\na,yes\nb,no\nc,yes\n';
const plain = { item: '', rater: '', value: '', scale: 'nominal', order: '', repeats: 'last' };

interface Sent {
  readonly ratings?: string | Buffer;
  readonly name?: string;
  readonly gold?: string;
  readonly fields?: Record<string, string>;
}

function send(agent: Agent, sent: Sent) {
  const request = agent.post(paths.agreement());
  for (const [name, value] of Object.entries({ ...plain, ...sent.fields })) void request.field(name, value);
  if (sent.ratings !== undefined)
    void request.attach('ratings', Buffer.from(sent.ratings), sent.name ?? 'r.csv');
  if (sent.gold !== undefined) void request.attach('gold', Buffer.from(sent.gold), 'gold.csv');
  return request;
}

// By hand: pairs agree in 1 of 3, 3 of 3 and 0 of 1; in 4 of 7 together. The majority of a and b is right, c is a tie; 6 of 8
// ratings are right.
it('shows the figures of a file with their n, intervals and reasons', async () => {
  const { status, text } = await send(dana, { ratings, gold });
  expect(status).toBe(200);
  const $ = page(text);
  expect(mainText($)).toContain(
    'Columns taken: item from “item”, rater from “rater”, rating from “value”. Of gold.csv: item from “item”, rating from “value”.',
  );
  expect(mainText($, '.notice-warning')).toContain(
    'The file has 3 items and 3 raters and 3 items with a gold',
  );
  const agreement = tableRows($, 'Agreement between raters');
  expect(agreement).toContainEqual(['Percent agreement, mean of items', '0.4444', '3 items']);
  expect(agreement).toContainEqual(['Percent agreement, all pairs', '0.5714', '3 items']);
  expect(agreement).toContainEqual([
    ...['Krippendorff’s alpha, ordinal', 'undefined, because the scale is nominal', '–'],
  ]);
  const right = tableRows($, 'How often answers are right');
  expect(right).toContainEqual(['Majority is right, a tie is not', '0.6667', '3 items']);
  expect(right).toContainEqual(['Ratings are right', '0.7500', '8 ratings']);
  expect(right.map(([name]) => name)).toContain('mace is right');
  const drawn = tableRows($, '95% intervals of 1,000 samples');
  expect(drawn.map(([name]) => name)).toContain('Fleiss’ kappa, other items');
  expect(tableRows($, 'All 3 raters').map((row) => row.slice(0, 2))).toEqual([
    ['1', '3'],
    ['2', '3'],
    ['3', '2'],
  ]);
  expect(tableRows($, 'Ratings of each category')).toEqual([
    ['no', '5'],
    ['yes', '3'],
  ]);
  expect(text).not.toMatch(/NaN/);
});

it('finds columns by what they are usually called, and unpacks a table with tabs', async () => {
  const packed = gzipSync('Task_ID\tAnnotator\tLabel\nx\ta\t1\nx\tb\t2\n');
  const { status, text } = await send(dana, { ratings: packed, name: 'mine.tsv.gz' });
  expect(status).toBe(200);
  expect(mainText(page(text))).toContain('item from “Task_ID”, rater from “Annotator”, rating from “Label”');
});

it('shows hostile names as text', async () => {
  const hostile = '"<script>alert(1)</script>\u202e=1+1"';
  const file = `item,rater,value\n${hostile},${hostile},${hostile}\n${hostile},b,no\nc,b,no\nc,d,no\n`;
  const { status, text } = await send(dana, { ratings: file, name: '<b>x</b>\u202e.csv' });
  expect(status).toBe(200);
  const $ = page(text);
  expect($('script:not([src]), main b').length).toBe(0);
  expect(text).not.toContain('\u202e');
  expect(tableRows($, 'All 3 raters').map(([name]) => name)).toContain(
    '<script>alert(1)</script>\\u202e=1+1',
  );
});

it.each([
  ['no file', {}, { ratings: 'Choose a file of ratings.' }],
  ['an empty file', { ratings: '' }, { ratings: 'r.csv has no rows below its first.' }],
  [
    'an empty cell',
    { ratings: 'item,rater,value\na,1,x\na,,y\n' },
    { ratings: 'r.csv, line 3: the column "rater" is empty.' },
  ],
  [
    'a column that is not there',
    { ratings, fields: { rater: 'who' } },
    { rater: 'r.csv has no column "who". Its columns are "item", "rater", "value".' },
  ],
  [
    'columns that nobody can guess',
    { ratings: 'item,x,value\na,1,b\n' },
    { rater: 'r.csv: no column looks like the rater. Its columns are "item", "x", "value".' },
  ],
  [
    'an order that is missing',
    { ratings, fields: { scale: 'ordinal' } },
    { order: 'Enter all categories from one end to the other: the scale has an order.' },
  ],
  [
    'an order with a repeat',
    { ratings, fields: { order: 'yes,yes' } },
    { order: 'Enter each category once.' },
  ],
  [
    'a category outside the order',
    { ratings, fields: { order: 'yes,maybe' } },
    { ratings: 'r.csv, line 4: "no" is not in the order of categories.' },
  ],
  [
    'words on a scale of numbers',
    { ratings, fields: { scale: 'interval' } },
    { ratings: 'r.csv, line 2: "yes" is no number, as an interval scale needs.' },
  ],
  [
    'two gold answers',
    { ratings, gold: 'item,value\na,yes\na,no\n' },
    { gold: 'gold.csv, line 3: the item "a" has another answer further up.' },
  ],
  [
    'a scale that there is not',
    { ratings, fields: { scale: 'other' } },
    { scale: 'Choose what the categories are.' },
  ],
] as const)('refuses %s, with the form as it was typed', async (_what, sent: Sent, errors) => {
  const { status, text } = await send(dana, { ...sent, fields: { item: 'item', ...sent.fields } });
  const $ = page(text);
  expect([status, fieldErrors($)]).toEqual([422, errors]);
  expect($('#item').val()).toBe('item');
  expect($('title').text()).toMatch(/^Error: /);
});

it('refuses a file beyond its limit, and one that unpacks to more', async () => {
  const large = await send(dana, { ratings: Buffer.alloc(20 * 1024 ** 2 + 1, 'a') });
  expect(large.status).toBe(413);
  expect(fieldErrors(page(large.text)).ratings).toContain('The file is larger than 20 MiB.');
  const bomb = gzipSync(`item,rater,value\n${`a,1,${'x'.repeat(1000)}\n`.repeat(22_000)}`);
  const unpacked = await send(dana, { ratings: bomb, name: 'bomb.csv.gz' });
  expect(unpacked.status).toBe(422);
  expect(fieldErrors(page(unpacked.text)).ratings).toContain('holds too much for its size');
});

it('says what it leaves out of a large file', async () => {
  const rows = Array.from(
    { length: 51_000 },
    (_, row) => `${row >> 1},${row % 7},${row % 5 === 0 ? 'x' : 'y'}`,
  );
  const { text } = await send(dana, { ratings: `item,rater,value\n${rows.join('\n')}\n` });
  const $ = page(text);
  expect(mainText($, '.notice-warning')).toContain('The file is too large here for 1,000 samples');
  expect(tableRows($, '95% intervals of 1,000 samples')).toEqual([]);
});

it('is for administrators, and takes nothing from other sites', async () => {
  const ada = await house.signedIn('ada');
  expect((await ada.get(paths.agreement())).status).toBe(403);
  expect((await send(ada, { ratings })).status).toBe(403);
  expect((await send(house.visitor(), { ratings })).status).toBe(303);
  expect((await send(dana, { ratings }).set('Sec-Fetch-Site', 'cross-site')).status).toBe(403);
  const other = dana.post(paths.agreement()).attach('other', Buffer.from('x'), 'x.csv');
  expect((await other).status).toBe(422);
  await dana.post(paths.agreement()).type('form').send(plain).expect(422);
});

it('is linked from the header, for administrators', async () => {
  const $ = page((await dana.get(paths.agreement())).text);
  expect($(`header a[href="${paths.agreement()}"]`).attr('aria-current')).toBe('page');
  const { text } = await (await house.signedIn('ada')).get(paths.work());
  expect(page(text)(`a[href="${paths.agreement()}"]`).length).toBe(0);
});
