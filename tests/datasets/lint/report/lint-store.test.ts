import { listItemLabels, listItemsOnLines } from '../../../../server/datasets/item-store';
import { replaceTextKeys } from '../../../../server/datasets/item-text-store';
import {
  countItemsWithFindings,
  countQuarantined,
  listDecisions,
  listQuarantinedLines,
  removeDecision,
  setDecision,
  type LintDecision,
} from '../../../../server/datasets/lint/lint-decision-store';
import {
  countFindings,
  deleteFindings,
  insertFindings,
  isLinted,
  listFindings,
  listFindingsOfItem,
  listFindingsOfLines,
  listLintedImports,
} from '../../../../server/datasets/lint-store';
import { engines } from '../../../support/engines';
import { openHouse, type House } from '../../../support/house';
import { storeImport, storeLinted, toFinding } from './linted-dataset';

describe.each(engines)('the store of findings on %s', (engine) => {
  let house: House;
  let importId: string;
  beforeEach(async () => {
    house = await openHouse(engine);
    importId = await storeImport(house.context, 'x');
    const findings = [
      ['b', 3],
      ['a-b', 3],
      ['a', 3],
      ['a', 0],
      ['a', 7],
      ['b', 12],
    ] as const;
    await insertFindings(house.context.db, importId, findings.map(toFinding));
  });
  afterEach(() => house.close());

  const placesOf = (findings: readonly { rule: string; line: number }[]): string[] =>
    findings.map(({ rule, line }) => `${line} ${rule}`);

  it('lists findings by line and rule, the whole file first, whole lines at a time', async () => {
    const { db } = house.context;
    expect(placesOf(await listFindings(db, importId, { limit: 2 }))).toEqual(['0 a', '3 a', '3 a-b', '3 b']);
    expect(placesOf(await listFindings(db, importId, { after: 3, limit: 2 }))).toEqual(['7 a', '12 b']);
    expect(await listFindings(db, importId, { after: 12, limit: 2 })).toEqual([]);
  });

  it('lists the findings of one rule', async () => {
    const { db } = house.context;
    expect(placesOf(await listFindings(db, importId, { rule: 'a', limit: 2 }))).toEqual(['0 a', '3 a']);
    expect(placesOf(await listFindings(db, importId, { rule: 'a', after: 3, limit: 2 }))).toEqual(['7 a']);
  });

  it('lists the findings of single lines', async () => {
    const { db } = house.context;
    expect(placesOf(await listFindingsOfLines(db, importId, [12, 3, 4]))).toEqual([
      '3 a',
      '3 a-b',
      '3 b',
      '12 b',
    ]);
    expect(placesOf(await listFindingsOfItem(db, importId, 7))).toEqual(['7 a']);
    expect(await listFindingsOfLines(db, importId, [])).toEqual([]);
  });

  it('keeps a detail as it is, whatever characters it quotes', async () => {
    const { db } = house.context;
    const detail = 'NUL \0, half a pair \ud83d, “quotes”, \u202e';
    await insertFindings(db, importId, [{ rule: 'c', line: 1, detail }]);
    expect(await listFindings(db, importId, { rule: 'c', limit: 1 })).toEqual([
      { rule: 'c', line: 1, detail },
    ]);
  });

  it('counts findings, and those about items, by import and rule', async () => {
    const { context } = house;
    const other = await storeImport(context, 'y');
    await insertFindings(context.db, other, [toFinding(['a', 1])]);
    const byRule = (a: { rule: string }, b: { rule: string }): number => (a.rule < b.rule ? -1 : 1);
    const ofFirst = [
      { importId, rule: 'a', count: 3, items: 2 },
      { importId, rule: 'a-b', count: 1, items: 1 },
      { importId, rule: 'b', count: 2, items: 2 },
    ];
    expect((await countFindings(context.db, importId)).sort(byRule)).toEqual(ofFirst);
    const ofOther = { importId: other, rule: 'a', count: 1, items: 1 };
    expect(await countFindings(context.db, other)).toEqual([ofOther]);
    for (const counts of [
      await countFindings(context.db),
      await countFindings(context.db, importId, other),
    ]) {
      expect(counts).toHaveLength(4);
      expect(counts).toEqual(expect.arrayContaining([...ofFirst, ofOther]));
    }
  });

  it('deletes what some rules found, or all of it', async () => {
    const { db } = house.context;
    await deleteFindings(db, importId, []);
    await deleteFindings(db, importId, ['a', 'b']);
    expect(placesOf(await listFindings(db, importId, { limit: 9 }))).toEqual(['3 a-b']);
    await deleteFindings(db, importId);
    expect(await listFindings(db, importId, { limit: 9 })).toEqual([]);
  });

  it('knows which imports the rules have seen', async () => {
    const { db } = house.context;
    expect(await isLinted(db, importId)).toBe(false);
    expect(await listLintedImports(db)).toEqual([]);
    await replaceTextKeys(db, importId, [{ line: 4, textKey: 1 }]);
    expect(await isLinted(db, importId)).toBe(true);
    expect(await listLintedImports(db)).toEqual([importId]);
  });

  it('puts text keys in the place of those on the same lines', async () => {
    const { db } = house.context;
    const keys = (...lines: number[]) => lines.map((line) => ({ line, textKey: 2 ** 52 - line }));
    await replaceTextKeys(db, importId, []);
    await replaceTextKeys(db, importId, keys(1, 2, 5));
    await replaceTextKeys(db, importId, keys(7, 8));
    await replaceTextKeys(db, importId, keys(2, 3, 6));
    const stored = await db.all<{ line: number; text_key: number }>('SELECT * FROM item_texts ORDER BY line');
    expect(stored.map(({ line }) => line)).toEqual([1, 2, 3, 6, 7, 8]);
    expect(stored[0]?.text_key).toBe(2 ** 52 - 1);
  });
});

