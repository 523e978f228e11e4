import { benjaminiHochberg } from '../../statistics/comparing/benjamini-hochberg';
import { pValueBelowBar } from '../../statistics/comparing/p-value-below-bar';
import { shrinkShares } from '../../statistics/comparing/shrink-shares';
import { isUndefined, type Undefined } from '../../statistics/outcome';
import type { LabelAgreement, Share } from '../label-agreement';

/** The share of datasets called worse than the bar that may be so by chance. */
export const falseDiscoveryRate = 0.05;

/** What the other datasets of a study say about one. */
export interface DatasetComparison {
  /** Label agreement drawn towards that of the others, the more the fewer items it rests on. */
  readonly shrunken: Share;
  /** How probable so few agreeing items are at a label agreement of the bar. */
  readonly pBelowBar: number | Undefined;
  /** The same, adjusted for the number of datasets. */
  readonly adjustedP: number | Undefined;
  /** Whether it is called worse than the bar at the false discovery rate. */
  readonly isBelowBar: boolean;
}

/** Compares datasets by label agreement, in the order given. */
export function compareDatasets(agreements: readonly LabelAgreement[], bar: number): DatasetComparison[] {
  const counts = agreements.map((agreement) =>
    isUndefined(agreement)
      ? { successes: 0, n: 0 }
      : { successes: Math.round(agreement.value * agreement.n), n: agreement.n },
  );
  const { estimates } = shrinkShares(counts);
  const pValues = counts.map(({ successes, n }) => pValueBelowBar(successes, n, bar));
  const adjusted = benjaminiHochberg(pValues);
  return pValues.map((p, index) => {
    const adjustedP = adjusted[index]!;
    return {
      shrunken: estimates[index]!,
      pBelowBar: p,
      adjustedP,
      isBelowBar: typeof adjustedP === 'number' && adjustedP <= falseDiscoveryRate,
    };
  });
}
