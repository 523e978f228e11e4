import {
  listCountedAnswers,
  listDrawnItems,
  listItemRatings,
  listProgress,
  listRaterTimes,
} from '../../server/agreement/agreement-store';
import { agreementOf } from '../../server/agreement/dataset-agreement';
import { loadTally } from '../../server/agreement/load-tally';
import type { Database } from '../../server/db/database';
import { listStudyDatasets } from '../../server/studies/study-store';
import { engines, openTestDatabase } from '../support/engines';
import { tallyOf } from './counted';
import { smallStudy } from './small-study';
import { rated, writeStudy, type WrittenStudy } from './written-study';

describe.each(engines)('the agreement store on %s', (engine) => {
  let db: Database;
  beforeEach(async () => (db = await openTestDatabase(engine)));
  afterEach(() => db.close());

  async function write(written: WrittenStudy): Promise<{ studyId: string; studyDatasetId: string }> {
    const { id: studyId } = await writeStudy(db, written);
    const [dataset] = await listStudyDatasets(db, studyId);
    return { studyId, studyDatasetId: dataset!.id };
  }

  it('counts what the figures computed without a database count', async () => {
    const { studyDatasetId } = await write(smallStudy);
    const terms = { labelMode: 'blind', overlap: 3, questions: [] } as const;
    const counted = await loadTally(db, studyDatasetId);
    const expected = tallyOf(smallStudy.datasets[0]!.items, smallStudy.synthetic);
    expect(agreementOf(terms, counted)).toEqual(agreementOf(terms, expected));
    expect(counted.items.map(({ votes }) => votes)).toEqual(expected.items.map(({ votes }) => votes));
  });

  it('counts ratings that flag an item as broken, and no others', async () => {
    const [first, ...others] = smallStudy.datasets[0]!.items;
    const flags = ['typo', 'offensive', 'wrong-language'];
    const ratings = first!.ratings.map((rating, index) => ({ ...rating, flag: flags[index]! }));
    const datasets = [{ slug: 'flagged', items: [{ ...first!, ratings }, ...others] }];
    const { studyDatasetId } = await write({ ...smallStudy, datasets });
    const { items } = await loadTally(db, studyDatasetId);
    expect(items.map(({ malformed }) => malformed)).toEqual([2, 0, 0, 0]);
  });

  it('lists items in drawn order with their number of choices and label', async () => {
    const { studyDatasetId } = await write(smallStudy);
    const items = await listDrawnItems(db, studyDatasetId);
    expect(
      items.map(({ position, line, choices, labelIndex }) => [position, line, choices, labelIndex]),
    ).toEqual([
      [0, 1, 2, 0],
      [1, 2, 2, 1],
      [2, 3, 2, 0],
      [3, 4, 2, 1],
    ]);
  });

  it('counts the newest revision, the time of the first, and no surplus rating', async () => {
    const changed = {
      rater: 'R-1',
      milliseconds: 2500,
      revisions: [
        { answers: { relevance: '1', label: '0', ambiguity: 'no' } },
        { answers: { relevance: '5', label: '1', ambiguity: 'yes' } },
      ],
    };
    const late = { ...rated('R-2', [3, 0, 'no']), isSurplus: true };
    const item = { text: 'x', choices: ['Yes', 'No'], labelIndex: 0, ratings: [changed, late] };
    const written = { ...smallStudy, overlap: 1, datasets: [{ slug: 'one', items: [item] }] };
    const { studyId, studyDatasetId } = await write(written);

    const answers = await listCountedAnswers(db, studyDatasetId);
    expect(Object.fromEntries(answers.map(({ question, value }) => [question, value]))).toEqual({
      relevance: '5',
      label: '1',
      ambiguity: 'yes',
    });
    expect(answers.map(({ milliseconds }) => milliseconds)).toEqual([2500, 2500, 2500]);
    expect(await listRaterTimes(db, studyId)).toEqual([
      { pseudonym: 'R-1', isSynthetic: false, milliseconds: 2500 },
    ]);
    expect(await listProgress(db)).toEqual([{ studyId, items: 1, ratings: 1, open: 0 }]);

    const [{ itemId } = { itemId: '' }] = await listDrawnItems(db, studyDatasetId);
    const ratings = await listItemRatings(db, { studyDatasetId, itemId });
    expect(ratings.map(({ pseudonym, isSurplus, revision }) => [pseudonym, isSurplus, revision])).toEqual([
      ['R-1', false, 2],
      ['R-2', true, 1],
    ]);
    expect(ratings[0]?.answers.get('label')).toBe('1');
  });

  it('counts the progress of each study by itself', async () => {
    const small = await write(smallStudy);
    const other = await writeStudy(db, {
      ...smallStudy,
      datasets: [
        {
          slug: 'b',
          items: [
            { text: 'x', choices: ['Yes', 'No'], labelIndex: 0, ratings: [rated('R-9', [1, 0, 'no'])] },
          ],
        },
        { slug: 'c', items: [{ text: 'y', choices: ['Yes', 'No'], labelIndex: 0, ratings: [] }] },
      ],
    });
    const progress = await listProgress(db);
    expect(progress).toHaveLength(2);
    expect(progress).toContainEqual({ studyId: small.studyId, items: 4, ratings: 11, open: 1 });
    expect(progress).toContainEqual({ studyId: other.id, items: 2, ratings: 1, open: 5 });
  });
});
