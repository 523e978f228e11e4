import type { Database } from '../db/database';
import { askQuestions, type AskedQuestion } from '../questions/ask-questions';
import { questionsInMode } from '../questions/verify-questions';
import { loadStudy, type Study } from '../studies/study-store';
import { findStudyText, type StudyText } from '../studies/telling/study-text-store';
import type { Telling } from '../studies/telling/telling';
import { blindItem, labelText, type BlindItem } from './blind-item';
import { choicesMayTurn } from './choice-order';
import { loadShownAssignment, type ShownAssignment } from './own-assignment-store';
import { findCurrentRating, type StoredRating } from './rating-store';

/** Everything a rater's page shows of one assignment, and nothing more. */
export interface OpenAssignment extends Pick<
  ShownAssignment,
  'id' | 'state' | 'leaseUntil' | 'contentNote' | 'isSkipped' | 'completed'
> {
  readonly study: Study;
  /** Whether the rater sees the item's choices last first. */
  readonly choicesReversed: boolean;
  readonly studyId: string;
  readonly studyName: string;
  readonly behavior: string;
  readonly item: BlindItem;
  readonly asked: readonly AskedQuestion[];
  /** The label, where the item is rated with its label shown. */
  readonly shownLabel?: string;
  /** How to judge, as the study tells raters now. */
  readonly guidelines: StudyText | undefined;
  /** What the rater has stored so far. */
  readonly current: StoredRating | undefined;
}

/** @throws NotFound when the assignment is not this rater's */
export async function openAssignment(
  db: Database,
  own: { assignmentId: string; raterId: string },
): Promise<OpenAssignment> {
  const assignment = await loadShownAssignment(db, own);
  const { id, studyId, behavior, item, labelMode, contentNote, isSkipped, completed } = assignment;
  const study = await loadStudy(db, studyId);
  const blind = blindItem(item);
  const questions = questionsInMode(study.questions, labelMode);
  const choicesReversed = assignment.choicesReversed && choicesMayTurn(item.choices);
  return {
    id,
    state: assignment.state,
    leaseUntil: assignment.leaseUntil,
    choicesReversed,
    study,
    studyId,
    studyName: study.name,
    behavior,
    item: blind,
    asked: askQuestions(questions, { behavior, choices: blind.choices, choicesReversed }),
    ...(labelMode === 'verify' ? { shownLabel: labelText(item) } : {}),
    guidelines: await findGuidelines(db, study.telling),
    current: await findCurrentRating(db, assignment),
    contentNote,
    isSkipped,
    completed,
  };
}

/** The study's guidelines as they are now; undefined when it has none. */
export async function findGuidelines(
  db: Database,
  { guidelinesTextId }: Telling,
): Promise<StudyText | undefined> {
  return guidelinesTextId === null ? undefined : findStudyText(db, guidelinesTextId);
}
