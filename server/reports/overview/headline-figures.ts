import { type AgreementFigures, labelQuestionOf } from '../../agreement/dataset-agreement';
import { type FigureRow, outcomeRow, questionRows, shareRow } from '../../agreement/figure-rows';
import type { Study } from '../../studies/study-store';

/** A figure in large type: its name, its value, and what it rests on. */
export interface HeadlineFigure {
  readonly name: string;
  readonly value: string;
  readonly note: string;
}

/** The figures a study is quoted by: label agreement, kappa, and the first figure of each other question. */
export function headlineFigures(study: Study, figures: AgreementFigures): HeadlineFigure[] {
  const kappa = figures.labelMeasures.fleissKappa;
  const aboutLabels = labelQuestionOf(study)
    ? [
        shareRow('Label agreement', figures.labelAgreement, 'item'),
        ...(kappa ? [outcomeRow('Fleiss’ kappa', kappa)] : []),
      ]
    : [];
  const aboutQuestions = Object.entries(figures.questions).flatMap(([question, found]) =>
    questionRows(found)
      .slice(0, 1)
      .map(([name, ...rest]): FigureRow => [
        `${question[0]?.toUpperCase()}${question.slice(1)}: ${name.toLowerCase()}`,
        ...rest,
      ]),
  );
  return [...aboutLabels, ...aboutQuestions].map(inLargeType);
}

/** What stands large and what small below it; of a figure without a value only the fact stands large. */
function inLargeType([name, value, interval, n]: FigureRow): HeadlineFigure {
  const [fact, reason] = value.split(/, (?=because )/, 2);
  const notes = [
    ...(reason ? [reason] : []),
    ...(interval === '–' ? [] : [`95% CI ${interval}`]),
    ...(n === '–' ? [] : [`n = ${n}`]),
  ];
  return { name, value: fact ?? value, note: notes.join(', ') };
}
