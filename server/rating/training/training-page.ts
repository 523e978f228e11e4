import { paths } from '../../paths';
import type { Answers } from '../../questions/parse-answers';
import type { Study } from '../../studies/study-store';
import type { FieldError } from '../../web/form-fields';
import { dateTime } from '../../web/format';
import { renderMarkdown } from '../../web/markdown';
import type { PageLocals } from '../../web/render-page';
import type { Words } from '../../web/wording/words';
import type { OpenTrainingItem } from './open-training-item';
import type { TrainingStanding } from './training-standing';
import type { TrainingSet } from './training-store';

/** Choices no longer than this stand side by side where there is room. */
const inlineLength = 12;

/** What the first page of a training is made of. */
export interface ShownTraining {
  readonly study: Study;
  /** The version of the try that is shown or comes next, and how many items it has. */
  readonly set: TrainingSet;
  readonly count: number;
  /** How many items the try had that has just been finished. */
  readonly lastCount: number;
  readonly standing: TrainingStanding;
  /** The number of the try that the button begins or goes on with. */
  readonly nextTry: number;
  /** Whether the study still gives anything to this rater. */
  readonly isOpen: boolean;
  /** What the study pays; undefined when it pays nothing. */
  readonly pay: string | undefined;
}

/** What comes, what is asked for, and how the rater stands. */
export function trainingPage(t: Words, shown: ShownTraining): PageLocals {
  const { study, set, count, standing, nextTry, isOpen, pay } = shown;
  const { tries } = set;
  const isDue = ['not begun', 'begun', 'may try again'].includes(standing.state);
  const mayRate = standing.state === 'passed' || standing.state === 'not needed';
  const mayBegin = isDue && (isOpen || standing.state === 'begun');
  return {
    title: t('training.title'),
    studyName: study.name,
    state: standing.state,
    said: saidOf(t, shown),
    isClosed: isDue && !mayBegin,
    rules: isDue || standing.state === 'must wait' ? rulesOf(t, set, count) : [],
    payWords: set.payWords,
    pay,
    paid: pay || set.payWords ? t('training.paid') : undefined,
    action: mayBegin ? paths.training(study.id) : undefined,
    nextTry,
    button: buttonOf(t, standing.state, { nextTry, tries }),
    work: mayRate ? paths.studyAssignments(study.id) : undefined,
  };
}

function rulesOf(t: Words, { passMark, tries, delayMinutes }: TrainingSet, count: number): string[] {
  return [
    t('training.items', { count }),
    t('training.passMark', { passMark, count }),
    t('training.tries', { tries }),
    ...(delayMinutes > 0 && tries > 1 ? [t('training.delay', { minutes: delayMinutes })] : []),
    t('training.once'),
  ];
}

/** How the rater stands, in a few sentences. */
function saidOf(t: Words, { study, standing, lastCount }: ShownTraining): string[] {
  const { contact } = study.telling;
  const last = 'last' in standing ? standing.last : undefined;
  const score = last?.isPassed === null ? undefined : last;
  const scored = score ? [t('training.score', { right: score.rightItems ?? 0, count: lastCount })] : [];
  switch (standing.state) {
    case 'not needed':
      return [t('training.notNeeded')];
    case 'passed':
      return [...scored, t('training.passed')];
    case 'may try again':
      return [...scored, t('training.notPassed'), t('training.again')];
    case 'must wait':
      return [...scored, t('training.notPassed'), t('training.wait', { time: dateTime(standing.until) })];
    case 'failed':
      return [
        ...scored,
        t('training.failed'),
        t('training.ask'),
        ...(contact ? [t('consent.askContact', { contact })] : []),
      ];
    case 'not begun':
    case 'begun':
      return [t('training.intro')];
  }
}

function buttonOf(
  t: Words,
  state: TrainingStanding['state'],
  { nextTry, tries }: { nextTry: number; tries: number },
): string {
  if (state === 'begun') return t('training.continue');
  return state === 'may try again' ? t('training.beginTry', { number: nextTry, tries }) : t('training.begin');
}

/** The page of one item before it is answered. Nothing on it comes from what is right. */
export function trainingItemPage(
  t: Words,
  open: OpenTrainingItem,
  { answers, errors }: { answers: Answers; errors: readonly FieldError[] } = { answers: {}, errors: [] },
): PageLocals {
  const { study, run, number, count, behavior, contentNote, item, asked, shownLabel, guidelines } = open;
  return {
    title: t('training.itemTitle', { number, count }),
    errors,
    studyName: study.name,
    number,
    count,
    behavior,
    contentNote,
    isCovered: contentNote !== '',
    guidelines: guidelines && {
      html: renderMarkdown(guidelines.content),
      version: t('rate.guidelinesVersion', { version: guidelines.version }),
    },
    item: { text: item.text, rawText: item.rawText, details: item.details },
    shownLabel,
    questions: asked.map(({ name, legend, hint, choices }) => ({
      ...{ name, legend, hint, choices, value: answers[name] },
      error: errors.find((error) => error.name === name)?.message,
      inline: choices.every(({ text }) => text.length <= inlineLength),
    })),
    action: paths.trainingPage(run.id, number),
  };
}

/** What most careful readers answered, beside what the rater did, and why. */
export function feedbackPage(t: Words, open: OpenTrainingItem): PageLocals {
  const { study, run, trainingItem, number, count, behavior, item, asked, given } = open;
  const yours = given?.answers ?? {};
  return {
    title: t(given?.isRight ? 'training.rightTitle' : 'training.wrongTitle', { number, count }),
    studyName: study.name,
    isRight: given?.isRight ?? false,
    number,
    count,
    behavior,
    text: item.text,
    answers: asked.map(({ name, legend, choices }) => {
      const textOf = (value: string | undefined) => choices.find((choice) => choice.value === value)?.text;
      const right = trainingItem.rightAnswers[name];
      const answer = textOf(right) ?? '';
      return {
        legend,
        yours: textOf(yours[name]) ?? '',
        verdict:
          right === undefined
            ? t('training.notCounted')
            : right === yours[name]
              ? t('training.same')
              : t('training.other', { answer }),
      };
    }),
    reason: trainingItem.reason,
    isLast: number === count,
    action: paths.training(study.id),
    nextTry: run.try,
  };
}
