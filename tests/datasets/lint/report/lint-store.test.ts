import { listItemLabels, listItemsOnLines } from '../../../../server/datasets/item-store';
import { insertTextKeys } from '../../../../server/datasets/item-text-store';
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
  deleteOldFindings,
  insertFindings,
  isLinted,
  lastFoundLine,
  listFindings,
  listFindingsOfItem,
  listFindingsOfLines,
  listLintedImports,
  renewFindings,
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
    const both = await countFindings(context.db, importId, other);
    expect(both).toHaveLength(4);
    expect(both).toEqual(expect.arrayContaining([...ofFirst, ofOther]));
    expect(await countFindings(context.db)).toEqual([]);
  });

  it('counts what is spread over many lines once', async () => {
    const { context } = house;
    const other = await storeImport(context, 'z');
    const lines = [0, 1, 19_999, 20_000, 39_999, 40_000, 100_001];
    const findings = lines.map((line) => toFinding(['a', line]));
    await insertFindings(context.db, other, findings);
    const counts = await countFindings(context.db, other);
    expect(counts).toEqual([{ importId: other, rule: 'a', count: 7, items: 6 }]);
  });

  it('lets a run that was taken for dead undo nothing of the one in its place', async () => {
    const { db } = house.context;
    const find = (foundBy: string, detail: string) =>
      renewFindings(db, importId, { findings: [{ rule: 'a', line: 3, detail }], foundBy });
    await find('run 1', 'by the first');
    await find('run 2', 'by the second');
    await find('run 1', 'by the first, late');
    for (const foundBy of ['run 2', 'run 1'])
      await deleteOldFindings(db, importId, { foundBy, except: ['b'], from: 0, to: 99 });
    const left = await listFindings(db, importId, { rule: 'a', limit: 99 });
    expect(left).toEqual([{ rule: 'a', line: 3, detail: 'by the second' }]);
  });

  it('renews what a new run finds again, and removes what only older ones found, a few lines at a time', async () => {
    const { db } = house.context;
    const before = placesOf(await listFindings(db, importId, { limit: 99 }));
    const last = await lastFoundLine(db, importId);
    expect(last).toBe(Math.max(...before.map((place) => Number(place.split(' ')[0]))));
    const findings = [
      { rule: 'a-b', line: 3, detail: 'renewed' },
      { rule: 'new', line: last + 1, detail: 'new' },
    ];
    await renewFindings(db, importId, { findings, foundBy: 'run 2' });
    const both = await listFindings(db, importId, { limit: 99 });
    expect(placesOf(both).sort()).toEqual([...before, `${last + 1} new`].sort());
    const old = { foundBy: 'run 2', except: ['b'] };
    await deleteOldFindings(db, importId, { ...old, from: last + 1, to: last + 99 });
    expect(await listFindings(db, importId, { limit: 99 })).toEqual(both);
    await deleteOldFindings(db, importId, { ...old, from: 0, to: last + 1 });
    const left = await listFindings(db, importId, { limit: 99 });
    expect(left.filter(({ rule }) => rule !== 'b')).toEqual(findings);
    expect(left.filter(({ rule }) => rule === 'b')).toEqual(both.filter(({ rule }) => rule === 'b'));
  });

  it('knows no last line where nothing was found', async () => {
    expect(await lastFoundLine(house.context.db, 'another import')).toBe(0);
  });

  it('knows which imports the rules have seen', async () => {
    const { db } = house.context;
    expect(await isLinted(db, importId)).toBe(false);
    expect(await listLintedImports(db)).toEqual([]);
    await insertTextKeys(db, importId, [{ line: 4, textKey: 1 }]);
    expect(await isLinted(db, importId)).toBe(true);
    expect(await listLintedImports(db)).toEqual([importId]);
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
