import { isAboutLabel } from '../../../agreement/label-agreement';
import { measures } from '../../../agreement/measures';
import type { Question } from '../../../questions/question';
import { isUndefined, type Outcome } from '../../../statistics/outcome';
import type { Share } from '../../../agreement/label-agreement';
import type { Figure } from '../../../agreement/question-agreement';
import type { ItemInterval } from '../../../agreement/inference/measure-intervals';
import { decimal, wholeNumber } from '../../../web/format';
import type { Report } from '../../report';
import type { ReportTable, SectionOf } from '../report-section';
import { coefficientCells, endsCell, numberCell, ownEndsCell, shareCell } from '../words';

/** How far raters agree with each other, question by question, over all datasets. */
export const agreementSection: SectionOf = (report) => ({
  heading: 'Agreement between raters',
  text: [
    'Intervals say how far a figure would be off with other items and the same raters. Where nearly all answers are the same, kappa and alpha fall towards 0 although raters hardly disagree, and AC1 stays high by construction: read them together. Intervals of ordinal alpha near 0 are somewhat too narrow.',
  ],
  plots: [],
  tables: report.study.questions.map((question) => questionTable(question, report)),
});

function questionTable(question: Question, { pooled }: Report): ReportTable {
  const aboutLabel = isAboutLabel(question);
  const found = (aboutLabel ? pooled : pooled[question.name]) as Readonly<Record<string, unknown>>;
  return {
    caption: question.legend.replaceAll('{behavior}', () => '…'),
    columns: [
      { text: 'Figure' },
      { text: 'Value', numeric: true },
      { text: '95% interval', numeric: true },
      { text: 'n', numeric: true },
    ],
    rows: [
      ...(aboutLabel
        ? [ratingRow('Single ratings that agree with the label', pooled.ratingLabelAgreement)]
        : []),
      ...(aboutLabel ? [] : answerRows(question, found)),
      ...measures
        .filter(({ scales }) => scales.includes(question.scale))
        .map(({ key, name }) => [name, ...coefficientCells(found[key] as Outcome)]),
    ],
  };
}

/** The mean of an ordinal question, the share of a yes-or-no one. */
function answerRows({ scale }: Question, found: Readonly<Record<string, unknown>>): string[][] {
  if (scale === 'boolean') return [ratingRow('Ratings that say yes', found.share as Share)];
  if (scale === 'nominal') return [];
  const interval = found.meanInterval as ItemInterval;
  const ends = isUndefined(interval)
    ? endsCell(interval)
    : `${decimal(interval.low)} to ${decimal(interval.high)}`;
  const n = wholeNumber(found.n as number);
  return [
    ['Mean', numberCell(found.mean as Figure), ends, n],
    ['Standard deviation', numberCell(found.sd as Figure), '–', n],
  ];
}

function ratingRow(name: string, share: Share): string[] {
  return [name, shareCell(share), ownEndsCell(share), isUndefined(share) ? '–' : wholeNumber(share.n)];
}
