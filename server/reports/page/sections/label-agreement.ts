import type { LabelAgreement } from '../../../agreement/label-agreement';
import type { NewCrowd } from '../../../agreement/inference/label-inference';
import { isUndefined } from '../../../statistics/outcome';
import { median } from '../../../statistics/median';
import { decimal, percent, plural, wholeNumber } from '../../../web/format';
import { agreementRelevancePlot } from '../../plots/agreement-relevance';
import { labelAgreementPlot } from '../../plots/label-agreement';
import type { DatasetReport, Report } from '../../report';
import type { ReportTable, SectionOf } from '../report-section';
import { endsCell, ownEndsCell, pCell, shareCell } from '../words';

/** Label agreement over all, then by dataset: for these raters, for others, drawn towards each other, against the bar. */
export const labelAgreementSection: SectionOf = (report) => {
  const { pooled, settings, datasets } = report;
  if (pooled.verdicts === null) return null;
  return {
    heading: 'Label agreement',
    text: [headline(report), belowBar(report), ...fewRatings(report), ...fewDatasets(report)],
    plots: [
      labelAgreementPlot(
        datasets.map(({ slug, labelAgreement, newCrowd, comparison }) => ({
          text: slug,
          agreement: labelAgreement,
          ...(isUndefined(newCrowd.labelAgreement) ? {} : { newCrowd: newCrowd.labelAgreement }),
          shrunken: comparison.shrunken,
        })),
        settings.bar,
      ),
      agreementRelevancePlot(datasets.map(agreementAndRelevance)),
    ],
    tables: [overallTable(report), datasetTable(report), comparisonTable(report)],
  };
};

/** The finding in a sentence that can be quoted as it stands. */
function headline({ study, pooled }: Report): string {
  const { labelAgreement, newCrowd } = pooled;
  if (isUndefined(labelAgreement)) return `Label agreement is ${shareCell(labelAgreement)}.`;
  const raters = plural(study.overlap, 'rater', 'raters');
  const items = plural(labelAgreement.n, 'item', 'items');
  const other = isUndefined(newCrowd.labelAgreement)
    ? ''
    : `, ${endsCell(newCrowd.labelAgreement)} for other raters`;
  const { value, low, high } = labelAgreement;
  return (
    `${raters} judged each of ${items} (${study.labelMode}); their majority agreed with ${percent(value)} of labels ` +
    `(95% CI ${endsCell({ low, high })} for these raters${other}); ${plural(labelAgreement.ties, 'tie', 'ties')}.`
  );
}

function belowBar({ datasets, settings }: Report): string {
  const below = datasets.filter(({ comparison }) => comparison.isBelowBar).map(({ slug }) => slug);
  const bar = percent(settings.bar, 0);
  const rate = percent(settings.falseDiscoveryRate, 0);
  if (below.length === 0)
    return `No dataset is shown to lie below ${bar} (false discovery rate ${rate}; that is no proof that all lie above).`;
  const verb = below.length === 1 ? 'lies' : 'lie';
  return `${wholeNumber(below.length)} of ${plural(datasets.length, 'dataset', 'datasets')} ${verb} below ${bar}, at a false discovery rate of ${rate}: ${below.join(', ')}.`;
}

/** Below this many ratings a rater, Dawid-Skene takes chance for skill (docs/statistics.md). */
const enoughRatings = 20;

function fewRatings({ raters: { raters } }: Report): string[] {
  const middle = median(raters.map(({ ratings }) => ratings));
  if (isUndefined(middle) || middle.value >= enoughRatings) return [];
  return [
    `Half of the raters gave ${decimal(middle.value, 0)} ratings or fewer: too few for Dawid-Skene, whose figures are then worse than those by majority, and more so for single datasets.`,
  ];
}

/** Below this many datasets, shrunken intervals are too narrow (docs/statistics.md). */
const enoughDatasets = 50;

function fewDatasets({ datasets }: Report): string[] {
  if (datasets.length < 2 || datasets.length >= enoughDatasets) return [];
  return [
    `Shrunken intervals of ${wholeNumber(datasets.length)} datasets are too narrow: use them for ranking, and each dataset’s own interval for what is said about it.`,
  ];
}

function agreementAndRelevance({ slug, labelAgreement, relevance }: DatasetReport) {
  const mean = (relevance as { mean?: unknown } | undefined)?.mean;
  return { text: slug, agreement: labelAgreement, relevance: typeof mean === 'number' ? mean : null };
}

const conditions = [
  ['labelAgreement', 'All items'],
  ['labelAgreementRelevant', 'Relevant items'],
  ['labelAgreementClear', 'Relevant and unambiguous items'],
] as const;

/** Three sets of items, by majority and by Dawid-Skene, for this crowd and for a new one. */
function overallTable({ pooled }: Report): ReportTable {
  const { dawidSkene, newCrowd } = pooled;
  const row = (name: string, agreement: LabelAgreement, crowd: NewCrowd): string[] => [
    name,
    ...agreementCells(agreement, crowd),
  ];
  return {
    caption: 'Label agreement, all datasets',
    columns: [
      { text: 'Items and answer' },
      { text: 'Label agreement', numeric: true },
      { text: '95% interval, these raters', numeric: true },
      { text: '95% interval, other raters', numeric: true },
      { text: 'n', numeric: true },
      { text: 'Ties', numeric: true },
    ],
    rows: conditions.flatMap(([key, name]) => [
      row(`${name}, majority`, pooled[key], newCrowd[key]),
      row(`${name}, Dawid-Skene`, dawidSkene[key], dawidSkene[key].newCrowd),
    ]),
  };
}

function agreementCells(agreement: LabelAgreement, crowd: NewCrowd): string[] {
  const n = isUndefined(agreement) ? '–' : wholeNumber(agreement.n);
  const ends = isUndefined(agreement) ? '–' : endsCell(crowd);
  return [shareCell(agreement), ownEndsCell(agreement), ends, n, wholeNumber(agreement.ties)];
}

function datasetTable({ datasets }: Report): ReportTable {
  return {
    caption: 'Label agreement by dataset',
    columns: [
      { text: 'Dataset' },
      { text: 'Label agreement', numeric: true },
      { text: '95% interval, these raters', numeric: true },
      { text: '95% interval, other raters', numeric: true },
      { text: 'n', numeric: true },
      { text: 'Ties', numeric: true },
    ],
    rows: datasets.map((one) => [
      one.slug,
      ...agreementCells(one.labelAgreement, one.newCrowd.labelAgreement),
    ]),
  };
}

function comparisonTable({ datasets }: Report): ReportTable {
  return {
    caption: 'Label agreement by dataset, looked at otherwise',
    columns: [
      { text: 'Dataset' },
      { text: 'Relevant items', numeric: true },
      { text: 'Relevant and unambiguous', numeric: true },
      { text: 'Dawid-Skene', numeric: true },
      { text: 'Shrunken', numeric: true },
      { text: '95% interval, shrunken', numeric: true },
      { text: 'p below the bar, adjusted', numeric: true },
    ],
    rows: datasets.map(({ comparison, ...one }) => [
      one.slug,
      shareCell(one.labelAgreementRelevant),
      shareCell(one.labelAgreementClear),
      shareCell(one.dawidSkene.labelAgreement),
      shareCell(comparison.shrunken),
      ownEndsCell(comparison.shrunken),
      pCell(comparison.adjustedP),
    ]),
  };
}
