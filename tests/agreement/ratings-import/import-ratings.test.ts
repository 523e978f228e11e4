import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { importRatings, type RatingsImport } from '../../../server/agreement/ratings-import/import-ratings';
import { findUserByName } from '../../../server/accounts/user-store';
import { loadDataset, listDatasets } from '../../../server/datasets/dataset-store';
import { listItems } from '../../../server/datasets/item-store';
import { paths } from '../../../server/paths';
import { excludeRater, takeExclusionBack } from '../../../server/quality/exclude-rater';
import { listStudyRaters } from '../../../server/quality/rater-store';
import { listStudies, listStudyDatasets } from '../../../server/studies/study-store';
import { checks } from '../../../server/upkeep/checks';
import { originalsIn } from '../../../server/upkeep/originals';
import { runChecks } from '../../../server/upkeep/run-checks';
import { engines } from '../../support/engines';
import { page } from '../../support/html';
import { openHouse, type House } from '../../support/house';
import { fileOf, ratingsCsv, type Rows } from '../ratings-file/ratings-files';
import { reportOf } from '../../reports/texts';

const rows: Rows = [
  ...(['1 yes', '2 yes', '3 no'].map((row) => ['a', ...row.split(' ')]) as unknown as Rows),
  ...[['b', '1', 'no'] as const, ['b', '2', 'no'] as const],
  ...[['c', '1', 'yes'] as const, ['c', '2', 'no'] as const, ['d', '3', 'no'] as const],
];
const gold = fileOf('task,label\na,yes\nb,no\nc,yes\n', 'gold.csv');

function wanted(text: string, more: Partial<RatingsImport> = {}): RatingsImport {
  return {
    path: fileOf(text),
    name: 'A crowd',
    columns: { item: 'task', rater: 'worker', value: 'label' },
    gold: { path: gold, name: 'gold.csv' },
    repeats: 'last',
    actorId: null,
    ...more,
  };
}

