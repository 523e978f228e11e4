import {
  afterAllKeys,
  beforeAllKeys,
  deleteFindingsOfLines,
  deleteTextKeys,
  holdImport,
  insertTextKeys,
  listItemsOfKeys,
  listItemsSharingText,
  listSharedTextKeys,
  listTextKeyUses,
  replaceTextKeys,
  type PlacedTextKey,
} from '../../server/datasets/item-text-store';
import { insertFindings, listFindings } from '../../server/datasets/lint-store';
import { textKey } from '../../server/datasets/lint/text-key';
import { engines } from '../support/engines';
import { openHouse, type House } from '../support/house';
import { ask, receive, shelve } from './lint/across/shelf';

const rain = ask('Do you like rain?');
const snow = ask('Do you like snow?');
const fog = ask('Do you like fog?', null);

describe.each(engines)('the store of text keys on %s', (engine) => {
  let house: House;
  let db: House['context']['db'];
  beforeEach(async () => {
    house = await openHouse(engine);
    db = house.context.db;
  });
  afterEach(() => house.close());

  const keysOf = (importId: string) =>
    listTextKeyUses(db, importId, { rules: ['none'], after: beforeAllKeys, limit: 100 });

  const placesOf = async (importId: string) =>
    (await keysOf(importId)).map(({ textKey: key, line }) => [key, line]);

  it('keeps keys of 52 bits in their order, equal ones by line', async () => {
    const empty = await receive(house.context, 'empty', []);
    const largest = 2 ** 52 - 1;
    await insertTextKeys(db, empty, [
      { line: 4, textKey: largest },
      { line: 1, textKey: 7 },
      { line: 10, textKey: 0 },
      { line: 9, textKey: 0 },
    ]);
    expect(await placesOf(empty)).toEqual([
      [0, 9],
      [0, 10],
      [7, 1],
      [largest, 4],
    ]);
  });

  it('deletes and replaces keys between two, the latter with them, and those to the end', async () => {
    const some = await receive(house.context, 'some', []);
    const other = await receive(house.context, 'other', []);
    const keys = [1, 2, 2, 3, 4].map((key, line) => ({ line, textKey: key }));
    for (const id of [some, other]) await insertTextKeys(db, id, keys);
    const [after, through] = [keys[1]!, keys[3]!];
    await replaceTextKeys(db, some, { keys: [{ line: 7, textKey: 3 }], after, through });
    expect(await placesOf(some)).toEqual([
      [1, 0],
      [2, 1],
      [3, 7],
      [4, 4],
    ]);
    await deleteTextKeys(db, some, { after, through: afterAllKeys });
    expect(await placesOf(some)).toEqual([
      [1, 0],
      [2, 1],
    ]);
    await deleteTextKeys(db, some, { after: beforeAllKeys, through: afterAllKeys });
    expect(await placesOf(some)).toEqual([]);
    expect(await placesOf(other)).toHaveLength(5);
  });

  it('tells which lines are elsewhere or have findings, page by page', async () => {
    const first = await receive(house.context, 'first', [rain, snow, rain, fog]);
    await receive(house.context, 'second', [snow, ask('Another?')]);
    await insertFindings(db, first, [
      { rule: 'a', line: 4, detail: 'd' },
      { rule: 'b', line: 1, detail: 'd' },
    ]);
    const uses = (after: PlacedTextKey) => listTextKeyUses(db, first, { rules: ['a', 'c'], after, limit: 3 });
    const expected = [
      { line: 1, textKey: textKey(rain), isElsewhere: 0, isFound: 0 },
      { line: 2, textKey: textKey(snow), isElsewhere: 1, isFound: 0 },
      { line: 3, textKey: textKey(rain), isElsewhere: 0, isFound: 0 },
      { line: 4, textKey: textKey(fog), isElsewhere: 0, isFound: 1 },
    ].sort((a, b) => a.textKey - b.textKey || a.line - b.line);
    expect(await uses(beforeAllKeys)).toEqual(expected.slice(0, 3));
    expect(await uses(expected[2]!)).toEqual(expected.slice(3));
    // Imports stand before and after each other by their ids.
    const ofSecond = await keysOf('import of second');
    expect(ofSecond.find(({ line }) => line === 1)?.isElsewhere).toBe(1);
  });

  it('tells which lines a certain other import has', async () => {
    const first = await receive(house.context, 'first', [rain, snow]);
    const second = await receive(house.context, 'second', [snow]);
    await receive(house.context, 'third', [rain]);
    const sharedAfter = (after: PlacedTextKey) =>
      listSharedTextKeys(db, first, { sharedWith: second, after, limit: 5 });
    const expected = [
      { line: 1, textKey: textKey(rain), isShared: 0 },
      { line: 2, textKey: textKey(snow), isShared: 1 },
    ].sort((a, b) => a.textKey - b.textKey);
    expect(await sharedAfter(beforeAllKeys)).toEqual(expected);
    expect(await sharedAfter(expected[0]!)).toEqual(expected.slice(1));
  });

  it('gives the items of ready datasets alone', async () => {
    const seen = await shelve(house.context, 'seen', [rain, snow, fog], { purpose: 'gold' });
    const unseen = await shelve(house.context, 'unseen', [rain], { isReady: false });
    const [ofRain, ofFog] = [rain, fog].map((item) => textKey(item)) as [number, number];
    expect(await listItemsOfKeys(db, unseen, [{ line: 1, textKey: ofRain }])).toEqual([]);
    const keys = [
      { line: 3, textKey: ofFog },
      { line: 9, textKey: 9 },
      // A key that an older run of the rules left on the same line.
      { line: 1, textKey: 5 },
      { line: 1, textKey: ofRain },
    ];
    expect(await listItemsOfKeys(db, seen, keys)).toMatchObject([
      { line: 1, ...rain, importId: seen, slug: 'seen', purpose: 'gold', textKey: textKey(rain) },
      { line: 3, ...fog, importId: seen, slug: 'seen', purpose: 'gold', textKey: textKey(fog) },
    ]);
  });

  it('gives the first few items of each dataset under a key, however many there are', async () => {
    await shelve(house.context, 'b', Array<typeof rain>(40).fill(rain));
    await shelve(house.context, 'a', [snow, rain, fog]);
    await shelve(house.context, 'c', [rain], { isReady: false });
    const items = await listItemsSharingText(db, [textKey(rain), textKey(fog), 99, textKey(rain)]);
    const places = items.map(({ slug, line }) => `${slug} ${line}`).sort();
    expect(places).toEqual(['a 2', 'a 3', 'b 1', 'b 2', 'b 3', 'b 4', 'b 5']);
  });

  it('deletes findings of these rules on these lines', async () => {
    const id = await receive(house.context, 'some', [rain]);
    const findings = ['a', 'b'].flatMap((rule) => [1, 2, 3].map((line) => ({ rule, line, detail: 'd' })));
    await insertFindings(db, id, findings);
    await deleteFindingsOfLines(db, id, { rules: ['a'], lines: [1, 3] });
    const left = await listFindings(db, id, { limit: 100 });
    expect(left.map(({ rule, line }) => `${rule} ${line}`)).toEqual(['b 1', 'a 2', 'b 2', 'b 3']);
  });

  it('lets two who hold an import write one after the other', async () => {
    const id = await receive(house.context, 'some', [rain]);
    const order: string[] = [];
    const hold = (name: string) =>
      db.transaction(async (tx) => {
        await holdImport(tx, id);
        order.push(`${name} begins`);
        await tx.get('SELECT 1 AS one');
        order.push(`${name} ends`);
      });
    await Promise.all([hold('one'), hold('other')]);
    const [first] = order[0]!.split(' ');
    const second = first === 'one' ? 'other' : 'one';
    expect(order).toEqual([`${first} begins`, `${first} ends`, `${second} begins`, `${second} ends`]);
  });
});
