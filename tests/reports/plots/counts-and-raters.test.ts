import { agreeingItemsPlot } from '../../../server/reports/plots/agreeing-items';
import { calibrationPlot } from '../../../server/reports/plots/calibration';
import { confusionPlot } from '../../../server/reports/plots/confusion';
import { clustered } from '../../../server/reports/plots/order-by-clusters';
import { raterAgreementPlot } from '../../../server/reports/plots/rater-agreement';
import { raterFunnelPlot } from '../../../server/reports/plots/rater-funnel';
import { marksOf, textsOf } from './plot-faults';
import { timesPlot } from './sample-plots';

it.each([
  ['items', agreeingItemsPlot],
  ['raters', raterFunnelPlot],
])('makes bars as long as the %s they count, from one line on', (_, plotOf) => {
  const plot = plotOf([
    { text: 'a', count: 200 },
    { text: 'b', count: 100 },
    { text: 'c', count: 0 },
  ]);
  const bars = marksOf(plot, 'rect', 'bar');
  expect(bars.map(({ x }) => x)).toEqual([50, 50, 50]);
  expect(bars[1]!.width * 2).toBeCloseTo(bars[0]!.width, 0);
  expect(bars[2]!.width).toBe(0);
  expect(textsOf(plot)).toEqual(['a', '200', 'b', '100', 'c', '0']);
});

it('gives items their share of all, and raters that of the first step', () => {
  const counts = [
    { text: 'a', count: 200 },
    { text: 'b', count: 100 },
  ];
  expect(agreeingItemsPlot(counts).table.rows[1]).toEqual(['b', '100', '33.3%']);
  expect(raterFunnelPlot(counts).table.rows[1]).toEqual(['b', '100', '50.0%']);
});

describe('labels and answers', () => {
  const plot = confusionPlot({
    labels: ['Yes', 'No'],
    answers: ['Yes', 'No', 'Can’t tell'],
    counts: [[90, 9, 1]],
  });

  it('writes the count and the share of the row on every cell, and shades it by the share', () => {
    // Shares of 0.9, 0.09 and 0.01: above 0.8, above 0.01, exactly 0.01.
    const kinds = plot.marks.filter(({ kind }) => kind.startsWith('cell-')).map(({ kind }) => kind);
    expect(kinds).toEqual(['cell-6', 'cell-1', 'cell-1', 'cell-0', 'cell-0', 'cell-0']);
    expect(textsOf(plot)).toEqual(expect.arrayContaining(['90', '90%', '9', '9%', '1', '1%']));
    expect(marksOf(plot, 'text', 'label-on-cell').map(({ text }) => text)).toEqual(['90', '90%']);
  });

  it('never takes no answers for none of the answers', () => {
    expect(plot.table.rows).toEqual([
      ['Yes', 'Yes', '90', '90.0%'],
      ['Yes', 'No', '9', '9.0%'],
      ['Yes', 'Can’t tell', '1', '1.0%'],
      ['No', 'Yes', '0', 'no value'],
      ['No', 'No', '0', 'no value'],
      ['No', 'Can’t tell', '0', 'no value'],
    ]);
    expect(textsOf(plot).filter((text) => text === '–')).toHaveLength(3);
  });
});

