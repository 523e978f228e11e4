import { parse } from 'csv-parse/sync';
import { measures } from '../../server/agreement/measures';
import type { Database } from '../../server/db/database';
import { questionSets } from '../../server/questions/question-sets';
import { smallStudy } from '../agreement/small-study';
import { rated, type WrittenItem, type WrittenStudy, writeStudy } from '../agreement/written-study';
import { engines, openTestDatabase } from '../support/engines';
import { reportText } from './texts';

const unrated: WrittenItem = {
  text: 'Nobody rated this',
  choices: ['Yes', 'No'],
  labelIndex: 0,
  ratings: [],
};

/** The small study beside a dataset whose labels everybody contradicts and one that nobody rated. */
const threeDatasets: WrittenStudy = {
  ...smallStudy,
  datasets: [
    { slug: 'upside-down', items: [contradicted('a'), contradicted('b')] },
    ...smallStudy.datasets,
    { slug: 'unrated', items: [unrated] },
  ],
};

function contradicted(text: string): WrittenItem {
  const ratings = ['R-1', 'R-2', 'R-3'].map((rater) => rated(rater, [1, 1, 'no']));
  return { text, choices: ['Yes', 'No'], labelIndex: 0, ratings };
}

interface ParsedReport {
  readonly study: Record<string, unknown>;
  readonly datasets: Record<string, unknown>[];
  readonly pooled: Record<string, unknown>;
}

describe.each(engines)('the report on %s', (engine) => {
  let db: Database;
  beforeAll(async () => (db = await openTestDatabase(engine)));
  afterAll(() => db.close());

  let report: ParsedReport;
  let rows: Record<string, string>[];
  beforeAll(async () => {
    const { id } = await writeStudy(db, threeDatasets);
    report = JSON.parse(await reportText(db, id, 'json')) as ParsedReport;
    rows = parse(await reportText(db, id, 'csv'), { columns: true });
  });

  it('tells what was asked, in which mode and of which sample', () => {
    expect(report.study).toMatchObject({
      name: 'A small study',
      questionSet: 'paper',
      questionSetVersion: 1,
      labelMode: 'blind',
      overlap: 3,
      perDataset: 100,
      seed: 1,
      goldShare: 0,
      stopping: {},
      questions: [{ name: 'relevance' }, { name: 'label' }, { name: 'ambiguity' }],
    });
  });

  it('has the datasets in the order of the study, with where they came from', () => {
    expect(report.datasets.map(({ slug }) => slug)).toEqual(['upside-down', 'small', 'unrated']);
    expect(report.datasets[1]).toMatchObject({
      family: 'persona',
      source: 'model',
      polarity: 'as named',
      behavior: 'likes small',
      behaviorVersion: 1,
      sha256: 'sha of small',
      strata: [{ population: 4, sampled: 4 }],
    });
  });

  it('has every figure of a dataset under its name', () => {
    // Computed by hand in tests/agreement/dataset-agreement.test.ts.
    const close = (value: number): number => expect.closeTo(value, 12) as number;
    expect(report.datasets[1]).toMatchObject({
      items: 4,
      completeItems: 3,
      ratings: 11,
      labelAgreement: { value: 2 / 3, n: 3, ties: 0 },
      ratingLabelAgreement: { value: 7 / 11, n: 11 },
      percentAgreement: { value: close(5 / 12), n: 4 },
      fleissKappa: { value: close(-11 / 45) },
      krippendorffAlpha: { value: close(-1 / 14) },
      gwetAc1: { value: close(-5 / 51) },
      brennanPrediger: { value: close(-1 / 6) },
      relevance: { n: 11, mean: close(48 / 11), krippendorffAlpha: { value: close(-1 / 14) } },
      ambiguity: { n: 3, histogram: { 0: 1, 1: 1, 2: 0, 3: 1 } },
      medianSeconds: 6,
      polarityWarning: null,
    });
  });

  it('pools over the items of all datasets', () => {
    // Complete: two contradicted items and three small ones, of which two agree. Single ratings by Python: with 0, 0,
    // 2, 3 and 1 of 3 and 1 of 2 the design effect is 94848/50575, so that 9.065 of 17 count.
    const close = (value: number): number => expect.closeTo(value, 12) as number;
    expect(report.pooled).toMatchObject({
      items: 7,
      completeItems: 5,
      ratings: 17,
      labelAgreement: { value: 2 / 5, n: 5, ties: 0 },
      ratingLabelAgreement: {
        value: 7 / 17,
        low: close(0.1682434158410177),
        high: close(0.7078113831665378),
        n: 17,
      },
    });
  });

  it('warns where raters contradict most labels', () => {
    expect(report.datasets[0]).toMatchObject({
      polarityWarning:
        'Raters agree with fewer than half of the labels (0 of 2 were ties): polarity may be inverted.',
    });
  });

  it('says why a figure has no value', () => {
    const why = { undefinedBecause: expect.any(String) as string };
    expect(report.datasets[2]).toMatchObject({
      labelAgreement: { ...why, ties: 0 },
      fleissKappa: why,
      relevance: { mean: why, sd: why, n: 0 },
      medianSeconds: why,
    });
    expect(report.datasets[0]).toMatchObject({
      fleissKappa: { undefinedBecause: 'every rating is the same' },
    });
  });

  it('has the same figures as CSV, a row per dataset and one for all', () => {
    expect(rows.map(({ row, slug }) => [row, slug])).toEqual([
      ['dataset', 'upside-down'],
      ['dataset', 'small'],
      ['dataset', 'unrated'],
      ['pooled', ''],
    ]);
    expect(rows[1]).toMatchObject({
      'study.labelMode': 'blind',
      'labelAgreement.value': String(2 / 3),
      'labelAgreement.ties': '0',
      'relevance.histogram.4': '7',
      'ambiguity.histogram.3': '1',
      medianSeconds: '6',
    });
    expect(Number(rows[1]?.['fleissKappa.value'])).toBeCloseTo(-11 / 45, 12);
    expect(Number(rows[3]?.['labelAgreement.value'])).toBe(2 / 5);
  });

  it('has an empty CSV cell beside a reason where there is no value', () => {
    expect(rows[2]).toMatchObject({
      'labelAgreement.value': '',
      'labelAgreement.undefinedBecause': 'no item with a label has all its ratings',
      'relevance.mean': '',
      'relevance.mean.undefinedBecause': 'there are no values',
      medianSeconds: '',
    });
  });

  it('has CSV columns for every measure', () => {
    const columns = Object.keys(rows[0] ?? {});
    for (const { key, scales } of measures) {
      if (scales.includes('nominal')) expect(columns).toContain(`${key}.value`);
      if (scales.includes('ordinal')) expect(columns).toContain(`relevance.${key}.value`);
      if (scales.includes('boolean')) expect(columns).toContain(`ambiguity.${key}.undefinedBecause`);
    }
  });
});

