import { load } from 'cheerio';
import fc from 'fast-check';
import { readable, widthOf, fitted } from '../../../server/reports/plots/fitted-text';
import type { Plot } from '../../../server/reports/plots/plot';
import { plotStyles, writeSvg } from '../../../server/reports/plots/write-svg';
import { readSource } from '../../support/source-tree';
import { crowdedPlots, samplePlots } from './sample-plots';

const css = plotStyles(readSource('static/css/tokens.css').text, readSource('static/css/plots.css').text);

it('writes every mark with the class its styles are for', () => {
  for (const plot of samplePlots()) {
    const $ = load(writeSvg(plot, css), { xml: true });
    expect($('svg').attr()).toMatchObject({
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `-10 -10 360 ${plot.height + 20}`,
    });
    expect($('svg > [class^=plot-]').length).toBe(plot.marks.length + 1);
    expect($('svg > title').text()).toBe(plot.title);
  }
});

it('has the light colours themselves, without layers and conditions', () => {
  expect(css).not.toMatch(/var\(|@|inherit/);
  expect(css).toContain('.plot-dot-hollow { fill: #fff; }');
  expect(css).toContain('.plot-label-soft { fill: #4d5d59; }');
});

it('has a rule for every kind that would not be seen without one', () => {
  const kinds = [...samplePlots(), ...crowdedPlots()].flatMap(({ marks }) => marks.map(({ kind }) => kind));
  const plain = ['label'];
  const missing = [...new Set(kinds)].filter(
    (kind) => !plain.includes(kind) && !css.includes(`.plot-${kind}`),
  );
  expect(missing).toEqual([]);
});

it('writes only what XML 1.0 allows, and takes no text for markup', () => {
  const allowed = /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u;
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (hostile, more) => {
      const text = `${hostile}\u0000\u001b\ud800</text><script>"&'${more}`;
      const mark = { shape: 'text', kind: 'label', x: 1, y: 1, anchor: 'start', text } as const;
      const plot: Plot = { ...samplePlots()[0]!, title: text, description: text, marks: [mark] };
      const svg = writeSvg(plot, `a > b {} ${text}`);
      expect(svg).toMatch(allowed);
      expect(svg.match(/<\/?[a-z]+/g)).toEqual(
        '<svg <title </title <desc </desc <style </style <rect <text </text </svg'.split(' '),
      );
    }),
    { numRuns: 30 },
  );
});

it('makes what cannot be seen visible and keeps letters of any script', () => {
  expect(readable(' a\n\tb\u0000c\u202ed\ud800 ')).toBe('a b�c�d�');
  expect(readable('نموذج 漢字 👩‍👩‍👧‍👦 é')).toBe('نموذج 漢字 👩‍👩‍👧‍👦 é');
});

it('never makes a text wider than its place', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.integer({ min: 20, max: 200 }),
      (text, width) => {
        const { text: long, short = long } = fitted('label', [0, 0], text, { width });
        expect(widthOf(long, 11)).toBeLessThanOrEqual(width);
        expect(widthOf(short, 14)).toBeLessThanOrEqual(width);
      },
    ),
  );
});
