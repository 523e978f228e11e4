import { agreementRelevancePlot } from '../../../server/reports/plots/agreement-relevance';
import { differencePlot } from '../../../server/reports/plots/difference';
import { labelAgreementPlot } from '../../../server/reports/plots/label-agreement';
import { pairedPlot } from '../../../server/reports/plots/paired';
import { marksOf, plotFaults, textsOf } from './plot-faults';

const share = (value: number, low: number, high: number, n = 100) => ({ value, low, high, n });

/** Short names take 40 units, so that the axis goes from 50 to 320: from one half to 1, 5.4 units a point. */
const at = (percent: number): number => 50 + (percent - 50) * 5.4;

describe('label agreement by dataset', () => {
  const plot = labelAgreementPlot(
    [
      { text: 'b', agreement: share(0.9, 0.8, 0.95), newCrowd: { low: 0.7, high: 0.97 }, shrunken: 0.85 },
      { text: 'none', agreement: { undefinedBecause: 'no item is complete' } },
      { text: 'a', agreement: share(0.6, 0.55, 0.7, 49) },
    ],
    0.75,
  );

  it('puts each value and each end of an interval where the axis has it, lowest first', () => {
    // Six signs are explained above the rows: 6 × 18 + 8, then 2 and half a row of 18.
    const [first, second] = [6 * 18 + 8 + 2 + 9, 6 * 18 + 8 + 2 + 27];
    expect(marksOf(plot, 'circle', 'dot-hollow').at(-1)).toMatchObject({ cx: at(60), cy: first });
    expect(marksOf(plot, 'circle', 'dot').at(-1)).toMatchObject({ cx: at(90), cy: second });
    const whiskers = marksOf(plot, 'line', 'whisker').slice(1);
    expect(whiskers).toMatchObject([
      { x1: at(55), x2: at(70), y1: first },
      { x1: at(80), x2: at(95), y1: second },
    ]);
    expect(marksOf(plot, 'line', 'whisker-thin').at(-1)).toMatchObject({
      x1: at(70),
      x2: at(97),
      y1: second,
    });
    expect(marksOf(plot, 'line', 'tick').at(-1)).toMatchObject({ x1: at(85), x2: at(85) });
  });

  it('marks the published range and the bar', () => {
    expect(marksOf(plot, 'rect', 'band').at(-1)).toMatchObject({ x: at(90), width: at(100) - at(90) });
    expect(marksOf(plot, 'line', 'limit').at(-1)).toMatchObject({ x1: at(75), x2: at(75) });
  });

  it('draws no dot where there is no value, and says so', () => {
    const dots = [...marksOf(plot, 'circle', 'dot'), ...marksOf(plot, 'circle', 'dot-hollow')];
    // Two of them explain the signs.
    expect(dots).toHaveLength(4);
    expect(textsOf(plot)).toContain('no value');
    expect(plot.table.rows[2]).toEqual([
      'none',
      'undefined, because no item is complete',
      '–',
      '–',
      '–',
      '–',
    ]);
  });

  it('has every number in its table', () => {
    expect(plot.table.rows.slice(0, 2)).toEqual([
      ['a', '60.0%', '55.0–70.0%', '49', '–', '–'],
      ['b', '90.0%', '80.0–95.0%', '100', '70.0–97.0%', '85.0%'],
    ]);
  });

  it('starts its axis at zero as soon as anything lies below one half', () => {
    const low = labelAgreementPlot([{ text: 'a', agreement: share(0.6, 0.4, 0.7) }]);
    expect(marksOf(low, 'circle', 'dot').at(-1)?.cx).toBe(50 + 0.6 * 270);
    expect(textsOf(low)).toEqual(expect.arrayContaining(['0', '25', '50', '75', '100']));
  });

  it('explains only what it draws', () => {
    const plain = labelAgreementPlot([{ text: 'a', agreement: share(0.6, 0.55, 0.7) }]);
    expect(textsOf(plain).slice(0, 3)).toEqual([
      '95% interval, these raters',
      'published range, 90–100%',
      '50',
    ]);
  });

  it('keeps 154 rows 18 units apart, with numbers above and below', () => {
    const many = Array.from({ length: 154 }, (_, index) => ({ text: `d${index}`, agreement: index / 153 }));
    const tall = labelAgreementPlot(many);
    const rows = marksOf(tall, 'circle', 'dot').slice(1);
    expect(rows).toHaveLength(154);
    expect(rows[153]!.cy - rows[0]!.cy).toBe(153 * 18);
    expect(textsOf(tall).filter((text) => text === '75')).toHaveLength(2);
    expect(plotFaults(tall)).toEqual([]);
  });

  it('cuts long names in the picture alone', () => {
    const text = `${'long-name-'.repeat(12)}end`;
    const long = labelAgreementPlot([{ text, agreement: share(0.9, 0.8, 0.95) }]);
    const [name] = marksOf(long, 'text', 'label').slice(-1);
    expect(name?.text).toMatch(/^long-name-.*…$/);
    expect(name?.short!.length).toBeLessThan(name!.text.length);
    expect(long.table.rows[0]?.[0]).toBe(text);
  });
});

