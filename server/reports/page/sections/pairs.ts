import type { ComparedFigure } from '../../../agreement/inference/pairs-compared';
import { isUndefined } from '../../../statistics/outcome';
import { decimal } from '../../../web/format';
import { pairedPlot } from '../../plots/paired';
import type { Report } from '../../report';
import type { SectionOf } from '../report-section';
import { pointsCell, stepsCell } from '../words';

/** Model-written against human-written datasets of the same behavior. */
export const pairsSection: SectionOf = (report) => {
  const { pairs, settings } = report;
  if (pairs.pairs.length === 0) return null;
  const { share, relevance } = settings.margins;
  return {
    heading: 'Model-written against human-written',
    text: [
      `Each row takes the figure of the human-written dataset from that of the model-written one of the same behavior. Two are called equivalent when the 90% interval of the difference lies within ${decimal(share * 100, 0)} points (relevance: ${decimal(relevance, 1)} of the scale), different when the 95% interval leaves out 0; both can be true.`,
      `Over all pairs the mean difference in label agreement is ${pointsCell(pairs.meanDifference)} points${isUndefined(pairs.meanDifference) ? '' : `, n = ${pairs.meanDifference.n} pairs`}.`,
    ],
    plots: [pairedPlot(pairs.pairs.map((pair) => pairRow(report, pair.model, pair.human)))],
    tables: [
      {
        caption: 'Differences, model-written less human-written, with 95% intervals',
        columns: [
          { text: 'Model-written' },
          { text: 'Human-written' },
          { text: 'Label agreement, points', numeric: true },
          { text: 'Ratings that call the item ambiguous, points', numeric: true },
          { text: 'Mean relevance', numeric: true },
        ],
        rows: pairs.pairs.map((pair) => [
          pair.model,
          { text: pair.human, ...(pair.alignment === 'opposite' && { note: 'labels point the other way' }) },
          compared(pair.labelAgreement, pointsCell),
          compared(pair.ambiguity, pointsCell),
          compared(pair.relevance, stepsCell),
        ]),
      },
    ],
  };
};

function pairRow({ datasets }: Report, model: string, human: string) {
  const find = (slug: string) => datasets.find((one) => one.slug === slug)!.labelAgreement;
  return { text: model, model: find(model), human: find(human) };
}

function compared(
  { difference, equivalence }: ComparedFigure,
  words: (difference: ComparedFigure['difference']) => string,
) {
  if (isUndefined(equivalence)) return { text: words(difference) };
  const found = [
    ...(equivalence.isEquivalent ? ['equivalent'] : []),
    ...(equivalence.isDifferent ? ['different'] : []),
  ];
  return { text: words(difference), note: found.length === 0 ? 'undecided' : found.join(' and ') };
}
