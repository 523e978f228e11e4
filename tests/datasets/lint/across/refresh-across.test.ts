import { beforeAllKeys, listTextKeyUses } from '../../../../server/datasets/item-text-store';
import { insertFindings } from '../../../../server/datasets/lint-store';
import { refreshAcross } from '../../../../server/datasets/lint/refresh-across';
import { deleteImport } from '../../../../server/datasets/import-store';
import { engines } from '../../../support/engines';
import { openHouse, type House } from '../../../support/house';
import { lettered } from '../set/linted-items';
import { ask, finish, foundIn, receive, shelve, takeBack, type ShelfItem } from './shelf';

describe.each(engines)('findings across datasets on %s', (engine) => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse(engine);
  });
  afterEach(() => house.close());

  const put = async (slug: string, items: readonly ShelfItem[], options?: Parameters<typeof shelve>[3]) => {
    const importId = await shelve(house.context, slug, items, options);
    await refreshAcross(house.context, importId);
    return importId;
  };
  const found = (slug: string) => foundIn(house.context, slug);

  it('stand with both items, whichever came first, and name the other', async () => {
    await put('poems', [ask('Do you like rain?'), ask('Do you like snow?')]);
    expect(await found('poems')).toEqual([]);
    await put('songs', [ask('Do you sing?'), ask('Do you like snow?'), ask('do you like RAIN')]);
    expect(await found('poems')).toEqual([
      '1 same-item-elsewhere: Also in songs (line 3, in the same words but not letter by letter).',
      '2 same-item-elsewhere: Also in songs (line 2).',
    ]);
    expect(await found('songs')).toEqual([
      '2 same-item-elsewhere: Also in poems (line 2).',
      '3 same-item-elsewhere: Also in poems (line 1, in the same words but not letter by letter).',
    ]);
  });

  it('say when the labels are opposite', async () => {
    await put('poems', [ask('Do you like rain?'), ask('Do you like snow?'), ask('Do you sing?', null)]);
    await put('songs', [ask('Do you like rain?', 'No'), ask('Do you like snow?'), ask('Do you sing?', 'No')]);
    expect((await found('poems')).filter((finding) => finding.includes('opposite'))).toEqual([
      '1 opposite-label-elsewhere: The label is “Yes” here and “No” in songs (line 1).',
    ]);
  });

  it('compare labels by their words, not by their letters', async () => {
    const choose = (labelIndex: number, ...choices: string[]): ShelfItem => {
      return { text: `Where? ${choices.join()}`, stem: 'Where?', choices: lettered(...choices), labelIndex };
    };
    await put('left', [choose(0, 'Up', 'Down')]);
    await put('right', [choose(1, 'down', 'up')]);
    expect(await found('left')).toEqual([
      '1 same-item-elsewhere: Also in right (line 1, in the same words but not letter by letter).',
    ]);
    await put('wrong', [choose(0, 'Down.', 'Up.')]);
    expect(await found('right')).toContainEqual(
      '1 opposite-label-elsewhere: The label is “(B) up” here and “(A) Down.” in wrong (line 1, in the same words but not letter by letter).',
    );
  });

  it('tell gold items among the items to be rated, and leave the gold set in peace', async () => {
    await put('gold', [ask('Do you like rain?'), ask('Do you like fog?')], { purpose: 'gold' });
    await put('poems', [ask('Do you like rain?')]);
    await put('more-gold', [ask('Do you like fog?')], { purpose: 'gold' });
    expect(await found('poems')).toEqual(['1 gold-in-evaluation: Also in a gold set: gold (line 1).']);
    expect(await found('gold')).toEqual(['2 same-item-elsewhere: Also in more-gold (line 1).']);
  });

  it('name three datasets and count the rest, each dataset once', async () => {
    for (const slug of ['e', 'b', 'd', 'c', 'a']) await put(slug, [ask('Same?'), ask('Same?')]);
    expect(await found('a')).toEqual([
      '1 same-item-elsewhere: Also in b (line 1), c (line 1), d (line 1) and 1 more dataset.',
      '2 same-item-elsewhere: Also in b (line 1), c (line 1), d (line 1) and 1 more dataset.',
    ]);
    await put('f', [ask('Same?')]);
    expect((await found('a'))[0]).toMatch(/ and 2 more datasets\.$/);
  });

  it('go when the other dataset is taken back, and come again with it', async () => {
    await put('poems', [ask('Do you like rain?')]);
    const songs = await put('songs', [ask('Do you like rain?', 'No')]);
    await put('tales', [ask('Do you like rain?')]);
    await takeBack(house.context, 'songs');
    await refreshAcross(house.context, songs);
    expect(await found('poems')).toEqual(['1 same-item-elsewhere: Also in tales (line 1).']);
    expect(await found('songs')).toEqual([]);
    await deleteImport(house.context.db, songs, 'checked');
    await put('songs', [ask('Do you like rain?', 'No')]);
    expect(await found('poems')).toHaveLength(2);
  });

  it('know only datasets that people can see', async () => {
    await put('poems', [ask('Do you like rain?')]);
    const songs = await put('songs', [ask('Do you like rain?')], { isReady: false });
    await receive(house.context, 'tales', [ask('Do you like rain?')]);
    await refreshAcross(house.context, 'import of tales');
    for (const slug of ['poems', 'songs', 'tales']) expect(await found(slug)).toEqual([]);
    await finish(house.context, 'songs');
    await refreshAcross(house.context, songs);
    for (const slug of ['poems', 'songs']) expect(await found(slug)).toHaveLength(1);
  });

  it('are the same when found twice, and leave what other rules found alone', async () => {
    const poems = await put('poems', [ask('Do you like rain?')]);
    await put('songs', [ask('Do you like rain?', 'No')]);
    await insertFindings(house.context.db, poems, [{ rule: 'exact-duplicate', line: 1, detail: 'kept' }]);
    const before = await found('poems');
    expect(before).toHaveLength(3);
    await refreshAcross(house.context, poems);
    expect(await found('poems')).toEqual(before);
  });

  it('take back a finding whose reason is gone altogether', async () => {
    const poems = await put('poems', [ask('Do you like rain?'), ask('Do you like fog?')]);
    const stale = { rule: 'same-item-elsewhere', line: 2, detail: 'Also in a dataset that is long gone.' };
    await insertFindings(house.context.db, poems, [stale]);
    await refreshAcross(house.context, poems);
    expect(await found('poems')).toEqual([]);
  });

  it('do not trust a key: items are compared by their words', async () => {
    const poems = await put('poems', [ask('Do you like rain?')]);
    await put('songs', [ask('Do you like fog?')]);
    await house.context.db.run(
      "UPDATE item_texts SET text_key = (SELECT text_key FROM item_texts WHERE import_id = 'import of songs')",
    );
    const [use] = await listTextKeyUses(house.context.db, poems, {
      rules: ['x'],
      after: beforeAllKeys,
      limit: 9,
    });
    expect(use?.isElsewhere).toBe(1);
    await refreshAcross(house.context, poems);
    expect(await found('poems')).toEqual([]);
  });

  it('come out right when several datasets become ready at once', async () => {
    const slugs = ['a', 'b', 'c', 'd'];
    const items = Array.from({ length: 120 }, (_, i) => ask(`Question ${i}?`));
    const imports = await Promise.all(
      slugs.map((slug) => shelve(house.context, slug, items, { isReady: false })),
    );
    await Promise.all(
      slugs.map(async (slug, i) => {
        await finish(house.context, slug);
        await Promise.all([
          refreshAcross(house.context, imports[i]!),
          refreshAcross(house.context, imports[i]!),
        ]);
      }),
    );
    for (const slug of slugs) {
      const others = slugs.filter((other) => other !== slug).map((other) => `${other} (line 1)`);
      const all = await found(slug);
      expect(all).toHaveLength(120);
      expect(all[0]).toBe(`1 same-item-elsewhere: Also in ${others.join(', ')}.`);
    }
  });

  it('are found over more lines than one step looks at', async () => {
    const items = Array.from({ length: 1203 }, (_, i) => ask(`Question ${i}?`));
    await put('long', items);
    await put('short', [items[1202]!, items[0]!, ask('Another?')]);
    expect(await found('long')).toEqual([
      '1 same-item-elsewhere: Also in short (line 2).',
      '1203 same-item-elsewhere: Also in short (line 1).',
    ]);
    await put('copy', items);
    expect(await found('copy')).toHaveLength(1203);
  });
});