it('is the same, byte for byte, on every engine, in every run and for every order of ratings', async () => {
  const texts = new Set<string>();
  for (const engine of engines) {
    for (const backwards of [false, true]) {
      const db = await openTestDatabase(engine);
      const { id } = await writeStudy(db, threeDatasets, backwards);
      for (const format of ['json', 'csv']) texts.add(await reportText(db, id, format));
      await db.close();
    }
  }
  expect(texts.size).toBe(2);
});

it('keeps formulas out of CSV cells and leaves negative numbers alone', async () => {
  const db = await openTestDatabase('sqlite');
  const slug = '=HYPERLINK("http://evil.test")';
  const hostile = { ...smallStudy, name: '@SUM(A1)', datasets: [{ ...smallStudy.datasets[0]!, slug }] };
  const { id } = await writeStudy(db, hostile);
  const [row] = parse<Record<string, string>>(await reportText(db, id, 'csv'), { columns: true });
  await db.close();
  expect(row).toMatchObject({ slug: `'${slug}`, 'study.name': "'@SUM(A1)" });
  expect(row?.['fleissKappa.value']).toMatch(/^-0\.24/);
});

it('names no question like a figure', () => {
  const fixed = [
    'items',
    'completeItems',
    'ratings',
    'slug',
    'strata',
    'labelAgreement',
    'medianSeconds',
    'study',
    'row',
  ];
  const names = questionSets.flatMap(({ questions }) => questions.map(({ name }) => name));
  const taken = [...fixed, ...measures.map(({ key }) => key)];
  expect(names.filter((name) => taken.includes(name))).toEqual([]);
});
