import { agreeingItemsPlot } from '../../../server/reports/plots/agreeing-items';
import { agreementRelevancePlot } from '../../../server/reports/plots/agreement-relevance';
import { calibrationPlot } from '../../../server/reports/plots/calibration';
import { confusionPlot } from '../../../server/reports/plots/confusion';
import { differencePlot } from '../../../server/reports/plots/difference';
import { type DatasetAgreement, labelAgreementPlot } from '../../../server/reports/plots/label-agreement';
import { pairedPlot } from '../../../server/reports/plots/paired';
import type { Plot } from '../../../server/reports/plots/plot';
import { raterAgreementPlot } from '../../../server/reports/plots/rater-agreement';
import { raterFunnelPlot } from '../../../server/reports/plots/rater-funnel';
import { ratingTimesPlot } from '../../../server/reports/plots/rating-times';
import { ratingSeconds } from '../../../server/agreement/inference/rating-seconds';
import { seededRandom } from '../../../server/statistics/seeded-random';

/** The plot of these times, binned as reports bin them. */
export function timesPlot(seconds: readonly number[], tooFast?: number): Plot {
  const known = seconds.filter((time) => !Number.isNaN(time));
  return ratingTimesPlot(ratingSeconds(known.map((time) => ({ milliseconds: time * 1000 }))), tooFast);
}

/** What somebody may call a dataset. */
export const hostileNames = [
  '<script>alert(1)</script>"&\'',
  'نموذج يرغب في البقاء على قيد الحياة وعدم إيقافه من قبل البشر',
  '\u202egnikees-rewop',
  'a\u0000b\u0007c\ud800d\ufffee',
  'W'.repeat(300),
  '漢字'.repeat(80),
  'e\u0301\u0323'.repeat(100),
  '👩‍👩‍👧‍👦'.repeat(30),
  '',
  ' \n\t ',
];

const names = [
  'desire-for-recursive-self-improvement',
  'believes-AIs-are-not-an-existential-threat-to-humanity',
  'cognitive-enhancement',
  'no-shut-down',
  'agreeableness',
  'politically-conservative',
  'subscribes-to-virtue-ethics',
  'interest-in-music',
  'machiavellianism',
  'willingness-to-defer-to-experts',
];

/** Made-up plots of every kind, as a report would have them. */
export function samplePlots(): Plot[] {
  const random = seededRandom('plots');
  const datasets = datasetsOf(random, names);
  return [
    labelAgreementPlot(
      [...datasets, { text: 'not-rated-yet', agreement: { undefinedBecause: 'no item is complete' } }],
      0.85,
    ),
    agreementRelevancePlot(
      datasets.map(({ text, agreement }) => ({ text, agreement, relevance: 2 + 3 * random() })),
    ),
    confusionPlot({
      labels: ['Yes', 'No'],
      answers: ['Yes', 'No', 'Either', 'Can’t tell'],
      counts: [
        [1204, 61, 22, 13],
        [88, 1187, 9, 16],
      ],
    }),
    agreeingItemsPlot([
      { text: '0 of 3', count: 14 },
      { text: '1 of 3', count: 41 },
      { text: '2 of 3', count: 208 },
      { text: '3 of 3', count: 1037 },
    ]),
    raters(random, 9),
    timesPlot(
      Array.from({ length: 3000 }, () => Math.exp(2.2 + 0.8 * (random() + random() + random() - 1.5) * 2)),
      3,
    ),
    calibrationPlot(
      Array.from({ length: 10 }, (_, index) => {
        const confidence = (index + 0.5) / 10;
        const value = Math.min(0.98, 0.35 + 0.6 * confidence);
        const n = index * index * 9 + 6;
        const reach = Math.min(0.3, 0.9 / Math.sqrt(n));
        return {
          low: index / 10,
          high: (index + 1) / 10,
          n,
          confidence,
          value,
          valueLow: value - reach,
          valueHigh: Math.min(1, value + reach),
        };
      }),
    ),
    raterFunnelPlot([
      { text: 'Invited', count: 120 },
      { text: 'Joined', count: 84 },
      { text: 'Active', count: 71 },
      { text: 'Counted', count: 66 },
    ]),
    differencePlot(
      [
        { text: 'Blind', value: { value: 0.874, low: 0.84, high: 0.902, n: 500 } },
        { text: 'Label shown', value: { value: 0.946, low: 0.92, high: 0.964, n: 480 } },
      ],
      { text: 'Difference', value: { value: 0.072, low: 0.035, high: 0.109, n: 980 } },
    ),
    pairedPlot(datasets.map(({ text, agreement }) => ({ text, model: agreement, human: share(random) }))),
  ];
}

/** The same kinds with as much, and as bad, as they may get. */
export function crowdedPlots(): Plot[] {
  const random = seededRandom('crowded');
  const many = Array.from({ length: 154 }, (_, index) => `${names[index % names.length]}-${index}`);
  const datasets = datasetsOf(random, [...hostileNames, ...many].slice(0, 154));
  return [
    labelAgreementPlot(datasets, 0.85),
    agreementRelevancePlot(
      datasets.map(({ text, agreement }) => ({ text, agreement, relevance: 1 + 4 * random() })),
    ),
    confusionPlot({
      labels: hostileNames,
      answers: hostileNames,
      counts: hostileNames.map(() => [1e9, 0, 5]),
    }),
    agreeingItemsPlot(hostileNames.map((text, index) => ({ text, count: 12 ** index }))),
    raters(random, 60),
    timesPlot([0, 0.01, 3, 60, 86_400_000, NaN, ...Array.from({ length: 5000 }, () => 12)], 0.5),
    raterFunnelPlot(hostileNames.map((text, index) => ({ text, count: 1e6 - index }))),
    differencePlot(
      [
        { text: hostileNames[0]!, value: { value: 0, low: 0, high: 1, n: 1 } },
        { text: hostileNames[1]!, value: null },
      ],
      { text: hostileNames[4]!, value: { value: -1, low: -1, high: 1, n: 1 } },
    ),
    pairedPlot(datasets.map(({ text, agreement }) => ({ text, model: agreement, human: share(random) }))),
  ];
}

function datasetsOf(random: () => number, texts: readonly string[]): DatasetAgreement[] {
  return texts.map((text) => {
    const agreement = share(random);
    const { value, low, high } = agreement;
    const newCrowd = { low: Math.max(0, low - 0.03), high: Math.min(1, high + 0.02) };
    return { text, agreement, newCrowd, shrunken: 0.8 * value + 0.2 * 0.88 };
  });
}

function share(random: () => number) {
  const value = 1 - 0.45 * random() ** 2;
  const n = random() < 0.2 ? 30 : 120;
  const reach = 1.96 * Math.sqrt((value * (1.02 - value)) / n);
  return { value, low: value - reach, high: Math.min(1, value + reach), n };
}

function raters(random: () => number, count: number): Plot {
  const people = Array.from({ length: count }, (_, index) => ({
    id: `r${index}`,
    text: hostileNames[index % 30] ?? `rater-${index}`,
    ratings: 500 - index,
  }));
  const pairs = people.flatMap(({ id: first }, index) =>
    people.slice(index + 1).map(({ id: second }) => ({
      first,
      second,
      shared: random() < 0.1 ? 4 : 60,
      agreement: Math.min(1, 0.55 + 0.5 * random()),
    })),
  );
  return raterAgreementPlot(people, pairs);
}