describe('agreement between raters', () => {
  const raters = ['ada', 'ben', 'cai'].map((text, index) => ({ id: text, text, ratings: 30 - index }));
  const plot = raterAgreementPlot(raters, [
    { first: 'ada', second: 'ben', shared: 20, agreement: 0.55 },
    { first: 'cai', second: 'ada', shared: 10, agreement: 0.95 },
    { first: 'ben', second: 'cai', shared: 9, agreement: 1 },
  ]);

  it('puts those who agree most beside each other, and each pair in two cells of one shade', () => {
    expect(marksOf(plot, 'text', 'label').map(({ text }) => text)).toEqual(
      expect.arrayContaining(['1 ada', '2 cai', '3 ben']),
    );
    // Cells are 40 units apart from 112, 64 on; the first of each shade explains it.
    expect(marksOf(plot, 'rect', 'cell-5').slice(1)).toMatchObject([
      { x: 152, y: 64, width: 39, height: 39 },
      { x: 112, y: 104, width: 39, height: 39 },
    ]);
    expect(marksOf(plot, 'rect', 'cell-1').slice(1)).toMatchObject([
      { x: 192, y: 64 },
      { x: 112, y: 144 },
    ]);
  });

  it('crosses out pairs with fewer than ten shared items', () => {
    expect(marksOf(plot, 'rect', 'missing').slice(1)).toMatchObject([
      { x: 192, y: 104 },
      { x: 152, y: 144 },
    ]);
    expect(marksOf(plot, 'line', 'missing')).toHaveLength(3);
    expect(marksOf(plot, 'rect', 'cell-6')).toHaveLength(1);
  });

  it('has every pair once in its table, with what they share', () => {
    expect(plot.table.rows).toEqual([
      ['1 ada', '2 cai', '95.0%', '10'],
      ['1 ada', '3 ben', '55.0%', '20'],
      ['2 cai', '3 ben', '100.0%', '9'],
    ]);
  });

  it('draws the 40 raters with the most ratings, and says so', () => {
    const many = Array.from({ length: 45 }, (_, index) => ({
      id: `r${index}`,
      text: `r${index}`,
      ratings: index,
    }));
    const crowded = raterAgreementPlot(many, []);
    expect(crowded.note).toMatch(/^The 40 raters with the most ratings, of 45\. Ordered by average linkage/);
    expect(marksOf(crowded, 'rect', 'missing')).toHaveLength(1 + 40 * 39);
    expect(JSON.stringify(crowded.table.rows)).not.toMatch(/ r4"/);
  });
});

it('joins groups by the average of all their pairs', () => {
  // 0 and 1 join at 0.9; then {0, 1} and 3 at (0.5 + 0.7) / 2 = 0.6 beat 2 and 3 at 0.55, and {0, 1} and 2 at 0.2.
  const likeness: Record<string, number> = {
    '01': 0.9,
    '02': 0.2,
    '03': 0.5,
    '12': 0.2,
    '13': 0.7,
    '23': 0.55,
  };
  const of = (a: number, b: number) => likeness[[a, b].sort().join('')];
  expect(clustered(4, of)).toEqual([0, 1, 3, 2]);
  expect(clustered(3, () => undefined)).toEqual([0, 1, 2]);
  expect(clustered(0, of)).toEqual([]);
});

describe('seconds per rating', () => {
  const plot = timesPlot([1, 1.1, 100, NaN], 10);

  it('counts in ten bins for each power of ten', () => {
    expect(plot.table.rows).toHaveLength(21);
    expect(plot.table.rows[0]).toEqual(['1 to 1.3', '2']);
    expect(plot.table.rows.at(-1)).toEqual(['100 to 126', '1']);
  });

  it('has multiples at equal distances, and the limit in its place', () => {
    // 21 tenths of a power of ten over 272 units.
    const [first, last] = marksOf(plot, 'rect', 'bar');
    expect(first).toMatchObject({ x: 48.5, width: 12 });
    expect(last?.x).toBeCloseTo(48.5 + (20 * 272) / 21, 1);
    expect(first!.height).toBe(2 * last!.height);
    expect(marksOf(plot, 'line', 'limit').at(-1)?.x1).toBeCloseTo(48 + (10 * 272) / 21, 1);
    expect(textsOf(plot)).toContain('too fast below 10 s');
  });

  it('takes a million times at once', () => {
    const many = timesPlot(Array.from({ length: 1_000_000 }, (_, index) => 2 + (index % 50)));
    const counted = many.table.rows.reduce((sum, row) => sum + Number(row[1]?.replaceAll(',', '')), 0);
    expect(counted).toBe(1_000_000);
  });
});

describe('label confidence and right labels', () => {
  const bin = { low: 0.4, high: 0.6, n: 60, confidence: 0.5, value: 0.8, valueLow: 0.7, valueHigh: 0.9 };
  const plot = calibrationPlot([
    bin,
    { ...bin, n: 3, confidence: 1, value: 1 },
    { ...bin, n: 0, confidence: null, value: null },
  ]);
  // Three lines of explanation and the axis's name, then a square of 286.
  const up = (share: number): number => Math.round((3 * 18 + 8 + 30 + (1 - share) * 286) * 10) / 10;

  it('puts confidence to the right and the share of right labels upwards, on equal scales', () => {
    expect(marksOf(plot, 'circle', 'dot').at(-1)).toMatchObject({ cx: 36 + 143, cy: up(0.8) });
    expect(marksOf(plot, 'circle', 'dot-hollow').at(-1)).toMatchObject({ cx: 36 + 286, cy: up(1) });
    expect(marksOf(plot, 'line', 'whisker').slice(1)[0]).toMatchObject({ x1: 179, y1: up(0.7), y2: up(0.9) });
    expect(marksOf(plot, 'line', 'limit').at(-1)).toMatchObject({ x1: 36, y1: up(0), x2: 322, y2: up(1) });
  });

  it('draws an empty bin in the table alone', () => {
    expect(marksOf(plot, 'path', 'line')[0]?.d).toBe(`M179 ${up(0.8)}L322 ${up(1)}`);
    expect(plot.table.rows[0]).toEqual(['40.0–60.0%', '50.0%', '80.0%', '70.0–90.0%', '60']);
    expect(plot.table.rows[2]).toEqual(['40.0–60.0%', 'no value', 'no value', '70.0–90.0%', '0']);
  });
});