describe.each(engines)('the store of lint decisions on %s', (engine) => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse(engine);
  });
  afterEach(() => house.close());

  const decide = async (
    datasetId: string,
    rule: string,
    decision: LintDecision['decision'],
  ): Promise<LintDecision> => {
    const decided = {
      datasetId,
      rule,
      decision,
      decidedBy: house.cast.dana.id,
      decidedAt: 1_795_000_000_000,
    };
    await setDecision(house.context.db, decided);
    return decided;
  };

  it('keeps one decision about a rule in a dataset, the last one', async () => {
    const { context } = house;
    const { id } = await storeLinted(context, 'x');
    const other = await storeLinted(context, 'y');
    await decide(id, 'a', 'ignored');
    const last = await decide(id, 'a', 'quarantined');
    const elsewhere = await decide(other.id, 'a', 'ignored');
    expect(await listDecisions(context.db, id)).toEqual([last]);
    expect(await listDecisions(context.db)).toEqual(expect.arrayContaining([last, elsewhere]));
    expect(await removeDecision(context.db, id, 'a')).toBe(true);
    expect(await removeDecision(context.db, id, 'a')).toBe(false);
    expect(await listDecisions(context.db)).toEqual([elsewhere]);
  });

  it('counts an item once, however many rules found something in it, and never the whole file', async () => {
    const { context } = house;
    const findings = [
      ['a', 0],
      ['a', 1],
      ['b', 1],
      ['b', 2],
      ['c', 4],
    ] as const;
    const { id } = await storeLinted(context, 'x', { findings });
    expect(await countItemsWithFindings(context.db, id)).toBe(3);
    expect(await countQuarantined(context.db, id)).toBe(0);
    await decide(id, 'a', 'quarantined');
    await decide(id, 'b', 'quarantined');
    await decide(id, 'c', 'ignored');
    expect(await countItemsWithFindings(context.db, id)).toBe(2);
    expect(await countQuarantined(context.db, id)).toBe(2);
    expect((await listQuarantinedLines(context.db, id)).sort()).toEqual([1, 2]);
  });

  it('quarantines in one dataset what it leaves alone in another', async () => {
    const { context } = house;
    const findings = [['a', 2]] as const;
    const { id } = await storeLinted(context, 'x', { findings });
    const other = await storeLinted(context, 'y', { findings });
    await decide(id, 'a', 'quarantined');
    const lines = async (datasetId: string) =>
      (await listItemLabels(context.db, datasetId)).map(({ line }) => line);
    expect(await lines(id)).toEqual([1, 3, 4]);
    expect(await lines(other.id)).toEqual([1, 2, 3, 4]);
  });

  it('gives the items on some lines in file order', async () => {
    const { context } = house;
    const { id } = await storeLinted(context, 'x');
    const items = await listItemsOnLines(context.db, id, [4, 2, 9]);
    expect(items.map(({ line, text }) => [line, text])).toEqual([
      [2, 'Question 2?'],
      [4, 'Question 4?'],
    ]);
    expect(await listItemsOnLines(context.db, id, [])).toEqual([]);
  });
});
