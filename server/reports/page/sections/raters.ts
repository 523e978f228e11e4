import { wholeNumber } from '../../../web/format';
import { raterAgreementPlot } from '../../plots/rater-agreement';
import { raterFunnelPlot } from '../../plots/rater-funnel';
import { ratingTimesPlot } from '../../plots/rating-times';
import type { Report } from '../../report';
import type { ReportTable, SectionOf } from '../report-section';
import { nCell, numberCell, ownEndsCell, pointsCell, shareCell } from '../words';

/** The raters beside each other, how long they took, and whether order matters. */
export const ratersSection: SectionOf = (report) => {
  const { raters, snapshot, ratingSeconds } = report;
  const { invited, joined, trained, qualified, counted } = snapshot.raterFunnel;
  return {
    heading: 'Raters',
    text: ['Raters are known by pseudonyms. How often two of them agree rests on the items both rated.'],
    plots: [
      raterFunnelPlot([
        { text: 'Invited (places on links)', count: invited },
        { text: 'Joined', count: joined },
        ...(trained === undefined ? [] : [{ text: 'Took the training', count: trained }]),
        ...(qualified === undefined ? [] : [{ text: 'Qualified (or joined before it)', count: qualified }]),
        { text: 'With ratings that count', count: counted },
      ]),
      ratingTimesPlot(ratingSeconds),
      raterAgreementPlot(
        raters.raters.map(({ rater, ratings }) => ({ id: rater, text: rater, ratings })),
        raters.pairs.map(({ raters: [first, second], items, agreement }) => ({
          ...{ first, second, shared: items, agreement },
        })),
      ),
    ],
    tables: [raterTable(report), orderTable(report), exclusionTable(report)],
  };
};

function raterTable({ raters }: Report): ReportTable {
  return {
    caption: 'Raters by pseudonym',
    columns: [
      { text: 'Rater' },
      { text: 'Ratings', numeric: true },
      { text: 'Median seconds', numeric: true },
      { text: 'Agrees with others', numeric: true },
      { text: '95% interval', numeric: true },
      { text: 'n pairs', numeric: true },
      { text: 'Agrees with labels', numeric: true },
    ],
    rows: raters.raters.map((one) => [
      one.isSynthetic ? { text: one.rater, note: 'synthetic' } : one.rater,
      wholeNumber(one.ratings),
      numberCell(one.medianSeconds, 1),
      shareCell(one.agreementWithOthers),
      ownEndsCell(one.agreementWithOthers),
      nCell(one.agreementWithOthers),
      shareCell(one.labelAgreement),
    ]),
    empty: 'Nobody has rated yet.',
  };
}

function orderTable({ orderEffects: { sideEffect, placeEffect } }: Report): ReportTable {
  const { shownFirst, shownLast } = sideEffect;
  const { earlier, later, earlierSeconds, laterSeconds } = placeEffect;
  const seconds = `${numberCell(laterSeconds, 1)} s against ${numberCell(earlierSeconds, 1)} s`;
  return {
    caption: 'Whether order matters',
    columns: [
      { text: 'Compared' },
      { text: 'One', numeric: true },
      { text: 'Other', numeric: true },
      { text: 'Difference in points, 95% interval', numeric: true },
      { text: 'n', numeric: true },
    ],
    rows: [
      [
        'Ratings that chose the choice written first: shown first, shown last',
        shareCell(shownFirst),
        shareCell(shownLast),
        pointsCell(sideEffect.difference),
        nCell(sideEffect.difference),
      ],
      [
        {
          text: 'Ratings that agree with the label: second half of a rater’s ratings, first half',
          ...(typeof laterSeconds === 'number' && { note: `median ${seconds}` }),
        },
        shareCell(later),
        shareCell(earlier),
        pointsCell(placeEffect.difference),
        nCell(placeEffect.difference),
      ],
    ],
  };
}

function exclusionTable({ snapshot }: Report): ReportTable {
  return {
    caption: 'Raters whose ratings are set aside',
    columns: [{ text: 'Rater' }, { text: 'Reason' }, { text: 'Ratings', numeric: true }],
    rows: snapshot.exclusions.map(({ rater, reason, ratings }) => [rater, reason, wholeNumber(ratings)]),
    empty: 'None.',
  };
}
