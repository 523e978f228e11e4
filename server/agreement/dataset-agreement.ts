import { isImported } from '../questions/imported-set';
import type { Question } from '../questions/question';
import { median } from '../statistics/median';
import { type Outcome, type Undefined, undefinedBecause } from '../statistics/outcome';
import type { LabelMode } from '../studies/study-store';
import { conditionalAgreement, type ConditionalAgreement } from './conditional-agreement';
import { countVerdicts, type VerdictCounts } from './item-verdict';
import {
  isAboutLabel,
  labelAgreement,
  type LabelAgreement,
  type LabelQuestion,
  ratingLabelAgreement,
  type Share,
} from './label-agreement';
import { measureAll, measures } from './measures';
import { type Figure, figure, questionFigures, type QuestionFigures } from './question-agreement';
import { ratingTable } from './rating-table';
import { firstRatings, isComplete, isContested, type TalliedItem, type Tally } from './tally';

/** What a study asked, as far as its figures depend on it. */
export interface StudyTerms {
  readonly labelMode: LabelMode;
  readonly overlap: number;
  /** The key of the question set; needed where ratings are imported. */
  readonly questionSet?: string;
  /** As frozen with the study. */
  readonly questions: readonly Question[];
}

/** All figures of one dataset in a study, or of the whole study. */
export interface AgreementFigures extends ConditionalAgreement {
  readonly items: number;
  /** Items of which no more ratings are wanted. */
  readonly completeItems: number;
  readonly incompleteItems: number;
  /** Incomplete items that an item rule wants more ratings of. */
  readonly contestedItems: number;
  readonly ratings: number;
  readonly syntheticRatings: number;
  readonly labelAgreement: LabelAgreement;
  readonly ratingLabelAgreement: Share;
  /** Complete items with a label by what raters make of them; null where nothing is asked about labels. */
  readonly verdicts: VerdictCounts | null;
  /** Agreement between raters about the label, by the key of the measure. */
  readonly labelMeasures: Readonly<Record<string, Outcome>>;
  /** The other questions, by name, in the order they were asked. */
  readonly questions: Readonly<Record<string, QuestionFigures>>;
  readonly medianSeconds: Figure;
}

/** The question whose answers are compared with the label; undefined when the set has none. */
export function labelQuestionOf({ questions, labelMode }: StudyTerms): LabelQuestion | undefined {
  const question = questions.find(isAboutLabel);
  return question && { question, labelMode };
}

/** Every figure that is reported of the counted ratings. */
export function agreementOf(terms: StudyTerms, tally: Tally): AgreementFigures {
  const { items } = tally;
  const complete = items.filter((item) => isComplete(item, ratingsWanted(terms)));
  const contested = items.filter((item) => isContested(item, terms.overlap));
  const first = items.map(firstRatings);
  const others = terms.questions.filter((question) => !isAboutLabel(question));
  const seconds = tally.milliseconds.map((milliseconds) => milliseconds / 1000);
  return {
    items: items.length,
    completeItems: complete.length,
    incompleteItems: items.length - complete.length,
    contestedItems: contested.length,
    ratings: items.reduce((total, item) => total + item.ratings, 0),
    syntheticRatings: items.reduce((total, item) => total + item.syntheticRatings, 0),
    ...labelFigures(terms, { complete, first }),
    questions: Object.fromEntries(
      others.map((asked) => [asked.name, questionFigures(asked, first, terms.overlap)]),
    ),
    medianSeconds: figure(median(seconds)),
  };
}

/**
 * How many ratings make an item complete. Of imported ratings the file has all there will be, of each item its own number,
 * of which the overlap is the largest; an item waits for more only when a rater is excluded and leaves a slot open.
 */
export function ratingsWanted(terms: StudyTerms): number {
  return isImported(terms) ? 1 : terms.overlap;
}

type LabelFigures = ConditionalAgreement &
  Pick<AgreementFigures, 'labelAgreement' | 'ratingLabelAgreement' | 'labelMeasures' | 'verdicts'>;

function labelFigures(
  terms: StudyTerms,
  { complete, first }: Readonly<Record<'complete' | 'first', readonly TalliedItem[]>>,
): LabelFigures {
  const asked = labelQuestionOf(terms);
  if (!asked) return noLabelFigures(undefinedBecause('the question set does not ask about labels'));
  return {
    labelAgreement: labelAgreement(complete, asked),
    ...conditionalAgreement(terms.questions, complete, asked),
    ratingLabelAgreement: ratingLabelAgreement(first, asked),
    verdicts: countVerdicts(terms.questions, complete, asked),
    labelMeasures: measureAll(ratingTable(asked.question, first), asked.question.scale),
  };
}

function noLabelFigures(reason: Undefined): LabelFigures {
  return {
    labelAgreement: { ...reason, ties: 0 },
    labelAgreementRelevant: { ...reason, ties: 0 },
    labelAgreementClear: { ...reason, ties: 0 },
    ratingLabelAgreement: reason,
    verdicts: null,
    labelMeasures: Object.fromEntries(
      measures.filter(({ scales }) => scales.includes('nominal')).map(({ key }) => [key, reason]),
    ),
  };
}
