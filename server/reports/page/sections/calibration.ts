import { isUndefined } from '../../../statistics/outcome';
import { decimal, percent, plural, wholeNumber } from '../../../web/format';
import { calibrationPlot } from '../../plots/calibration';
import type { DatasetReport } from '../../report';
import type { ReportTable, SectionOf } from '../report-section';
import { numberCell, ownEndsCell, shareCell } from '../words';

/** How far the confidence of labels tells which of them hold, and what would be left above each. */
export const calibrationSection: SectionOf = ({ pooled, datasets }) => {
  const { calibration } = pooled;
  if (isUndefined(calibration)) return null;
  const { n, brier, expectedError, bins, keep } = calibration;
  return {
    heading: 'Confidence of labels',
    text: [
      `The files state a confidence for ${plural(n, 'label', 'labels')} of complete items. Held against majorities, the expected calibration error is ${numberCell(expectedError)} and the Brier score ${numberCell(brier)} (0 is perfect; always saying one half scores 0.25).`,
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
