import { paths } from '../paths';
import { flagReasons } from '../rating/flag-reasons';
import { skipReasons } from '../rating/skip-reasons';
import { isUndefined } from '../statistics/outcome';
import type { Study } from '../studies/study-store';
import type { FieldError } from '../web/form-fields';
import { dateTime, decimal, interval, percent, plural, wholeNumber } from '../web/format';
import type { PageLocals } from '../web/render-page';
import type { RaterFigures } from './rater-figures';
import type { NoteCount } from './rater-store';

type Cell = string | { readonly text: string; readonly href?: string; readonly note?: string };

const raterColumns = [
  { text: 'Rater' },
  { text: 'State' },
  { text: 'Rated', numeric: true },
  { text: 'Holds an item until' },
  { text: 'Skipped' },
  { text: 'Flagged' },
  { text: 'Median time', numeric: true },
  { text: 'Gold hits', numeric: true },
  { text: 'Last seen' },
];

/** Everybody in a study, each with a link to what can be done about them. */
export function ratersPage(study: Study, raters: readonly RaterFigures[]): PageLocals {
  return {
    title: `Raters of ${study.name}`,
    study: { name: study.name, href: paths.study(study.id) },
    invitesHref: paths.studyInvites(study.id),
    columns: raterColumns,
    rows: raters.map((rater) => raterRow(study, rater)),
  };
}

/** One rater of a study: what is known, and what can be done. */
export function raterPage(
  study: Study,
  rater: RaterFigures,
  { reason = '', errors = [] }: { reason?: string; errors?: readonly FieldError[] } = {},
): PageLocals {
  const { raterId, pseudonym, exclusion, removedAt } = rater;
  const isExcluded = exclusion !== null;
  return {
    title: `Rater ${pseudonym}`,
    errors,
    study: { name: study.name, href: paths.study(study.id) },
    ratersHref: paths.studyRaters(study.id),
    trainingHref: paths.raterTraining(study.id, raterId),
    pseudonym,
    facts: facts(study, rater),
    mayRemove: !isExcluded && removedAt === null,
    mayReadmit: !isExcluded && removedAt !== null,
    isExcluded,
    isLocked: study.lockedAt !== null,
    counted: countWords(rater.counted + rater.shown),
    surplus: plural(rater.surplus, 'rating', 'ratings'),
    reason,
    actions: {
      removal: paths.raterRemoval(study.id, raterId),
      readmission: paths.raterReadmission(study.id, raterId),
      exclusion: paths.raterExclusion(study.id, raterId),
      exclusionRemoval: paths.raterExclusionRemoval(study.id, raterId),
    },
  };
}

function raterRow(study: Study, rater: RaterFigures): Cell[] {
  const { raterId, pseudonym, username, isSynthetic } = rater;
  const who = isSynthetic ? `${username}, synthetic` : username;
  return [
    { text: pseudonym, href: paths.studyRater(study.id, raterId), note: who },
    stateText(rater),
    wholeNumber(rater.completed),
    momentText(rater.heldUntil),
    noteCell(rater.skips, skipReasons),
    noteCell(rater.flags, flagReasons),
    secondsText(rater),
    hitsCell(rater),
    dateTime(rater.seenAt),
  ];
}

function countWords(ratings: number): string {
  return `${wholeNumber(ratings)} of which ${ratings === 1 ? 'counts' : 'count'}`;
}

function facts({ verifyShare }: Study, rater: RaterFigures): { name: string; value: string }[] {
  const hits = hitsCell(rater);
  return [
    { name: 'Username', value: rater.username },
    { name: 'Rater', value: rater.isSynthetic ? 'synthetic: a program, no person' : 'a person' },
    { name: 'State', value: stateText(rater) },
    ...(rater.removedAt === null ? [] : [{ name: 'Given nothing since', value: dateTime(rater.removedAt) }]),
    ...(rater.exclusion === null ? [] : [{ name: 'Reason', value: rater.exclusion }]),
    { name: 'Rated', value: plural(rater.completed, 'item', 'items') },
    { name: 'Ratings that count', value: wholeNumber(rater.counted) },
    ...(verifyShare > 0 ? [{ name: 'Ratings with the label shown', value: wholeNumber(rater.shown) }] : []),
    { name: 'Ratings that do not count', value: wholeNumber(rater.surplus) },
    { name: 'Gold items rated', value: wholeNumber(rater.gold) },
    { name: 'Gold hits', value: typeof hits === 'string' ? hits : `${hits.text} (${hits.note})` },
    { name: 'Holds an item until', value: momentText(rater.heldUntil) },
    { name: 'Skipped', value: noteWords(rater.skips, skipReasons) },
    { name: 'Flagged', value: noteWords(rater.flags, flagReasons) },
    { name: 'Median time', value: secondsText(rater) },
    { name: 'Joined', value: dateTime(rater.joinedAt) },
    { name: 'Last seen', value: dateTime(rater.seenAt) },
  ];
}

function stateText({ exclusion, removedAt }: RaterFigures): string {
  if (exclusion !== null) return 'excluded';
  return removedAt === null ? 'active' : 'removed';
}

function momentText(moment: number | null): string {
  return moment === null ? '–' : dateTime(moment);
}

function secondsText({ seconds }: RaterFigures): string {
  return seconds === undefined ? '–' : `${decimal(seconds, 1)} s`;
}

function hitsCell({ goldHits }: RaterFigures): '–' | { text: string; note: string } {
  if (isUndefined(goldHits)) return '–';
  const { value, low, high, n } = goldHits;
  const hits = wholeNumber(Math.round(value * n));
  return { text: `${hits} of ${wholeNumber(n)}`, note: `${percent(value)}, 95% CI ${interval(low, high)}` };
}

type Reasons = readonly { readonly key: string; readonly name: string }[];

function noteCell(counts: readonly NoteCount[], reasons: Reasons): Cell {
  const total = counts.reduce((sum, { items }) => sum + items, 0);
  return total === 0 ? '–' : { text: wholeNumber(total), note: noteWords(counts, reasons) };
}

/** In the order of the list, with what the list does not know at the end. */
function noteWords(counts: readonly NoteCount[], reasons: Reasons): string {
  const place = ({ key }: NoteCount): number => {
    const index = reasons.findIndex((reason) => reason.key === key);
    return index < 0 ? reasons.length : index;
  };
  const sorted = [...counts].sort((a, b) => place(a) - place(b) || (a.key < b.key ? -1 : 1));
  const words = sorted.map(
    ({ key, items }) => `${reasons[place({ key } as NoteCount)]?.name ?? key}: ${items}`,
  );
  return words.join(', ') || '–';
}
