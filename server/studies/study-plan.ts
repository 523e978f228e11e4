import { Invalid } from '../errors';
import type { QuestionSet } from '../questions/question';
import { findQuestionSet } from '../questions/question-sets';
import { asksForLabel } from '../questions/verify-questions';
import { checkStoppingRules, type StoppingRules } from './stopping-rules';
import type { LabelMode, Withdrawal } from './study-store';

/** What an admin decides about a study before it is frozen. */
export interface StudyPlan {
  readonly name: string;
  /** Slugs, or every dataset that fits the question set. */
  readonly datasets: 'all' | readonly string[];
  readonly perDataset: number;
  readonly overlap: number;
  readonly questionSet: string;
  readonly labelMode: LabelMode;
  readonly seed: number;
  /** The most items one rater may rate; no limit when left out. */
  readonly raterQuota?: number | null;
  /** The share of a rater's items that are gold; none when left out. */
  readonly goldShare?: number;
  /** In a blind study, the share of the labelled items to rate with their label shown; none when left out. */
  readonly verifyShare?: number;
  /** Nothing stops before the sample is rated when left out. */
  readonly stopping?: StoppingRules;
  /** What becomes of the ratings of raters who delete their account; kept when left out. */
  readonly withdrawal?: Withdrawal;
}

/** The least and the most a plan may ask for. */
export const planLimits = {
  name: 200,
  perDataset: [1, 100_000],
  overlap: [1, 20],
  seed: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  raterQuota: [1, 1_000_000],
  goldShare: [0, 0.5],
  verifyShare: [0, 0.5],
} as const;

/**
 * Checks everything that does not depend on datasets.
 * @returns the question set the plan names
 * @throws Invalid saying what is wrong
 */
export function checkPlan(plan: StudyPlan): QuestionSet {
  const name = plan.name.trim();
  if (name === '' || name.length > planLimits.name) {
    throw new Invalid(`A study needs a name of 1 to ${planLimits.name} characters.`);
  }
  checkNumber('items per dataset', plan.perDataset, planLimits.perDataset);
  checkNumber('overlap', plan.overlap, planLimits.overlap);
  checkNumber('seed', plan.seed, planLimits.seed);
  const { raterQuota = null, goldShare = 0, verifyShare = 0, stopping = {} } = plan;
  if (raterQuota !== null) checkNumber('quota of a rater', raterQuota, planLimits.raterQuota);
  checkShare('gold items', goldShare, planLimits.goldShare);
  checkShare('items shown with their label', verifyShare, planLimits.verifyShare);
  checkStoppingRules(stopping, plan.overlap);
  const set = findQuestionSet(plan.questionSet);
  if (!set) throw new Invalid(`There is no question set "${plan.questionSet}".`);
  if (!set.questions.some(asksForLabel)) checkWithoutLabels(set, plan);
  if (plan.labelMode === 'verify' && verifyShare > 0) {
    throw new Invalid(
      'In label mode "verify" every item is shown with its label, so no share of them can be.',
    );
  }
  return set;
}

/** What cannot be asked for in a study that does not ask about labels. */
function checkWithoutLabels({ key }: QuestionSet, plan: StudyPlan): void {
  const { labelMode, goldShare = 0, verifyShare = 0, stopping = {} } = plan;
  const because = `The question set "${key}" does not ask about labels, so it has`;
  if (goldShare > 0 || stopping.item || stopping.dataset) {
    throw new Invalid(`${because} neither gold items nor stopping rules.`);
  }
  if (verifyShare > 0) throw new Invalid(`${because} no items to show with their label.`);
  if (labelMode === 'verify') throw new Invalid(`${because} no label mode "verify".`);
}

function checkNumber(what: string, value: number, [min, max]: readonly [number, number]): void {
  if (Number.isSafeInteger(value) && value >= min && value <= max) return;
  throw new Invalid(`The ${what} must be a whole number from ${min} to ${max}.`);
}

function checkShare(what: string, share: number, [low, high]: readonly [number, number]): void {
  if (share >= low && share <= high) return;
  throw new Invalid(`The share of ${what} must be from ${low} to ${high}.`);
}
