import type { Question } from '../questions/question';
import type { AgreementFigures } from './dataset-agreement';
import { type FigureRow, questionRows } from './figure-rows';
import type { QuestionFigures } from './question-agreement';

/** One question other than the label's, as pages show it: its figures as a table and its answers as bars. */
export interface QuestionSection {
  readonly legend: string;
  readonly caption: string;
  readonly rows: readonly FigureRow[];
  readonly histogramTitle: string;
  readonly bars: readonly { readonly text: string; readonly count: number }[];
}

/** @param behavior put into the questions; for several datasets a word that stands for all */
export function questionSections(
  questions: readonly Question[],
  figures: AgreementFigures,
  behavior: string,
): QuestionSection[] {
  return questions.flatMap((question) => {
    const found = figures.questions[question.name];
    if (!found) return [];
    return [
      {
        legend: question.legend.replaceAll('{behavior}', () => behavior),
        caption: `Figures: ${question.name}`,
        rows: questionRows(found),
        histogramTitle:
          found.scale === 'boolean'
            ? 'Items with all ratings by number of raters who say yes'
            : 'Ratings by answer',
        bars: Object.entries(found.histogram).map(([value, count]) => ({
          text: barText(question, found, value),
          count,
        })),
      },
    ];
  });
}

function barText({ choices }: Question, { scale }: QuestionFigures, value: string): string {
  if (scale === 'boolean') return `${value} yes`;
  const choice = choices === 'item' ? undefined : choices.find((one) => one.value === value);
  return scale === 'ordinal' && choice ? `${value} ${choice.text}` : (choice?.text ?? value);
}