describe.each(engines)('ratings of any origin on %s', (engine) => {
  let house: House;
  beforeEach(async () => (house = await openHouse(engine)));
  afterEach(() => house.close());

  it('become a dataset, a locked study and its ratings', async () => {
    const made = await importRatings(house.context, wanted(ratingsCsv(rows)));
    expect(made).toMatchObject({
      dataset: 'a-crowd',
      items: 4,
      labelled: 3,
      raters: 3,
      ratings: 8,
      overlap: 3,
    });
    const { db } = house.context;
    const [study] = await listStudies(db);
    expect(study).toMatchObject({ id: made.studyId, name: 'A crowd', overlap: 3, labelMode: 'blind' });
    expect(study?.lockedAt).not.toBeNull();
    const [drawn] = await listStudyDatasets(db, made.studyId);
    expect(drawn?.strata).toEqual([
      { label: 'no', population: 1, sampled: 1, inclusionProbability: 1 },
      { label: 'yes', population: 2, sampled: 2, inclusionProbability: 1 },
      { label: null, population: 1, sampled: 1, inclusionProbability: 1 },
    ]);
    const items = await listItems(db, drawn!.datasetId, { limit: 10 });
    expect(items.map(({ line, text, labelIndex }) => [line, text, labelIndex])).toEqual([
      [2, 'a', 1],
      [5, 'b', 0],
      [7, 'c', 1],
      [9, 'd', null],
    ]);
    expect(items[0]?.choices.map(({ text }) => text)).toEqual(['no', 'yes']);
    const dataset = await loadDataset(db, drawn!.datasetId);
    expect(dataset).toMatchObject({ itemCount: 4, labelledCount: 3, behaviorConfirmedAt: null });
  });

  // By hand. Pairs agree in 1 of 3, 1 of 1 and 0 of 1; a and b have the gold answer as majority, c is a tie; 2 of 3,
  // 2 of 2 and 1 of 2 single ratings are right.
  it('are counted whole, however many an item has', async () => {
    const { studyId } = await importRatings(house.context, wanted(ratingsCsv(rows)));
    const { pooled } = await reportOf(house.context, studyId);
    expect(pooled).toMatchObject({
      completeItems: 4,
      incompleteItems: 0,
      contestedItems: 0,
      ratings: 8,
      syntheticRatings: 0,
      labelAgreement: { value: 2 / 3, n: 3, ties: 1 },
      ratingLabelAgreement: { value: 5 / 7, n: 7 },
      percentAgreement: { value: expect.closeTo(4 / 9, 12) as number, n: 3 },
      medianSeconds: { undefinedBecause: expect.any(String) as string },
    });
  });

  it('leave a database in which nothing is wrong', async () => {
    const { studyId } = await importRatings(house.context, wanted(ratingsCsv(rows)));
    const originals = originalsIn(join(house.context.config.dataFolder, 'originals'));
    const faults = [];
    for await (const { name, faults: found } of runChecks(house.context.db, [...checks, originals]))
      faults.push(...found.map((fault) => `${name}: ${fault}`));
    expect(faults).toEqual([]);
    const events = await house.context.db.all("SELECT * FROM audit_events WHERE action = 'ratings imported'");
    expect(events).toMatchObject([{ object_id: studyId }]);
  });

  it('count again when an exclusion is taken back, and make items incomplete meanwhile', async () => {
    const { context, cast } = house;
    const { studyId } = await importRatings(context, wanted(ratingsCsv(rows)));
    const raters = await listStudyRaters(context.db, studyId);
    const { raterId } = raters.find(({ username }) => username === 'a-crowd: rater 3')!;
    const about = { studyId, raterId, actorId: cast.dana.id };
    const before = await reportOf(context, studyId);
    expect(await excludeRater(context, { ...about, reason: 'guessed' })).toEqual({ setAside: 2 });
    // Of a the third rating is missing, of d the only one.
    expect((await reportOf(context, studyId)).pooled).toMatchObject({
      completeItems: 2,
      incompleteItems: 2,
      contestedItems: 0,
      ratings: 6,
    });
    expect(await takeExclusionBack(context, about)).toEqual({ counted: 2, surplus: 0 });
    expect(await reportOf(context, studyId)).toEqual(before);
  });

  it('keep every repeat when asked, and otherwise the last', async () => {
    const twice: Rows = [...rows, ['d', '3', 'yes']];
    const last = await importRatings(house.context, wanted(ratingsCsv(twice), { name: 'Last' }));
    expect(last).toMatchObject({ ratings: 8, raters: 3, replacedRatings: 1 });
    const all = await importRatings(
      house.context,
      wanted(ratingsCsv(twice), { name: 'All', repeats: 'all' }),
    );
    expect(all).toMatchObject({ ratings: 9, raters: 3, replacedRatings: 0 });
    const raters = await listStudyRaters(house.context.db, all.studyId);
    expect(raters.map(({ username }) => username).sort()).toEqual([
      ...['all: rater 1', 'all: rater 2', 'all: rater 3', 'all: rater 3, time 2'],
    ]);
  });

  it('are of raters who cannot sign in and are not synthetic', async () => {
    await importRatings(house.context, wanted(ratingsCsv(rows)));
    const user = await findUserByName(house.context.db, 'A-CROWD: RATER 1');
    expect(user).toMatchObject({ role: 'rater', isSynthetic: false, passwordHash: 'none' });
    expect(user?.disabledAt).not.toBeNull();
    for (const password of ['none', '', 'a long enough password']) {
      const typed = { username: 'a-crowd: rater 1', password };
      await house.visitor().post(paths.signIn()).type('form').send(typed).expect(422);
    }
  });

  it('leave nothing when something fails on the way', async () => {
    const { context } = house;
    let ids = 0;
    const newId = (): string => {
      ids += 1;
      if (ids > 30) throw new Error('The power is out.');
      return context.newId();
    };
    const broken = { ...context, newId };
    await expect(importRatings(broken, wanted(ratingsCsv(rows)))).rejects.toThrow('The power is out.');
    expect(await listStudies(context.db)).toEqual([]);
    expect(await context.db.all('SELECT id FROM datasets')).toEqual([]);
    expect(await context.db.all("SELECT id FROM users WHERE username LIKE 'a-crowd%'")).toEqual([]);
    expect(readdirSync(join(context.config.dataFolder, 'originals'))).toEqual([]);
  });
});

