import type { ItemFilter } from '../../../server/datasets/catalogue/item-filter';
import { findNeighbourLines } from '../../../server/datasets/catalogue/item-search-store';
import { searchItems } from '../../../server/datasets/catalogue/search-items';
import type { Dataset } from '../../../server/datasets/dataset-store';
import { insertImport } from '../../../server/datasets/import-store';
import { setDecision } from '../../../server/datasets/lint/lint-decision-store';
import { insertFindings } from '../../../server/datasets/lint-store';
import { engines } from '../../support/engines';
import { openHouse, type House } from '../../support/house';
import { importRun } from '../import-run';
import { storeItems } from './store-items';

const anything: ItemFilter = {
  text: null,
  label: null,
  choices: null,
  minConfidence: null,
  maxConfidence: null,
  rule: null,
  quarantined: null,
};

describe.each(engines)('looking for items on %s', (engine) => {
  let house: House;
  let dataset: Dataset;
  beforeAll(async () => {
    house = await openHouse(engine);
    const { context } = house;
    await insertImport(context.db, importRun('an-import'));
    const choice = (text: string) => ({ letter: '', text });
    dataset = await storeItems(
      context,
      'searched',
      [
        { line: 1, text: 'Say "yes" or “no”, now!', labelConfidence: 0.5 },
        { line: 2, text: 'A back\\slash, 100% of it', labelIndex: 1, labelConfidence: 0.75 },
        { line: 3, text: 'snake_case and NUL \u0000', labelIndex: null, labelConfidence: 0.894 },
        { line: 1500, text: 'Ça va, ÉMILE? 日本', choices: [choice('Oui'), choice('Non'), choice('Émile')] },
        { line: 1501, text: 'snakeXcase 100 of it', labelConfidence: 1 },
        {
          line: 900_000,
          text: 'half \ud83d and 😀',
          choices: [],
          details: [{ name: 'Job', value: 'Text baker' }],
          labelIndex: null,
        },
      ],
      { importId: 'an-import' },
    );
    const found = (rule: string, ...lines: number[]) => lines.map((line) => ({ rule, line, detail: 'd' }));
    const findings = [...found('odd', 2, 1500), ...found('long', 1500, 900_000), ...found('file', 0)];
    await insertFindings(context.db, 'an-import', findings);
    const decided = { datasetId: dataset.id, decidedBy: null, decidedAt: 1 };
    await setDecision(context.db, { ...decided, rule: 'long', decision: 'quarantined' });
    await setDecision(context.db, { ...decided, rule: 'odd', decision: 'ignored' });
  });
  afterAll(() => house.close());

  const lines = async (filter: Partial<ItemFilter>, after = 0, limit = 50) => {
    const { db } = house.context;
    const { items, isAtLeast, ...rest } = await searchItems(
      db,
      dataset,
      { ...anything, ...filter },
      { after, limit },
    );
    expect(isAtLeast).toBe(false);
    return { lines: items.map(({ line }) => line), ...rest };
  };

  it.each<[Partial<ItemFilter>, number[]]>([
    [{ text: '"YES"' }, [1]],
    [{ text: '“no”' }, [1]],
    [{ text: 'now!' }, [1]],
    [{ text: 'k\\s' }, [2]],
    [{ text: '100%' }, [2]],
    [{ text: 'snake_case' }, [3]],
    [{ text: 'SNAKE' }, [3, 1501]],
    [{ text: '\u0000' }, [3]],
    [{ text: 'ÉMILE' }, [1500]],
    [{ text: 'Émile' }, [1500]],
    [{ text: 'Émil' }, [1500]],
    [{ text: 'éMILE' }, []],
    [{ text: 'émile' }, []],
    [{ text: 'ça' }, []],
    [{ text: '日' }, [1500]],
    [{ text: '😀' }, [900_000]],
    [{ text: 'baker' }, [900_000]],
    [{ text: 'text' }, [900_000]],
    [{ text: 'letter' }, []],
    [{ text: 'yes', label: 'b' }, [2]],
    [{ label: 'A' }, [1, 1501]],
    [{ label: 'no' }, [2]],
    [{ label: 'Oui' }, [1500]],
    [{ label: 'None' }, [3, 900_000]],
    [{ choices: 3 }, [1500]],
    [{ choices: 0 }, [900_000]],
    [{ minConfidence: 0.75 }, [2, 3, 1501]],
    [{ minConfidence: 0.75, maxConfidence: 0.894 }, [2, 3]],
    [{ maxConfidence: 0 }, []],
    [{ rule: 'odd' }, [2, 1500]],
    [{ rule: 'odd', quarantined: 'no' }, [2]],
    [{ rule: 'file' }, []],
    [{ rule: 'unknown' }, []],
    [{ quarantined: 'yes' }, [1500, 900_000]],
    [{ quarantined: 'no' }, [1, 2, 3, 1501]],
    [{}, [1, 2, 3, 1500, 1501, 900_000]],
  ])('finds what %j asks for', async (filter, expected) => {
    expect(await lines(filter)).toEqual({ lines: expected, found: expected.length, hasMore: false });
  });

  it.each<Partial<ItemFilter>>([{}, { text: 'a' }])(
    'pages by line and counts on all pages: %j',
    async (filter) => {
      const found = 6;
      expect(await lines(filter, 0, 2)).toEqual({ lines: [1, 2], found, hasMore: true });
      expect(await lines(filter, 2, 2)).toEqual({ lines: [3, 1500], found, hasMore: true });
      expect(await lines(filter, 1500, 2)).toEqual({ lines: [1501, 900_000], found, hasMore: false });
      expect(await lines(filter, 900_000, 2)).toEqual({ lines: [], found, hasMore: false });
    },
  );

  it('asks nothing of rules where no import is known', async () => {
    const { context } = house;
    const alone = await storeItems(context, 'alone', [{}, {}]);
    const search = (filter: Partial<ItemFilter>) =>
      searchItems(context.db, alone, { ...anything, ...filter }, { after: 0, limit: 9 });
    expect(await search({ rule: 'odd' })).toMatchObject({ found: 0 });
    expect(await search({ quarantined: 'yes' })).toMatchObject({ found: 0 });
    expect(await search({ quarantined: 'no' })).toMatchObject({ found: 2 });
  });

  it('stops counting where nobody reads on, but not the page', async () => {
    const { context } = house;
    const many = Array.from({ length: 12_000 }, (_, n) => (n < 10_600 ? {} : { text: 'Late' }));
    const large = await storeItems(context, 'large', many);
    const search = (text: string, after: number) =>
      searchItems(context.db, large, { ...anything, text }, { after, limit: 50 });
    expect(await search('question', 0)).toMatchObject({ found: 10_000, isAtLeast: true, hasMore: true });
    const last = await search('question', 10_570);
    expect(last.items.map(({ line }) => line)).toEqual(Array.from({ length: 30 }, (_, n) => 10_571 + n));
    expect(last).toMatchObject({ isAtLeast: true, hasMore: false });
    expect(await search('late', 11_900)).toMatchObject({ found: 1400, isAtLeast: false, hasMore: true });
  });

  it('knows the neighbours of a line', async () => {
    const of = (line: number) => findNeighbourLines(house.context.db, dataset.id, line);
    expect(await of(3)).toEqual({ previous: 2, next: 1500 });
    expect(await of(1)).toEqual({ previous: undefined, next: 2 });
    expect(await of(900_000)).toEqual({ previous: 1501, next: undefined });
  });
});
