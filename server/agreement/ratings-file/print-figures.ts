import { isUndefined, type Undefined } from '../../statistics/outcome';
import type { BootstrapInterval } from '../../statistics/bootstrap/replicates';
import type { Figure } from '../question-agreement';
import type { BootstrapFigures, RatingFigures } from './rating-figures';

/** A name and what stands beside it. */
export type Line = readonly [name: string, text: string];

/** The figures in the groups that they are shown in. */
export interface FigureGroups {
  readonly counts: readonly Line[];
  readonly agreement: readonly Line[];
  readonly accuracy: readonly Line[];
  /** Empty where nothing was drawn. */
  readonly drawn: readonly Line[];
}

/** The figures as lines for a terminal. */
export function figureLines(figures: RatingFigures, drawn?: BootstrapFigures): string[] {
  const { counts, agreement, accuracy, drawn: intervals } = figureGroups(figures, drawn);
  const gap: Line = ['', ''];
  const lines = [...counts, gap, ...agreement, gap, ...accuracy];
  if (drawn) lines.push(gap, [drawnTitle(drawn), ''], ...intervals);
  return lines.map(([name, text]) => `${name.padEnd(44)}${text}`.trimEnd());
}

/** The same for a page. */
export function figureGroups(figures: RatingFigures, drawn: BootstrapFigures | undefined): FigureGroups {
  return {
    counts: countLines(figures),
    agreement: agreementLines(figures),
    accuracy: accuracyLines(figures),
    drawn: drawn ? drawnLines(drawn) : [],
  };
}

export function drawnTitle({ replicates }: BootstrapFigures): string {
  return `95% intervals of ${replicates.toLocaleString('en-US')} samples`;
}

const drawnNames: Readonly<Record<string, string>> = {
  percentAgreement: 'Percent agreement, other items',
  fleissKappa: 'Fleiss’ kappa, other items',
  krippendorffAlpha: 'Krippendorff’s alpha, nominal, other items',
  gwetAc1: 'Gwet’s AC1, other items',
  brennanPrediger: 'Brennan and Prediger, other items',
  item: 'Ratings are right, other items',
  rater: 'Ratings are right, another crowd',
  twoWay: 'Ratings are right, both',
};

function drawnLines({ replicates, byItem, ratingAccuracy }: BootstrapFigures): Line[] {
  const intervals: [string, BootstrapInterval | Undefined][] = Object.entries({
    ...byItem,
    ...ratingAccuracy,
  });
  return intervals.map(([key, interval]): Line => [
    drawnNames[key] ?? key,
    isUndefined(interval) ? because(interval) : drawnRange(interval, replicates),
  ]);
}

function drawnRange(interval: BootstrapInterval, replicates: number): string {
  const { se, n } = interval;
  // In the others the figure has no value: what is left is not as samples are.
  const missing = n < replicates ? `, of the ${n.toLocaleString('en-US')} samples with a value` : '';
  return `${range(interval)}, standard error ${se.toFixed(4)}${missing}`;
}

function countLines(figures: RatingFigures): Line[] {
  const { items, raters, ratings, categories, replacedRatings, goldItems, goldNeverChosen, goldUnrated } =
    figures;
  const counts = { items, raters, ratings, categories };
  return [
    ...Object.entries(counts).map(([name, count]): Line => [capital(name), count.toLocaleString('en-US')]),
    ...(replacedRatings > 0 ? [['Replaced by a later row', String(replacedRatings)] as const] : []),
    ...Object.entries({
      'Items with a gold answer': goldItems,
      '  that no rater chose for any item': goldNeverChosen,
      'Gold answers of items nobody rated': goldUnrated,
    }).flatMap(([name, count]): Line[] => (count > 0 ? [[name, count.toLocaleString('en-US')]] : [])),
  ];
}

function agreementLines(figures: RatingFigures): Line[] {
  const { percentAgreement, krippendorffAlpha, majority } = figures;
  return [
    ['Percent agreement, mean of items', text(percentAgreement.itemMean)],
    ['Percent agreement, all pairs', text(percentAgreement.pooled)],
    ['Fleiss’ kappa', text(figures.fleissKappa)],
    ...Object.entries(krippendorffAlpha).map(([level, alpha]): Line => [
      `Krippendorff’s alpha, ${level}`,
      text(alpha),
    ]),
    ['Gwet’s AC1', text(figures.gwetAc1)],
    ['Brennan and Prediger', text(figures.brennanPrediger)],
    ['Items without a majority (ties)', majority.ties.toLocaleString('en-US')],
  ];
}

function accuracyLines({ majority, aggregators, ratingAccuracy }: RatingFigures): Line[] {
  const { value, wilson, seIid, seItem, seRater, seTwoWay, intervals } = ratingAccuracy;
  const searches = Object.entries(aggregators).map(([key, { accuracy, iterations, converged }]): Line => {
    const end =
      iterations === undefined ? '' : ` (${iterations} iterations${converged ? '' : ', not converged'})`;
    return [`${key} is right`, text(accuracy) + end];
  });
  return [
    ['Majority is right, a tie is not', text(majority.accuracy)],
    ['Majority is right, ties by lot', text(majority.accuracySplitTies)],
    ...searches,
    ['Ratings are right', text(value)],
    // Without it, the reason above is the reason for all.
    ...(typeof value !== 'number'
      ? []
      : ([
          ['  95% if all were independent (Wilson)', rangeOrWhy(wilson)],
          ['  95% for this crowd (other items)', rangeOrWhy(intervals.item)],
          ['  95% for another crowd (same items)', rangeOrWhy(intervals.rater)],
          ['  95% for other items and another crowd', rangeOrWhy(intervals.twoWay)],
          ['  standard error, ratings independent', text(seIid)],
          ['  standard error, other items', text(seItem)],
          ['  standard error, another crowd', text(seRater)],
          ['  standard error, both', text(seTwoWay)],
        ] satisfies Line[])),
  ];
}

function text(figure: Figure): string {
  return typeof figure === 'number' ? figure.toFixed(4) : because(figure);
}

function because({ undefinedBecause }: Undefined): string {
  return `undefined, because ${undefinedBecause}`;
}

function rangeOrWhy(interval: { readonly low: number; readonly high: number } | Undefined): string {
  return isUndefined(interval) ? because(interval) : range(interval);
}

function range({ low, high }: { readonly low: number; readonly high: number }): string {
  return `${low.toFixed(4)} to ${high.toFixed(4)}`;
}

function capital(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1);
}
