import fc from 'fast-check';
import { load } from 'cheerio';
import { agreeingItemsPlot } from '../../../server/reports/plots/agreeing-items';
import { agreementRelevancePlot } from '../../../server/reports/plots/agreement-relevance';
import { calibrationPlot } from '../../../server/reports/plots/calibration';
import { confusionPlot } from '../../../server/reports/plots/confusion';
import { differencePlot } from '../../../server/reports/plots/difference';
import { labelAgreementPlot } from '../../../server/reports/plots/label-agreement';
import { pairedPlot } from '../../../server/reports/plots/paired';
import type { Plot } from '../../../server/reports/plots/plot';
import { raterAgreementPlot } from '../../../server/reports/plots/rater-agreement';
import { raterFunnelPlot } from '../../../server/reports/plots/rater-funnel';
import { ratingTimesPlot } from '../../../server/reports/plots/rating-times';
import { plotFaults, textsOf } from './plot-faults';
import { plotHtml } from './plot-page';
import { crowdedPlots, hostileNames, samplePlots } from './sample-plots';

const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom(...hostileNames));
const number = fc.oneof(fc.double(), fc.double({ min: 0, max: 1 }), fc.constantFrom(0, 1, -0, 1e308, -1e308));
const interval = fc.record({ low: number, high: number });
const value = fc.oneof(
  number,
  fc.constant(null),
  fc.record({ undefinedBecause: text }),
  fc.record({ value: number, low: number, high: number, n: fc.nat() }),
);
const count = fc.oneof(fc.nat(), number);
const counts = fc.array(fc.record({ text, count }));
const id = fc.constantFrom('a', 'b', 'c', 'constructor', '__proto__');

/** Whatever may be handed to each of the plots. */
const anyPlot: Record<string, fc.Arbitrary<Plot>> = {
  labelAgreement: fc
    .tuple(
      fc.array(fc.record({ text, agreement: value, newCrowd: interval, shrunken: value }), { maxLength: 40 }),
      fc.option(number, { nil: undefined }),
    )
    .map((input) => labelAgreementPlot(...input)),
  agreementRelevance: fc
    .array(fc.record({ text, agreement: value, relevance: fc.oneof(value, fc.double({ min: 1, max: 5 })) }))
    .map((datasets) => agreementRelevancePlot(datasets)),
  confusion: fc
    .record({ labels: fc.array(text), answers: fc.array(text), counts: fc.array(fc.array(count)) })
    .map(confusionPlot),
  agreeingItems: counts.map(agreeingItemsPlot),
  raterAgreement: fc
    .tuple(
      fc.uniqueArray(fc.record({ id, text, ratings: fc.nat() }), { selector: (rater) => rater.id }),
      fc.array(fc.record({ first: id, second: id, shared: fc.nat({ max: 20 }), agreement: value })),
    )
    .map((input) => raterAgreementPlot(...input)),
  ratingTimes: fc
    .tuple(fc.array(fc.oneof(number, fc.double({ min: 0, max: 1e6 }))), fc.option(number, { nil: undefined }))
    .map((input) => ratingTimesPlot(...input)),
  calibration: fc
    .array(
      fc.record({
        low: number,
        high: number,
        n: count,
        confidence: value,
        value,
        valueLow: number,
        valueHigh: number,
      }),
    )
    .map(calibrationPlot),
  raterFunnel: counts.map(raterFunnelPlot),
  difference: fc
    .tuple(fc.record({ text, value }), fc.record({ text, value }), fc.record({ text, value }))
    .map(([first, second, difference]) => differencePlot([first, second], difference)),
  paired: fc.array(fc.record({ text, model: value, human: value }), { maxLength: 40 }).map(pairedPlot),
};

it.each(Object.entries(anyPlot))(
  '%s draws only numbers, all on its paper, whatever it is given',
  (_, plots) => {
    fc.assert(fc.property(plots, (plot) => expect(plotFaults(plot)).toEqual([])));
  },
);

it('draws made-up, crowded and hostile data within the paper', () => {
  for (const plot of [...samplePlots(), ...crowdedPlots()])
    expect({ plot: plot.key, faults: plotFaults(plot) }).toEqual({ plot: plot.key, faults: [] });
});

const nothing = [
  labelAgreementPlot([]),
  agreementRelevancePlot([]),
  confusionPlot({ labels: [], answers: [], counts: [] }),
  confusionPlot({ labels: ['Yes'], answers: ['No'], counts: [[0]] }),
  agreeingItemsPlot([]),
  raterAgreementPlot([], []),
  ratingTimesPlot([]),
  calibrationPlot([]),
  raterFunnelPlot([{ text: 'Invited', count: 0 }]),
  differencePlot(
    [
      { text: 'Blind', value: null },
      { text: 'Shown', value: null },
    ],
    {
      text: 'Difference',
      value: { undefinedBecause: 'nobody rated' },
    },
  ),
  pairedPlot([]),
];

it.each(nothing)('says that there is no data yet: $key', (plot) => {
  expect(textsOf(plot)).toEqual(['No data yet']);
  expect(plot.table.columns.length).toBeGreaterThan(1);
});

it('has a key, a title and a description for every kind of plot, none of them twice', () => {
  const plots = samplePlots();
  for (const part of ['key', 'title', 'description'] as const)
    expect(new Set(plots.map((plot) => plot[part])).size).toBe(plots.length);
});

it.each(samplePlots())('gives the table of $key a cell for each column', ({ table }) => {
  expect(table.rows.length).toBeGreaterThan(0);
  for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
});

it('draws hostile names as text: no element, attribute or id comes from them', async () => {
  const known = 'figure figcaption svg title desc rect line circle path text tspan p details summary table';
  for (const plot of crowdedPlots()) {
    const $ = load(await plotHtml(plot), {}, false);
    expect($('[id], [style], script').length).toBe(0);
    const names = new Set(
      $('*')
        .toArray()
        .map((node) => $(node).prop('tagName')?.toLowerCase() ?? ''),
    );
    const parts = ['caption', 'thead', 'tbody', 'tr', 'th', 'td', 'span'];
    expect([...names].filter((name) => ![...known.split(' '), ...parts].includes(name))).toEqual([]);
  }
});

it('names the picture, describes it, and draws every mark', async () => {
  for (const plot of samplePlots()) {
    const $ = load(await plotHtml(plot));
    const svg = $('svg');
    expect(svg.attr()).toMatchObject({ role: 'img', 'aria-label': plot.title });
    expect(svg.children().eq(0).is('title')).toBe(true);
    expect(svg.children('desc').text()).toBe(plot.description);
    expect(svg.children('[class^=plot-]').length).toBe(plot.marks.length);
    expect($('details table caption').text()).toBe(plot.title);
  }
});
