import type { Anchoring } from '../../../agreement/anchoring';
import { isUndefined } from '../../../statistics/outcome';
import { percent, plural, wholeNumber } from '../../../web/format';
import { differencePlot } from '../../plots/difference';
import type { SectionOf } from '../report-section';
import { ownEndsCell, pointsCell, shareCell } from '../words';

/** How much seeing the label sways raters; only of studies that showed some. */
export const anchoringSection: SectionOf = ({ study, pooled, datasets }) => {
  const { anchoring } = pooled;
  if (anchoring.items === 0) return null;
  return {
    heading: 'Blind and with the label shown',
    text: [
      `${percent(study.verifyShare, 0)} of the items, drawn by the seed, were rated with their label shown: ${plural(anchoring.items, 'item', 'items')}, ${plural(anchoring.ratings, 'rating', 'ratings')}. They stand in no other figure. The difference says how much a study that shows labels would overstate label agreement.`,
    ],
    plots: [
      differencePlot(
        [
          { text: 'Label shown', value: anchoring.shown },
          { text: 'Blind', value: anchoring.blind },
        ],
        { text: 'Shown less blind', value: anchoring.difference },
      ),
    ],
    tables: [
      {
        caption: 'Label agreement with the label shown and blind',
        columns: [
          { text: 'Dataset' },
          { text: 'Shown', numeric: true },
          { text: '95% interval', numeric: true },
          { text: 'n', numeric: true },
          { text: 'Blind', numeric: true },
          { text: '95% interval', numeric: true },
          { text: 'n', numeric: true },
          { text: 'Difference in points, 95% interval', numeric: true },
        ],
        rows: [['All', ...cells(anchoring)], ...datasets.map((one) => [one.slug, ...cells(one.anchoring)])],
      },
    ],
  };
};

function cells({ shown, blind, difference }: Anchoring): string[] {
  return [
    ...[shown, blind].flatMap((one) => [
      shareCell(one),
      ownEndsCell(one),
      isUndefined(one) ? '–' : wholeNumber(one.n),
    ]),
    pointsCell(difference),
  ];
}
