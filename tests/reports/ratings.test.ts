import { parse } from 'csv-parse/sync';
import type { Database } from '../../server/db/database';
import type { RatingLine } from '../../server/reports/ratings/rating-line';
import { smallStudy } from '../agreement/small-study';
import { rated, type WrittenItem, type WrittenStudy, writeStudy } from '../agreement/written-study';
import { engines, openTestDatabase } from '../support/engines';
import { ratingsText } from './texts';

const lines = (text: string): RatingLine[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as RatingLine);

const study = (items: readonly WrittenItem[]): WrittenStudy => ({
  ...smallStudy,
  datasets: [{ slug: 'set', items }],
});

describe.each(engines)('the ratings on %s', (engine) => {
  let db: Database;
  beforeEach(async () => (db = await openTestDatabase(engine)));
  afterEach(() => db.close());

  async function exported(written: WrittenStudy): Promise<RatingLine[]> {
    return lines(await ratingsText(db, (await writeStudy(db, written)).id, 'jsonl'));
  }

  const corrected: WrittenItem = {
    text: 'Do you like it?',
    choices: ['Yes', 'No'],
    labelIndex: 0,
    labelConfidence: 0.8125,
    ratings: [
      {
        rater: 'R-2',
        milliseconds: 4500,
        revisions: [
          { answers: { relevance: '2', label: '1', ambiguity: 'no' } },
          { answers: { relevance: '5', label: '0', ambiguity: 'yes' }, comment: 'Misread it.' },
        ],
      },
      { ...rated('R-1', [3, 0, 'no'], null), isSurplus: true },
    ],
  };

  it('are one line per revision with everything needed to use it', async () => {
    const [late, first, second] = await exported(study([corrected]));
    expect(late).toMatchObject({ rater: 'R-1', isSurplus: true, seconds: null, agreesWithLabel: true });
    expect(first).toEqual({
      dataset: 'set',
      behaviorVersion: 1,
      line: 1,
      text: 'Do you like it?',
      label: 'Yes',
      labelConfidence: 0.8125,
      rater: 'R-2',
      isSynthetic: false,
      labelMode: 'blind',
      questionSet: 'paper',
      questionSetVersion: 1,
      revision: 1,
      isCurrent: false,
      isSurplus: false,
      answers: { relevance: 2, label: { index: 1, text: 'No' }, ambiguity: 'no' },
      agreesWithLabel: false,
      seconds: 4.5,
      submittedAt: '2026-01-01T00:00:00.000Z',
      comment: null,
      isGold: false,
      mixedInto: null,
      flag: null,
      choiceOrder: 'as written',
      isLate: false,
      isExcluded: false,
    });
    expect(second).toMatchObject({ revision: 2, isCurrent: true, seconds: null, comment: 'Misread it.' });
  });

  it('come by item, rater and revision, through many pages', async () => {
    const items = Array.from({ length: 120 }, (_, index): WrittenItem => ({
      text: `Item ${index + 1}`,
      choices: ['Yes', 'No'],
      labelIndex: 0,
      ratings: [rated('R-b', [3, 0, 'no']), rated('R-B', [3, 0, 'no']), rated('R-a', [3, 1, 'no'])],
    }));
    const found = await exported(study(items));
    const expected = items.flatMap((_, index) =>
      ['R-B', 'R-a', 'R-b'].map((rater) => `${index + 1} ${rater}`),
    );
    expect(found.map(({ line, rater }) => `${line} ${rater}`)).toEqual(expected);
  });

  it('compare with the label as the mode asks', async () => {
    const item: WrittenItem = {
      text: 'x',
      choices: ['Yes', 'No'],
      labelIndex: 1,
      ratings: [rated('R-1', [3, 'correct', 'no']), rated('R-2', [3, 'incorrect', 'no'])],
    };
    const found = await exported({ ...study([item]), labelMode: 'verify' });
    expect(
      found.map(({ labelMode, answers, agreesWithLabel }) => [labelMode, answers.label, agreesWithLabel]),
    ).toEqual([
      ['verify', 'correct', true],
      ['verify', 'incorrect', false],
    ]);
  });

  it('compare with nothing where there is no label', async () => {
    const [line] = await exported(study([{ ...corrected, labelIndex: null }]));
    expect(line).toMatchObject({ label: null, agreesWithLabel: null });
  });

  it('keep odd characters in JSON Lines', async () => {
    const text = 'NUL \u0000, half a pair \ud83d, <script>, \u2028 and\nnew line';
    const [line] = await exported(study([{ ...corrected, text }]));
    expect(line?.text).toBe(text);
  });

  it('have the same answers as CSV, free of formulas', async () => {
    const hostile: WrittenItem = {
      ...corrected,
      choices: ['=1+1', 'No\u0000thing, "quoted"'],
      ratings: [
        {
          rater: 'R-1',
          milliseconds: 1000,
          revisions: [
            { answers: { relevance: '4', label: '0', ambiguity: 'no' }, comment: '-2+3\r\nnew line' },
          ],
        },
        rated('R-2', [4, 1, 'no']),
      ],
    };
    const { id } = await writeStudy(db, study([hostile]));
    const rows = parse<Record<string, string>>(await ratingsText(db, id, 'csv'), { columns: true });
    expect(rows[0]).toMatchObject({
      label: "'=1+1",
      'label.index': '0',
      'label.text': "'=1+1",
      relevance: '4',
      ambiguity: 'no',
      comment: "'-2+3\r\nnew line",
      agreesWithLabel: 'true',
      isCurrent: 'true',
      seconds: '1',
    });
    expect(rows[1]).toMatchObject({ 'label.text': 'No\ufffdthing, "quoted"' });
  });

  it('are nothing but a header when nobody has rated', async () => {
    const { id } = await writeStudy(db, study([{ ...corrected, ratings: [] }]));
    expect(await ratingsText(db, id, 'jsonl')).toBe('');
    expect((await ratingsText(db, id, 'csv')).trimEnd().split('\n')).toHaveLength(1);
  });
});
