import { paths } from '../paths';
import type { AskedQuestion } from '../questions/ask-questions';
import type { Answers } from '../questions/parse-answers';
import type { FieldError } from '../web/form-fields';
import { dateTime } from '../web/format';
import { renderMarkdown } from '../web/markdown';
import type { Words } from '../web/wording/words';
import { flagReasons } from './flag-reasons';
import { isLapsed } from './lease';
import type { OpenAssignment } from './open-assignment';
import type { RatingForm } from './rating-form';
import type { StoredRating } from './rating-store';
import { setSize } from './submit-rating';

/** Choices no longer than this stand side by side where there is room. */
const inlineLength = 12;

/** What the page says besides the item and its questions. */
export interface PageNotes {
  readonly now: number;
  readonly errors?: readonly FieldError[];
  /** What came of the button that was pressed. */
  readonly notice?: Notice | undefined;
  /** Where the way leads after a change: back to the item at hand, if it came from there. */
  readonly then?: 'work' | undefined;
  /** Whether the form holds answers that are not stored. */
  readonly isUnsaved?: boolean;
}

export interface Notice {
  readonly kind: 'success' | 'warning' | 'info';
  readonly text: string;
}

/** The page of one item, with what is filled in so far. */
export function ratingPage(t: Words, open: OpenAssignment, form: RatingForm, notes: PageNotes) {
  const { errors = [], isUnsaved = errors.length > 0 } = notes;
  const isEdit = form.baseRevision > 0;
  const isDue = !open.current && !open.isSkipped;
  return {
    title: t(isEdit ? 'rate.editTitle' : 'rate.title'),
    errors,
    ...headOf(open),
    isEdit,
    isUnsaved,
    contentNote: open.contentNote,
    notice: notes.notice ?? holdNotice(t, open, notes),
    keptUntil: isKept(open, notes) ? timeOfDay(open.leaseUntil) : undefined,
    questions: questionsOf(open, form, errors),
    action: notes.then ? `${paths.rating(open.id)}?then=${notes.then}` : paths.rating(open.id),
    ...besidesOf(t, open, isEdit),
    lease: isDue ? paths.lease(open.id) : undefined,
    skip: isDue ? paths.skip(open.id) : undefined,
    submissionId: form.submissionId,
    baseRevision: form.baseRevision,
    comment: form.comment,
    flag: form.flag,
    flags: [
      { value: '', text: t('rate.flagNothing') },
      ...flagReasons.map(({ key, message }) => ({ value: key, text: t(message) })),
    ],
    ...(open.shownLabel === undefined ? {} : { verify: { labelText: open.shownLabel } }),
  };
}

/** What can be opened beside the item. */
function besidesOf(
  t: Words,
  { guidelines, completed, studyId, contentNote }: OpenAssignment,
  isEdit: boolean,
) {
  return {
    guidelines: guidelines && {
      html: renderMarkdown(guidelines.content),
      version: t('rate.guidelinesVersion', { version: guidelines.version }),
    },
    // Marked content is shown when the rater asks for it; in an answer of their own they have seen it.
    isCovered: contentNote !== '' && !isEdit,
    previous: completed > 0 && !isEdit ? paths.previousRating(studyId) : undefined,
  };
}

function headOf({ studyName, behavior, item, completed }: OpenAssignment) {
  const done = completed % setSize;
  return {
    studyName,
    progress: { done, setSize, position: done + 1 },
    behavior,
    item: { text: item.text, rawText: item.rawText, details: item.details },
  };
}

function questionsOf(open: OpenAssignment, form: RatingForm, errors: readonly FieldError[]) {
  return open.asked.map(({ name, legend, hint, choices }) => ({
    name,
    legend,
    hint,
    choices,
    value: form.answers[name],
    error: errors.find((error) => error.name === name)?.message,
    inline: choices.every(({ text }) => text.length <= inlineLength),
  }));
}

function isKept(open: OpenAssignment, { now }: { readonly now: number }): boolean {
  return open.state === 'claimed' && !isLapsed(open, now);
}

/** A word to whoever does not hold the item: an answer is welcome all the same. */
function holdNotice(t: Words, open: OpenAssignment, notes: PageNotes): Notice | undefined {
  if (open.current || isKept(open, notes)) return undefined;
  return open.isSkipped
    ? { kind: 'info', text: t('rate.skippedNotice') }
    : { kind: 'warning', text: t('rate.lapsedNotice') };
}

/** A lease is shorter than a day. */
function timeOfDay(milliseconds: number): string {
  return dateTime(milliseconds).slice('2026-11-21 '.length);
}

/** The form as it is first shown: empty, or with what is stored. */
export function firstForm({ current }: OpenAssignment, submissionId: string): RatingForm {
  if (!current) return { submissionId, baseRevision: 0, answers: {}, comment: '', flag: '' };
  const { revision, answers, comment, flag } = current;
  return { submissionId, baseRevision: revision, answers, comment: comment ?? '', flag: flag ?? '' };
}

/** What was sent beside what is stored, when they differ and the page was older. */
export function conflictPage(t: Words, open: OpenAssignment, form: RatingForm, stored: StoredRating) {
  return {
    title: t('rate.changedTitle'),
    yours: ratingAsRead(t, open.asked, form),
    stored: ratingAsRead(t, open.asked, stored),
    href: paths.rating(open.id),
  };
}

/** What was sent beside what is stored, when the study is locked. */
export function lockedPage(t: Words, open: OpenAssignment, form: RatingForm, stored: StoredRating) {
  return { ...conflictPage(t, open, form, stored), title: t('rate.lockedTitle'), href: paths.work() };
}

/** Answers and remarks in the words the rater saw. */
export function ratingAsRead(
  t: Words,
  asked: readonly AskedQuestion[],
  rating: { readonly answers: Answers; readonly flag: string | null; readonly comment: string | null },
): { legend: string; text: string }[] {
  const { answers, flag, comment } = rating;
  return [
    ...asked.map(({ name, legend, choices }) => ({
      legend,
      text: choices.find(({ value }) => value === answers[name])?.text ?? '',
    })),
    ...(flag ? [{ legend: t('rate.flagged'), text: flagInWords(t, flag) }] : []),
    ...(comment ? [{ legend: t('rate.comment'), text: comment }] : []),
  ];
}

function flagInWords(t: Words, flag: string): string {
  const message = flagReasons.find(({ key }) => key === flag)?.message;
  return message ? t(message) : flag;
}
