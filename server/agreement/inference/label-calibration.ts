import { type Calibration, calibration } from '../../statistics/calibration/calibration';
import { type Kept, keepAbove } from '../../statistics/calibration/keep-above';
import { type Undefined, undefinedBecause } from '../../statistics/outcome';
import { labelQuestionOf, ratingsWanted, type StudyTerms } from '../dataset-agreement';
import { verdictOn } from '../label-agreement';
import { type Figure, figure } from '../question-agreement';
import { isComplete, type TalliedItem } from '../tally';

/** How far the confidence that a file gives its labels says how many of them hold. */
export type LabelCalibration =
  | Undefined
  | {
      /** How many labels it rests on. */
      readonly n: number;
      readonly brier: Figure;
      readonly expectedError: Figure;
      readonly bins: Calibration['bins'];
      /** What would be kept, and how much of it would agree, from each confidence on. */
      readonly keep: readonly Kept[];
    };

type ConfidentItem = TalliedItem & { readonly labelConfidence: number | null };

/** Over complete items with a label and a confidence: right where the majority agrees with the label; a tie does not. */
export function labelCalibration(terms: StudyTerms, items: readonly ConfidentItem[]): LabelCalibration {
  const asked = labelQuestionOf(terms);
  if (!asked) return undefinedBecause('the question set does not ask about labels');
  const labels = items.flatMap((item) => {
    const { majority, agreeing } = verdictOn(item, asked);
    const { labelConfidence: confidence } = item;
    if (agreeing === null || confidence === null || !isComplete(item, ratingsWanted(terms))) return [];
    return confidence >= 0 && confidence <= 1 ? [{ confidence, isRight: majority === agreeing }] : [];
  });
  if (labels.length === 0) return undefinedBecause('no complete item has a label with a confidence');
  const { brier, expectedError, bins } = calibration(labels);
  const figures = { brier: figure(brier), expectedError: figure(expectedError) };
  return { n: labels.length, ...figures, bins, keep: keepAbove(labels) };
}
