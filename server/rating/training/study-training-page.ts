import { choiceText } from '../../datasets/choice-text';
import type { Item } from '../../datasets/item-store';
import { paths } from '../../paths';
import type { Study } from '../../studies/study-store';
import type { FieldError, Typed } from '../../web/form-fields';
import { dateTime, plural, wholeNumber } from '../../web/format';
import type { PageLocals } from '../../web/render-page';
import { missingFrom, mostItems } from './missing';
import type { OfferedItem } from './offered-items';
import type { TrainingRater, TrainingRun } from './run-store';
import type { TrainingItem, TrainingKind, TrainingSet } from './training-store';

export const offeredPerPage = 20;

/** What an admin's page of a study's training is made of. */
export interface StudyTraining {
  readonly study: Study;
  /** The newest version; undefined when there is none. */
  readonly set: TrainingSet | undefined;
  readonly isBegun: boolean;
  readonly items: readonly { readonly training: TrainingItem; readonly item: Item }[];
  readonly offered: readonly OfferedItem[];
  readonly page: number;
  readonly raters: readonly TrainingRater[];
  readonly runs: readonly TrainingRun[];
}

export const kindNames: Readonly<Record<TrainingKind, string>> = {
  clear: 'Clear, with the right label',
  ambiguous: 'Ambiguous',
  mislabelled: 'The label is wrong',
};

/** The training of a study: what it needs, its settings and items, what else it could hold, and its raters. */
export function studyTrainingPage(
  shown: StudyTraining,
  refused: { errors: readonly FieldError[]; typed: Typed } = { errors: [], typed: {} },
): PageLocals {
  const { study, set, isBegun, items } = shown;
  const missing = set
    ? missingFrom(
        set,
        items.map(({ training }) => training),
      )
    : [];
  return {
    title: `Training of ${study.name}`,
    errors: refused.errors,
    study: { name: study.name, href: paths.study(study.id) },
    state: stateWords(set, isBegun),
    missing,
    makes: !set || (set.openedAt !== null && isBegun) ? makesWords(set) : undefined,
    mayOpen: set?.openedAt === null && missing.length === 0,
    mayEdit: set !== undefined && !isBegun,
    settings: set && settingsOf(set, refused.typed),
    items: items.map(({ training, item }, index) => itemOf(study.id, { training, item, index })),
    isFull: items.length >= mostItems,
    ...offeredOf(shown),
    raterColumns: ['Rater', 'Training', 'Tries', 'Last result'].map((text) => ({ text })),
    raterRows: shown.raters.map((rater) => raterRow(study.id, rater, shown.runs)),
    actions: {
      versions: paths.trainingVersions(study.id),
      settings: paths.trainingSettings(study.id),
      opening: paths.trainingOpening(study.id),
      items: paths.trainingItems(study.id),
    },
  };
}

function stateWords(set: TrainingSet | undefined, isBegun: boolean): string {
  if (!set) return 'This study has no training: raters begin with its items at once.';
  const version = `Version ${set.version}`;
  if (set.openedAt === null) return `${version} is a draft: no rater gets it.`;
  const since = `${version} is open to raters since ${dateTime(set.openedAt)} UTC.`;
  return isBegun
    ? `${since} A rater has begun it, so it stays as it is.`
    : `${since} Nobody has begun it yet.`;
}

function makesWords(set: TrainingSet | undefined): string {
  return set ? 'Make a new version' : 'Make a training';
}

function settingsOf({ passMark, tries, delayMinutes, payWords }: TrainingSet, typed: Typed): Typed {
  const stored = {
    ...{ passMark: String(passMark), tries: String(tries) },
    ...{ delayMinutes: String(delayMinutes), payWords },
  };
  return { ...stored, ...typed };
}

function itemOf(
  studyId: string,
  { training, item, index }: { training: TrainingItem; item: Item; index: number },
): Record<string, unknown> {
  const { id, kind, reason, rightAnswers } = training;
  return {
    number: index + 1,
    text: item.stem ?? item.text,
    kind: kindNames[kind],
    counts: plural(Object.keys(rightAnswers).length, 'answer counts', 'answers count'),
    reason,
    edit: paths.trainingItem(studyId, id),
    rise: index === 0 ? undefined : paths.trainingItemRise(studyId, id),
    removal: paths.trainingItemRemoval(studyId, id),
  };
}

function offeredOf({ offered, items, page, study }: StudyTraining) {
  const taken = new Set(items.map(({ training }) => training.itemId));
  const free = offered.filter(({ item }) => !taken.has(item.id));
  const pages = Math.max(1, Math.ceil(free.length / offeredPerPage));
  const place = Math.min(page, pages);
  const here = free.slice((place - 1) * offeredPerPage, place * offeredPerPage);
  return {
    page: place,
    pages,
    pageHref: (number: number) => `${paths.studyTraining(study.id)}?page=${number}`,
    offered: here.map(({ item, slug, explanation }) => ({
      id: item.id,
      name: `${slug}, line ${item.line}`,
      text: item.stem ?? item.text,
      label: choiceText(item.choices[item.labelIndex ?? 0] ?? { letter: '', text: '' }),
      explanation,
    })),
  };
}

export const placeNames = {
  'not needed': 'not needed: joined before it',
  required: 'not passed yet',
  passed: 'passed',
} as const;

function raterRow(studyId: string, rater: TrainingRater, runs: readonly TrainingRun[]) {
  const { raterId, pseudonym, username, training, passReason } = rater;
  const own = runs.filter((run) => run.raterId === raterId);
  const last = own.at(-1);
  return [
    { text: pseudonym, href: paths.raterTraining(studyId, raterId), note: username },
    passReason === null ? placeNames[training] : 'let pass',
    wholeNumber(own.length),
    last ? resultWords(last) : '–',
  ];
}

export function resultWords({ finishedAt, rightItems, isPassed }: TrainingRun): string {
  if (finishedAt === null) return 'not finished';
  return `${rightItems ?? 0} right, ${isPassed ? 'passed' : 'not passed'}`;
}
