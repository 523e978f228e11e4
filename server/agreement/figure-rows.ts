import { isUndefined, type Outcome } from '../statistics/outcome';
import { decimal, interval, percent, plural, wholeNumber } from '../web/format';
import type { AgreementFigures } from './dataset-agreement';
import { itemVerdicts } from './item-verdict';
import type { Share } from './label-agreement';
import { measures } from './measures';
import type { Figure, QuestionFigures } from './question-agreement';

/** A row of a table of figures: name, value, 95% interval, n. */
export type FigureRow = [name: string, value: string, interval: string, n: string];

export const figureColumns = [
  { text: 'Figure' },
  { text: 'Value', numeric: true },
  { text: '95% interval', numeric: true },
  { text: 'n', numeric: true },
];

/** What was found about the labels. */
export function labelRows(figures: AgreementFigures): FigureRow[] {
  const { labelAgreement, labelAgreementRelevant, labelAgreementClear, ratingLabelAgreement } = figures;
  return [
    shareRow('Label agreement (items whose majority agrees)', labelAgreement, 'item'),
    shareRow('– of relevant items', labelAgreementRelevant, 'item'),
    shareRow('– of relevant and unambiguous items', labelAgreementClear, 'item'),
    ['Ties (no majority, counted as not agreeing)', wholeNumber(labelAgreement.ties), '–', '–'],
    shareRow('Single ratings that agree with the label', ratingLabelAgreement, 'rating'),
    ...verdictRows(figures),
    ...measureRows(figures.labelMeasures),
    ['Median time per rating', secondsWords(figures.medianSeconds), '–', '–'],
  ];
}

/** How many items have which verdict, of all complete items with a label. */
function verdictRows({ verdicts }: AgreementFigures): FigureRow[] {
  if (!verdicts) return [];
  const all = itemVerdicts.reduce((sum, { key }) => sum + verdicts[key], 0);
  return itemVerdicts.map(({ key, name, rule }) => [
    `${name} items (${rule})`,
    wholeNumber(verdicts[key]),
    '–',
    plural(all, 'item', 'items'),
  ]);
}

/** What was found about one other question. */
export function questionRows(figures: QuestionFigures): FigureRow[] {
  if (figures.scale === 'boolean') {
    return [shareRow('Ratings that say yes', figures.share, 'rating'), ...measureRows(figures.measures)];
  }
  if (figures.scale === 'nominal') return measureRows(figures.measures);
  const n = plural(figures.n, 'rating', 'ratings');
  return [
    ['Mean', numberWords(figures.mean), '–', n],
    ['Standard deviation', numberWords(figures.sd), '–', n],
    ...measureRows(figures.measures),
  ];
}

export function secondsWords(seconds: Figure): string {
  return typeof seconds === 'number' ? `${decimal(seconds, 1)} s` : undefinedWords(seconds.undefinedBecause);
}

/** `94.0% (95% CI 87.5–97.2%; n = 100)`. */
export function shareWords(share: Share): string {
  if (isUndefined(share)) return undefinedWords(share.undefinedBecause);
  return `${percent(share.value)} (95% CI ${interval(share.low, share.high)}; n = ${wholeNumber(share.n)})`;
}

export function numberWords(figure: Figure): string {
  return typeof figure === 'number' ? decimal(figure, 2) : undefinedWords(figure.undefinedBecause);
}

function measureRows(outcomes: Readonly<Record<string, Outcome>>): FigureRow[] {
  return measures.flatMap(({ key, name }) => {
    const outcome = outcomes[key];
    return outcome ? [outcomeRow(name, outcome)] : [];
  });
}

export function outcomeRow(name: string, outcome: Outcome): FigureRow {
  if (isUndefined(outcome)) return [name, undefinedWords(outcome.undefinedBecause), '–', '–'];
  return [name, decimal(outcome.value), '–', plural(outcome.n, 'item', 'items')];
}

export function shareRow(name: string, share: Share, unit: string): FigureRow {
  if (isUndefined(share)) return [name, undefinedWords(share.undefinedBecause), '–', '–'];
  return [name, percent(share.value), interval(share.low, share.high), plural(share.n, unit, `${unit}s`)];
}

function undefinedWords(reason: string): string {
  return `undefined, because ${reason}`;
}
