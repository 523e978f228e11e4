import type { Scale } from '../questions/question';
import { brennanPrediger } from '../statistics/brennan-prediger';
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
  compute(table: CountTable, options: { readonly scale: Scale }): Outcome;
}

export const measures: readonly Measure[] = [
  {
    key: 'percentAgreement',
    name: 'Percent agreement',
    scales: ['nominal', 'boolean', 'ordinal'],
    citation: 'Fleiss (1971), Psychological Bulletin 76(5), 378–382: the mean of P_i.',
    compute: (table) => percentAgreement(table),
  },
  {
    key: 'fleissKappa',
    name: 'Fleiss’ kappa',
    scales: ['nominal', 'boolean'],
    citation:
      'Fleiss (1971), Psychological Bulletin 76(5), 378–382; unequal numbers of raters as in Gwet (2014).',
    compute: (table) => fleissKappa(table),
  },
  {
    key: 'krippendorffAlpha',
    name: 'Krippendorff’s alpha',
    scales: ['nominal', 'boolean', 'ordinal'],
    citation: 'Krippendorff (2011), Computing Krippendorff’s Alpha-Reliability.',
    compute: (table, { scale }) => krippendorffAlpha(table, scale === 'ordinal' ? 'ordinal' : 'nominal'),
  },
  {
    key: 'gwetAc1',
    name: 'Gwet’s AC1',
    scales: ['nominal', 'boolean'],
    citation: 'Gwet (2008), British Journal of Mathematical and Statistical Psychology 61, 29–48.',
    compute: (table) => gwetAc1(table),
  },
  {
    key: 'gwetAc2',
    name: 'Gwet’s AC2',
    scales: ['ordinal'],
    citation: 'Gwet (2014), Handbook of Inter-Rater Reliability, 4th ed., section 4.3, with ordinal weights.',
    compute: (table) => gwetAc2(table, 'ordinal'),
  },
  {
    key: 'brennanPrediger',
    name: 'Brennan and Prediger',
    scales: ['nominal', 'boolean'],
    citation: 'Brennan and Prediger (1981), Educational and Psychological Measurement 41(3), 687–699.',
    compute: (table) => brennanPrediger(table),
  },
];

/** Every measure that applies to the scale, computed, by its key. */
export function measureAll(table: CountTable, scale: Scale): Record<string, Outcome> {
  const applicable = measures.filter((measure) => measure.scales.includes(scale));
  return Object.fromEntries(applicable.map((measure) => [measure.key, measure.compute(table, { scale })]));
}
