import type { AcrossRule } from '../across-rule';
import { goldInEvaluation } from './gold-in-evaluation';
import { oppositeLabelElsewhere } from './opposite-label-elsewhere';
import { sameItemElsewhere } from './same-item-elsewhere';

/** Rules that compare datasets. */
export const acrossRules: readonly AcrossRule[] = [
  goldInEvaluation,
  oppositeLabelElsewhere,
  sameItemElsewhere,
];