describe('an import of ratings', () => {
  let house: House;
  beforeAll(async () => (house = await openHouse('sqlite')));
  afterAll(() => house.close());

  it.each([
    ['an empty cell', 'task,worker,label\na,1,x\nb,,y\n', {}, 'line 3: the column "worker" is empty.'],
    ['one category', 'task,worker,label\na,1,yes\nb,2,yes\n', {}, 'has one category alone'],
    [
      'a gold answer that nobody chose',
      'task,worker,label\na,1,Yes\nb,2,no\n',
      {},
      'gold.csv, line 2: no rater chose this answer for any item.',
    ],
    ['no such column', 'item,worker,label\na,1,yes\n', {}, 'has no column "task"'],
    ['a name without letters for lines', ratingsCsv(rows), { name: 'a\nb' }, 'The name must be a line'],
    ['no file', ratingsCsv(rows), { path: '/no/such/file.csv' }, '/no/such/file.csv cannot be read.'],
    [
      'a category outside the order',
      ratingsCsv(rows),
      { order: ['yes', 'never'] },
      'line 4: "no" is not in the order of categories.',
    ],
    [
      'more ratings than a study takes',
      ratingsCsv(Array.from({ length: 101 }, (_, worker) => ['a', `${worker}`, worker < 9 ? 'no' : 'yes'])),
      {},
      'The item "a" has 101 ratings, and a study takes at most 100 of an item.',
    ],
    [
      'an item without a text',
      ratingsCsv(rows),
      { items: { path: fileOf('task,text\na,A\n'), name: 'items.csv' } },
      'items.csv has no text for the item "b".',
    ],
    [
      'an item with two texts',
      ratingsCsv(rows),
      { items: { path: fileOf('task,text\na,A\na,B\n'), name: 'items.csv' } },
      'items.csv, line 3: the item "a" has another text further up.',
    ],
  ] as const)('is refused with the place of the fault: %s', async (_fault, text, more, message) => {
    await expect(importRatings(house.context, wanted(text, more))).rejects.toThrow(message);
    expect(await listDatasets(house.context.db)).toEqual([]);
    expect(readdirSync(join(house.context.config.dataFolder, 'originals'))).toEqual([]);
  });

  it('shows hostile names of a file as text on every page, and opens all pages of the dataset', async () => {
    const hostile = '<script>alert("1")</script>\u202e=cmd|1';
    const quoted = `"${hostile.replaceAll('"', '""')}"`;
    const text = ['task,worker,label', `${quoted},${quoted},yes`, `${quoted},2,${quoted}`, 'b,2,no'].join(
      '\n',
    );
    const items = { path: fileOf(`task,text\n${quoted},"<b>bold</b>"\nb,plain\n`), name: 'items.csv' };
    const more = { name: '<i>Crowd</i> =1', gold: undefined, items, behavior: 'is <u>right</u>' };
    const { studyId, dataset: slug } = await importRatings(house.context, wanted(text, more));
    expect(slug).toBe('i-crowd-i-1');
    const { db } = house.context;
    const [drawn] = await listStudyDatasets(db, studyId);
    const { datasetId } = drawn!;
    const [item] = await listItems(db, datasetId, { limit: 1 });
    const [rater] = await listStudyRaters(db, studyId);
    const dana = await house.signedIn('dana');
    const pages = [
      ...[paths.study(studyId), paths.studyDataset(studyId, slug), paths.studyItem(studyId, item!.id)],
      ...[
        paths.studyRaters(studyId),
        paths.studyRater(studyId, rater!.raterId),
        paths.studies(),
        paths.lint(),
      ],
      ...[paths.datasets(), paths.dataset(datasetId), paths.datasetItems(datasetId), paths.pairs()],
      ...[paths.datasetItem(datasetId, 2), paths.datasetPolarity(datasetId), paths.datasetLint(datasetId)],
      ...[paths.datasetBehaviors(datasetId)],
    ];
    for (const path of pages) {
      const { status, text: html } = await dana.get(path);
      expect([path, status]).toEqual([path, 200]);
      const $ = page(html);
      expect($('script:not([src]), main b, main i, main u').length).toBe(0);
    }
    const original = await dana.get(paths.datasetOriginal(datasetId)).buffer().expect(200);
    expect(original.text || (original.body as Buffer).toString()).toContain('task,worker,label');
    await dana.get(paths.datasetItemsFile(datasetId, 'jsonl')).expect(200);
    await dana.get(paths.ratings(studyId, 'csv')).expect(200);
  });
});
