import {
  deleteFindingsOfLines,
  holdImport,
  insertTextKeys,
  listItemsOfLines,
  listItemsSharingText,
  listSharedTextKeys,
  listTextKeyUses,
  replaceTextKeys,
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
    listTextKeyUses(db, importId, { rules: ['none'], after: 0, limit: 100 });

  it('keeps keys of 52 bits, replaces those of a stretch of lines, and deletes all', async () => {
    const empty = await receive(house.context, 'empty', []);
    const largest = 2 ** 52 - 1;
    await insertTextKeys(db, empty, [
      { line: 1, textKey: 0 },
      { line: 4, textKey: largest },
      { line: 9, textKey: 7 },
    ]);
    expect((await keysOf(empty)).map(({ line, textKey: key }) => [line, key])).toEqual([
      [1, 0],
      [4, largest],
      [9, 7],
    ]);
    await replaceTextKeys(db, empty, []);
    await replaceTextKeys(db, empty, [
      { line: 3, textKey: 33 },
      { line: 5, textKey: 55 },
    ]);
    expect((await keysOf(empty)).map(({ line }) => line)).toEqual([1, 3, 5, 9]);
  });

  it('tells which lines are elsewhere or have findings, page by page', async () => {
    const first = await receive(house.context, 'first', [rain, snow, rain, fog]);
    await receive(house.context, 'second', [snow, ask('Another?')]);
    await insertFindings(db, first, [
      { rule: 'a', line: 4, detail: 'd' },
      { rule: 'b', line: 1, detail: 'd' },
    ]);
    const uses = (after: number) => listTextKeyUses(db, first, { rules: ['a', 'c'], after, limit: 3 });
    expect(await uses(0)).toEqual([
      { line: 1, textKey: textKey(rain), isElsewhere: 0, isFound: 0 },
      { line: 2, textKey: textKey(snow), isElsewhere: 1, isFound: 0 },
      { line: 3, textKey: textKey(rain), isElsewhere: 0, isFound: 0 },
    ]);
    expect(await uses(3)).toEqual([{ line: 4, textKey: textKey(fog), isElsewhere: 0, isFound: 1 }]);
    // Imports stand before and after each other by their ids.
    const [second] = await keysOf('import of second');
    expect(second?.isElsewhere).toBe(1);
  });

  it('tells which lines a certain other import has', async () => {
    const first = await receive(house.context, 'first', [rain, snow]);
    const second = await receive(house.context, 'second', [snow]);
    await receive(house.context, 'third', [rain]);
    const shared = await listSharedTextKeys(db, first, { sharedWith: second, after: 0, limit: 5 });
    expect(shared).toEqual([
      { line: 1, textKey: textKey(rain), isShared: 0 },
      { line: 2, textKey: textKey(snow), isShared: 1 },
    ]);
    expect(await listSharedTextKeys(db, first, { sharedWith: second, after: 1, limit: 5 })).toHaveLength(1);
  });

  it('gives the items of ready datasets alone', async () => {
    const seen = await shelve(house.context, 'seen', [rain, snow, fog], { purpose: 'gold' });
    const unseen = await shelve(house.context, 'unseen', [rain], { isReady: false });
    expect(await listItemsOfLines(db, unseen, [1])).toEqual([]);
    expect(await listItemsOfLines(db, seen, [3, 9, 1])).toMatchObject([
      { line: 1, ...rain, importId: seen, slug: 'seen', purpose: 'gold', textKey: textKey(rain) },
      { line: 3, ...fog, importId: seen, slug: 'seen', purpose: 'gold', textKey: textKey(fog) },
    ]);
  });

  it('gives the first few items of each dataset under a key, however many there are', async () => {
    await shelve(house.context, 'b', Array<typeof rain>(40).fill(rain));
    const a = await shelve(house.context, 'a', [snow, rain, fog]);
    await shelve(house.context, 'c', [rain], { isReady: false });
    const items = await listItemsSharingText(db, a, [2, 3, 99]);
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
