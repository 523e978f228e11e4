import { parse } from 'csv-parse/sync';
import { listDrawnItems, listProgress, listRaterTimes } from '../../server/agreement/agreement-store';
import { loadShownTally, loadTally } from '../../server/agreement/load-tally';
import { paths } from '../../server/paths';
import { listStudyDatasets } from '../../server/studies/study-store';
import { config, ratingsText, reportText, reportOf } from './texts';
import { engines } from '../support/engines';
import { openHouse, type House } from '../support/house';
import { mainText, page, tableRows } from '../support/html';
import { smallStudy } from '../agreement/small-study';
import { rated, writeStudy, type WrittenItem } from '../agreement/written-study';

/** Whatever raters say of items with their label shown would stand out in every figure of the small study. */
const shownItem = (text: string, labelIndex: number): WrittenItem => ({
  text,
  choices: ['Yes', 'No'],
  labelIndex,
  isShown: true,
  ratings: ['R-1', 'R-2', 'R-3'].map((rater) => ({
    ...rated(rater, [1, 'correct', 'yes'], 90_000),
    flag: 'typo',
  })),
});
const openItem: WrittenItem = {
  ...shownItem('Not yet', 0),
  ratings: [rated('R-1', [1, 'incorrect', 'yes'], 90_000)],
};
const [small] = smallStudy.datasets;
const without = { ...smallStudy, name: 'Without' };
const audited = {
  ...smallStudy,
  verifyShare: 0.4,
  datasets: [
    { ...small!, items: [...small!.items, shownItem('Shown', 0), shownItem('Shown, too', 1), openItem] },
  ],
};

