import { isAboutLabel } from '../../agreement/label-agreement';
import { choiceText } from '../../datasets/choice-text';
import type { Question } from '../../questions/question';
import { questionsInMode } from '../../questions/verify-questions';
import type { LabelMode, StudyDataset } from '../../studies/study-store';
import type { ExportedItem, ExportedRevision } from './export-store';
import type { ReportedStudy } from '../report';

/** An answer that chose one of the item's own choices. */
export interface ChosenChoice {
  readonly index: number;
  readonly text: string;
}

/** One revision of one rating as files tell it. */
export interface RatingLine {
  /** Where the item comes from; a gold item from its gold set. */
  readonly dataset: string;
  /** Which of the dataset's behaviors the rater read, from 1. */
  readonly behaviorVersion: number;
  readonly line: number;
  readonly text: string;
  readonly label: string | null;
  readonly labelConfidence: number | null;
  readonly rater: string;
  readonly isSynthetic: boolean;
  readonly labelMode: LabelMode;
  readonly questionSet: string;
  readonly questionSetVersion: number;
  readonly revision: number;
  readonly isCurrent: boolean;
  /** Kept and not counted: it came too late for a slot of the item, or its rater is excluded. */
  readonly isSurplus: boolean;
  /** About a label that was shown: `correct` or `incorrect`, also in a blind study. */
  readonly answers: Readonly<Record<string, string | number | ChosenChoice>>;
  /** Null when the item has no label or the set does not ask about it. */
  readonly agreesWithLabel: boolean | null;
  /** Null for edits and where the server does not know. */
  readonly seconds: number | null;
  readonly submittedAt: string;
  readonly comment: string | null;
  /** Gold items check raters and stand in no figure. */
  readonly isGold: boolean;
  /** Of a gold item: the dataset it was mixed into, whose behavior the rater read; null otherwise. */
  readonly mixedInto: string | null;
  /** What the rater says is wrong with the item. */
  readonly flag: string | null;
  /** In which order the rater saw the item's choices. */
  readonly choiceOrder: 'as written' | 'reversed';
  /** Whether the first answer came after its claim's lease had run out. */
  readonly isLate: boolean;
  /** Whether the rater is excluded from the study now. */
  readonly isExcluded: boolean;
}

/** What the lines of a dataset's part of a study say of it. */
export type ExportedDataset = Pick<StudyDataset, 'slug' | 'behaviorVersion'>;

export interface RatingSource {
  readonly study: ReportedStudy;
  readonly dataset: ExportedDataset;
  readonly item: ExportedItem;
  readonly revision: ExportedRevision;
  /** Values by question. */
  readonly answers: ReadonlyMap<string, string>;
}

export function ratingLine({ study, dataset, item, revision, answers }: RatingSource): RatingLine {
  const questions = questionsInMode(study.questions, revision.labelMode);
  const aboutLabel = questions.find(isAboutLabel);
  return {
    dataset: item.goldSlug ?? dataset.slug,
    behaviorVersion: dataset.behaviorVersion,
    line: item.line,
    text: item.text,
    label: item.labelIndex === null ? null : choiceAt(item, item.labelIndex).text,
    labelConfidence: item.labelConfidence,
    rater: revision.pseudonym,
    isSynthetic: revision.isSynthetic,
    labelMode: revision.labelMode,
    questionSet: study.questionSet,
    questionSetVersion: study.questionSetVersion,
    revision: revision.revision,
    isCurrent: revision.isCurrent,
    isSurplus: revision.isSurplus,
    answers: Object.fromEntries(
      questions.flatMap((question) => {
        const value = answers.get(question.name);
        return value === undefined ? [] : [[question.name, readable(value, question, item)]];
      }),
    ),
    agreesWithLabel: agrees(item, revision, aboutLabel && answers.get(aboutLabel.name)),
    seconds: revision.milliseconds === null ? null : revision.milliseconds / 1000,
    submittedAt: new Date(revision.submittedAt).toISOString(),
    comment: revision.comment,
    ...endOfLine(dataset, item, revision),
  };
}

function endOfLine({ slug }: ExportedDataset, { goldSlug }: ExportedItem, revision: ExportedRevision) {
  const isGold = goldSlug !== null;
  return {
    isGold,
    mixedInto: isGold ? slug : null,
    flag: revision.flag,
    choiceOrder: revision.choicesReversed ? ('reversed' as const) : ('as written' as const),
    isLate: revision.isLate,
    isExcluded: revision.isExcluded,
  };
}

function readable(value: string, question: Question, item: ExportedItem): string | number | ChosenChoice {
  if (question.choices === 'item') return choiceAt(item, Number(value));
  return question.scale === 'ordinal' ? Number(value) : value;
}

function choiceAt(item: ExportedItem, index: number): ChosenChoice {
  const choice = item.choices[index];
  return { index, text: choice ? choiceText(choice) : '' };
}

function agrees(
  item: ExportedItem,
  { labelMode }: ExportedRevision,
  answer: string | undefined,
): boolean | null {
  if (item.labelIndex === null || answer === undefined) return null;
  return answer === (labelMode === 'verify' ? 'correct' : String(item.labelIndex));
}
