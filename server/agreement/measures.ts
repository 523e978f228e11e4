import type { Scale } from '../questions/question';
import { brennanPrediger } from '../statistics/brennan-prediger';
import { type AgreementSums, agreementSums } from '../statistics/agreement-sums';
import type { CountTable } from '../statistics/count-table';
import { fleissKappa } from '../statistics/fleiss-kappa';
import { gwetAc1 } from '../statistics/gwet-ac1';
import { gwetAc2 } from '../statistics/gwet-ac2';
import { krippendorffAlpha } from '../statistics/krippendorff-alpha';
import type { Outcome } from '../statistics/outcome';
import { percentAgreement } from '../statistics/percent-agreement';

/** A statistic of agreement between raters, as offered to people: pages, reports and columns loop over the list. */
export interface Measure {
  /** The name of the figure in reports and columns. */
  readonly key: string;
  readonly name: string;
  /** The scales of the questions it may be computed for. */
  readonly scales: readonly Scale[];
  readonly citation: string;
  compute(sums: AgreementSums, options: { readonly scale: Scale }): Outcome;
}

export const measures: readonly Measure[] = [
  {
    key: 'percentAgreement',
    name: 'Percent agreement',
    scales: ['nominal', 'boolean', 'ordinal'],
    citation: 'Fleiss (1971), Psychological Bulletin 76(5), 378–382: the mean of P_i.',
    compute: (sums) => percentAgreement(sums),
  },
  {
    key: 'fleissKappa',
    name: 'Fleiss’ kappa',
    scales: ['nominal', 'boolean'],
    citation:
      'Fleiss (1971), Psychological Bulletin 76(5), 378–382; unequal numbers of raters as in Gwet (2014).',
    compute: (sums) => fleissKappa(sums),
  },
  {
    key: 'krippendorffAlpha',
    name: 'Krippendorff’s alpha',
    scales: ['nominal', 'boolean', 'ordinal'],
    citation: 'Krippendorff (2011), Computing Krippendorff’s Alpha-Reliability.',
    compute: (sums, { scale }) => krippendorffAlpha(sums, scale === 'ordinal' ? 'ordinal' : 'nominal'),
  },
  {
    key: 'gwetAc1',
    name: 'Gwet’s AC1',
    scales: ['nominal', 'boolean'],
    citation: 'Gwet (2008), British Journal of Mathematical and Statistical Psychology 61, 29–48.',
    compute: (sums) => gwetAc1(sums),
  },
  {
    key: 'gwetAc2',
    name: 'Gwet’s AC2',
    scales: ['ordinal'],
    citation: 'Gwet (2014), Handbook of Inter-Rater Reliability, 4th ed., section 4.3, with ordinal weights.',
    compute: (sums) => gwetAc2(sums, 'ordinal'),
  },
  {
    key: 'brennanPrediger',
    name: 'Brennan and Prediger',
    scales: ['nominal', 'boolean'],
    citation: 'Brennan and Prediger (1981), Educational and Psychological Measurement 41(3), 687–699.',
    compute: (sums) => brennanPrediger(sums),
  },
];

/** Every measure that applies to the scale, computed, by its key. */
export function measureAll(table: CountTable, scale: Scale): Record<string, Outcome> {
  const sums = agreementSums(table);
  const applicable = measures.filter((measure) => measure.scales.includes(scale));
  return Object.fromEntries(applicable.map((measure) => [measure.key, measure.compute(sums, { scale })]));
}
