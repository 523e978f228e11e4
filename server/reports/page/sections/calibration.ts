import type { Kept } from '../../../statistics/calibration/keep-above';
import { thresholdFor } from '../../../statistics/calibration/threshold-for';
import { isUndefined } from '../../../statistics/outcome';
import { decimal, percent, plural, wholeNumber } from '../../../web/format';
import { calibrationPlot } from '../../plots/calibration';
import type { DatasetReport } from '../../report';
import type { ReportTable, SectionOf } from '../report-section';
import { numberCell, ownEndsCell, shareCell } from '../words';

/** How far the confidence of labels tells which of them hold, and what would be left above each. */
export const calibrationSection: SectionOf = ({ pooled, datasets, settings }) => {
  const { calibration } = pooled;
  if (isUndefined(calibration)) return null;
  const { n, brier, expectedError, bins, keep } = calibration;
  return {
    heading: 'Confidence of labels',
    text: [
      `The files state a confidence for ${plural(n, 'label', 'labels')} of complete items. Held against majorities, the expected calibration error is ${numberCell(expectedError)} and the Brier score ${numberCell(brier)} (0 is perfect; always saying one half scores 0.25).`,
      thresholdWords(keep, settings.bar),
    ],
    plots: [
      calibrationPlot(
        bins.map(({ low, high, n: count, confidence, right }) => ({
          ...{ low, high, n: count, confidence, value: right.value },
          ...{ valueLow: right.low, valueHigh: right.high },
        })),
      ),
    ],
    tables: [
      {
        caption: 'Keeping only labels at or above a confidence',
        columns: [
          { text: 'Confidence from', numeric: true },
          { text: 'Items kept', numeric: true },
          { text: 'Share kept', numeric: true },
          { text: 'Label agreement of those', numeric: true },
          { text: '95% interval', numeric: true },
        ],
        rows: thinned(keep).map(({ threshold, kept, right }) => [
          decimal(threshold),
          wholeNumber(right.n),
          percent(kept),
          shareCell(right),
          ownEndsCell(right),
        ]),
      },
      datasetTable(datasets),
    ],
  };
};

/** From which confidence on labels reach the bar: as they are, and with the lower end of the interval. */
function thresholdWords(keep: readonly Kept[], bar: number): string {
  const { byValue, byLow } = thresholdFor(keep, bar);
  const wanted = percent(bar, 0);
  if (isUndefined(byValue))
    return `No confidence reaches a label agreement of ${wanted}: ${byValue.undefinedBecause}.`;
  const from = ({ threshold, kept }: Kept): string =>
    `from a confidence of ${decimal(threshold)} on, which keeps ${percent(kept)}`;
  const surely = isUndefined(byLow) ? 'nowhere' : from(byLow);
  return `Label agreement reaches ${wanted} ${from(byValue)}; with the lower end of its interval ${surely}. A threshold chosen on these items looks better on them than on others.`;
}

const rowsShown = 12;

/** Some of many rows, the first and the last among them. */
function thinned<Row>(rows: readonly Row[]): Row[] {
  if (rows.length <= rowsShown) return [...rows];
  return Array.from(
    { length: rowsShown },
    (_, index) => rows[Math.round((index * (rows.length - 1)) / (rowsShown - 1))]!,
  );
}

function datasetTable(datasets: readonly DatasetReport[]): ReportTable {
  const rows = datasets.flatMap(({ slug, calibration }) =>
    isUndefined(calibration)
      ? []
      : [
          [
            slug,
            numberCell(calibration.expectedError),
            numberCell(calibration.brier),
            wholeNumber(calibration.n),
          ],
        ],
  );
  return {
    caption: 'Calibration by dataset',
    columns: [
      { text: 'Dataset' },
      { text: 'Expected calibration error', numeric: true },
      { text: 'Brier score', numeric: true },
      { text: 'n', numeric: true },
    ],
    rows,
  };
}