describe.each(engines)('items that a blind study shows with their label on %s', (engine) => {
  let house: House;
  let studyId: string;
  let studyDatasetId: string;
  const db = () => house.context.db;
  beforeAll(async () => {
    house = await openHouse(engine);
    studyId = (await writeStudy(db(), audited)).id;
    studyDatasetId = (await listStudyDatasets(db(), studyId))[0]!.id;
  });
  afterAll(() => house.close());

  it('are in no figure of the items rated blind', async () => {
    const { datasets, pooled } = await reportOf({ db: db(), config }, studyId);
    const house2 = await openHouse('sqlite');
    const plain = await writeStudy(house2.context.db, without);
    const expected = await reportOf({ db: house2.context.db, config }, plain.id);
    await house2.close();
    const { anchoring, ...figures } = pooled;
    expect({ ...figures, anchoring: expected.pooled.anchoring }).toEqual(expected.pooled);
    const { anchoring: ofNone, strata } = expected.datasets[0]!;
    expect({ ...datasets[0], anchoring: ofNone, strata }).toEqual(expected.datasets[0]);
    // Blind: 2 of 3 complete items agree, as in the small study; shown: 2 of 2. By hand, Wilson's ends are 0.3424 of 2 of 2
    // and 0.2077 and 0.9385 of 2 of 3: 1/3 less sqrt(0.6576² + 0.2718²), and 1/3 and sqrt(0 + 0.4590²).
    expect(anchoring).toMatchObject({
      ...{ items: 3, ratings: 7 },
      shown: { value: 1, n: 2 },
      blind: { value: 2 / 3, n: 3 },
    });
    const { low, high } = anchoring.difference as { low: number; high: number };
    expect([low.toFixed(3), high.toFixed(3)]).toEqual(['-0.378', '0.792']);
    expect(datasets[0]?.anchoring).toEqual(anchoring);
  });

  it('are told apart by the store, and asked for only where a study has them', async () => {
    const lines = async (drawn: 'own mode' | 'shown') =>
      (await listDrawnItems(db(), studyDatasetId, drawn)).map(({ line }) => line);
    expect(await lines('own mode')).toEqual([1, 2, 3, 4]);
    expect(await lines('shown')).toEqual([5, 6, 7]);
    const shown = await loadShownTally(db(), { verifyShare: 0.4 }, studyDatasetId);
    expect(shown.items.map(({ ratings, open }) => [ratings, open])).toEqual([
      [3, 0],
      [3, 0],
      [1, 2],
    ]);
    expect(shown.items[0]?.votes.get('label')).toEqual(new Map([['correct', 3]]));
    expect(shown.milliseconds).toEqual(new Array(7).fill(90_000));
    expect((await loadTally(db(), studyDatasetId)).milliseconds).not.toContain(90_000);
    expect(await loadShownTally(db(), { verifyShare: 0 }, studyDatasetId)).toEqual({
      items: [],
      milliseconds: [],
    });
  });

  it('have to be rated, and so stand in the progress of the study', async () => {
    expect(await listProgress(db())).toEqual([{ studyId, items: 7, ratings: 18, open: 3 }]);
    expect(await listRaterTimes(db(), studyId)).toHaveLength(18);
    const dana = await house.signedIn('dana');
    const $ = page((await dana.get(paths.study(studyId)).expect(200)).text);
    expect(mainText($, 'progress + *, p:has(progress)')).toContain(
      '18 of 21 ratings (85.7%), 3 of 4 items complete, and 2 of 3 that are shown with their label',
    );
    expect(tableRows($, 'How much a label that is shown sways raters')).toEqual([
      ['Label agreement with the label shown', '100.0%', '34.2–100.0%', '2 items'],
      ['Label agreement of items rated blind', '66.7%', '20.8–93.9%', '3 items'],
      ['Difference, in percentage points', '+33.3', '−37.8 to +79.2', '5 items'],
    ]);
    expect(mainText($, '.facts')).toContain('40.0% of the items with a label');
  });

  it('have a list and pages of their own, where the question is whether the label is correct', async () => {
    const dana = await house.signedIn('dana');
    const get = async (path: string) => page((await dana.get(path).expect(200)).text);
    const here = paths.studyDataset(studyId, 'small');
    const $ = await get(here);
    expect(mainText($, '.facts')).toContain('2 of 3 items complete, 7 of 9 ratings; in no other figure');
    expect(tableRows($, '4 items')).toHaveLength(4);
    const rows = tableRows(await get(`${here}?show=shown`), '3 items');
    expect(rows.map(([, label, majority, votes, agrees]) => [label, majority, votes, agrees])).toEqual([
      ['Yes', 'Correct', 'Correct: 3', 'agrees'],
      ['No', 'Correct', 'Correct: 3', 'agrees'],
      ['Yes', 'Incorrect', 'Incorrect: 1', 'disagrees'],
    ]);
    const [first] = await listDrawnItems(db(), studyDatasetId, 'shown');
    const item = mainText(await get(paths.studyItem(studyId, first!.itemId)));
    expect(item).toContain('raters see the label of this item');
    expect(item).toContain('Is that correct?');
    const [blind] = await listDrawnItems(db(), studyDatasetId);
    expect(mainText(await get(paths.studyItem(studyId, blind!.itemId)))).not.toContain('Is that correct?');
  });

  it('are columns at the end of the report, and say correct or incorrect in the files of ratings', async () => {
    const rows = parse<Record<string, string>>(await reportText(db(), studyId, 'csv'), { columns: true });
    const share = ['value', 'low', 'high', 'n', 'undefinedBecause'];
    expect(Object.keys(rows[0]!).slice(-20)).toEqual([
      ...['study.verifyShare', 'anchoring.items', 'anchoring.ratings'],
      ...[...share, 'ties'].map((name) => `anchoring.shown.${name}`),
      ...[...share, 'ties'].map((name) => `anchoring.blind.${name}`),
      ...share.map((name) => `anchoring.difference.${name}`),
    ]);
    expect(rows[1]).toMatchObject({ 'study.verifyShare': '0.4', 'anchoring.shown.value': '1' });
    const ratings = parse<Record<string, string>>(await ratingsText(db(), studyId, 'csv'), { columns: true });
    const answers = (line: string) =>
      ratings
        .filter((rating) => rating.line === line)
        .map((rating) =>
          ['labelMode', 'label.index', 'label.text', 'agreesWithLabel'].map((name) => rating[name]),
        );
    expect(answers('1')[0]).toEqual(['blind', '0', 'Yes', 'true']);
    expect(answers('6')).toEqual(new Array(3).fill(['verify', '', 'correct', 'true']));
    expect(answers('7')).toEqual([['verify', '', 'incorrect', 'false']]);
    const json = (await ratingsText(db(), studyId, 'jsonl')).trimEnd().split('\n');
    const last = JSON.parse(json.at(-1)!) as Record<string, unknown>;
    expect(last).toMatchObject({
      labelMode: 'verify',
      answers: { relevance: 1, label: 'incorrect', ambiguity: 'yes' },
      agreesWithLabel: false,
    });
  });
});