describe('label agreement and relevance', () => {
  const plot = agreementRelevancePlot([
    { text: 'fine', agreement: share(0.95, 0.9, 1), relevance: 4.5 },
    { text: 'wrong', agreement: share(0.5, 0.4, 0.6), relevance: 5 },
    { text: 'beside', agreement: share(0.9, 0.8, 1, 10), relevance: 1 },
    { text: 'useless', agreement: share(0.8, 0.7, 0.9), relevance: 2.9 },
    { text: 'unknown', agreement: { undefinedBecause: 'no item is complete' }, relevance: 3 },
  ]);
  // One line of explanation and the axis's name take 18 + 8 + 30; 20 are kept free for the names of the quadrants.
  const top = 56 + 20;
  const up = (percent: number): number => top + ((100 - percent) / 50) * 250;
  const across = (relevance: number): number => 34 + ((relevance - 1) / 4) * 296;

  it('puts dots by relevance to the right and agreement upwards', () => {
    const dots = marksOf(plot, 'circle', 'dot').map(({ cx, cy }) => [cx, cy]);
    expect(dots).toEqual([
      [across(4.5), up(95)],
      [Math.round(across(2.9) * 10) / 10, up(80)],
      [across(5), up(50)],
    ]);
    expect(marksOf(plot, 'circle', 'dot-hollow').at(-1)).toMatchObject({ cx: across(1), cy: up(90) });
  });

  it('parts the quadrants at 90% and the middle of the scale, and names each', () => {
    const [upright, level] = marksOf(plot, 'line', 'limit');
    expect(upright).toMatchObject({ x1: across(3), x2: across(3) });
    expect(level).toMatchObject({ y1: up(90), y2: up(90) });
    expect(plot.table.rows.map((row) => [row[0], row[4]])).toEqual([
      ['beside', 're-word'],
      ['fine', 'keep'],
      ['unknown', '–'],
      ['useless', 'drop'],
      ['wrong', 'fix label'],
    ]);
    const corners = marksOf(plot, 'text', 'label-strong');
    const [left, right] = [39, 325];
    expect(corners.map(({ text, x, y }) => [text, x, y < up(90) ? 'above' : 'below'])).toEqual([
      ['re-word', left, 'above'],
      ['keep', right, 'above'],
      ['drop', left, 'below'],
      ['fix label', right, 'below'],
    ]);
  });

  it('says what it could not draw', () => {
    expect(plot.note).toBe('1 without a value on one of the axes stands in the table alone.');
  });

  it('names few dots, and covers no dot with a name', () => {
    const crowd = Array.from({ length: 60 }, (_, index) => ({
      text: `dataset-${index}`,
      agreement: 0.5 + (0.5 * ((index * 37) % 60)) / 60,
      relevance: 1 + (4 * ((index * 17) % 60)) / 60,
    }));
    const crowded = agreementRelevancePlot(crowd);
    expect(marksOf(crowded, 'text', 'label').length).toBeLessThanOrEqual(5);
    expect(marksOf(crowded, 'circle', 'dot')).toHaveLength(60);
  });
});

describe('blind and shown labels', () => {
  const plot = differencePlot(
    [
      { text: 'a', value: share(0.9, 0.8, 0.95) },
      { text: 'b', value: share(0.95, 0.9, 1) },
    ],
    { text: 'b − a', value: share(0.05, 0.02, 0.08, 200) },
  );

  it('draws both values on one axis and the difference around a zero of its own', () => {
    // Ten points of difference to both sides of 185, so 13.5 units a point.
    expect(marksOf(plot, 'circle', 'dot').map(({ cx }) => cx)).toEqual([at(90), at(95), 185 + 5 * 13.5]);
    expect(marksOf(plot, 'line', 'limit')).toMatchObject([{ x1: 185, x2: 185 }]);
    expect(marksOf(plot, 'line', 'whisker')).toMatchObject([
      { x1: at(80), x2: at(95) },
      { x1: at(90), x2: at(100) },
      { x1: 185 + 2 * 13.5, x2: 185 + 8 * 13.5 },
    ]);
  });

  it('has every number in its table', () => {
    expect(plot.table.rows).toEqual([
      ['a', '90.0%', '80.0–95.0%', '100'],
      ['b', '95.0%', '90.0–100.0%', '100'],
      ['b − a', '5.0%', '2.0–8.0%', '200'],
    ]);
  });
});

describe('model-written and human-written items', () => {
  const pairs = [
    { text: 'b', model: share(0.9, 0.8, 0.95), human: share(0.8, 0.75, 0.85) },
    { text: 'a', model: share(0.7, 0.6, 0.75), human: share(0.95, 0.9, 1) },
    { text: 'c', model: null, human: share(0.6, 0.55, 0.7) },
  ];

  it('joins the two of each behavior, where the model-written one is lowest against the other first', () => {
    const plot = pairedPlot(pairs);
    // Two lines of explanation, then rows of 28 with the dots five above and below the middle.
    const middle = (row: number): number => 2 * 18 + 8 + 2 + 28 * row + 14;
    expect(marksOf(plot, 'line', 'line')).toMatchObject([
      { x1: at(70), y1: middle(0) - 5, x2: at(95), y2: middle(0) + 5 },
      { x1: at(90), y1: middle(1) - 5, x2: at(80), y2: middle(1) + 5 },
    ]);
    expect(marksOf(plot, 'circle', 'dot').slice(1)).toMatchObject([{ cx: at(70) }, { cx: at(90) }]);
    expect(marksOf(plot, 'circle', 'dot-hollow').at(-1)).toMatchObject({ cx: at(60), cy: middle(2) + 5 });
    expect(plot.table.rows.map((row) => [row[0], row[5]])).toEqual([
      ['a', '-25.0'],
      ['b', '10.0'],
      ['c', '–'],
    ]);
  });

  it('leaves whiskers out where pairs are many', () => {
    const many = Array.from({ length: 21 }, (_, index) => ({ ...pairs[0]!, text: `p${index}` }));
    expect(marksOf(pairedPlot(many), 'line', 'whisker')).toEqual([]);
    expect(marksOf(pairedPlot(many.slice(1)), 'line', 'whisker')).toHaveLength(2 + 2 * 20);
  });
});
