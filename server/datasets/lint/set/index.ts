import type { FileRule } from '../lint-rule';
import { duplicateId } from './duplicate-id';
import { exactDuplicate } from './exact-duplicate';
import { labelImbalance } from './label-imbalance';
import { labelPosition } from './label-position';
import { labelSpacing } from './label-spacing';
import { labelsAlternate } from './labels-alternate';
import { labelsInBlocks } from './labels-in-blocks';
import { lowMeanConfidence } from './low-mean-confidence';
import { missingFinalMark } from './missing-final-mark';
import { nearDuplicate } from './near-duplicate';
import { normalisedDuplicate } from './normalised-duplicate';
import { outlierLength } from './outlier-length';
import { polarityDoubt } from './polarity-doubt';

/** Rules that need all items of a file. Those that need most memory at the end come after those that remember most. */
export const setRules: readonly FileRule[] = [
  outlierLength,
  missingFinalMark,
  duplicateId,
  exactDuplicate,
  normalisedDuplicate,
  nearDuplicate,
  polarityDoubt,
  labelsAlternate,
  labelsInBlocks,
  labelImbalance,
  labelPosition,
  labelSpacing,
  lowMeanConfidence,
];
