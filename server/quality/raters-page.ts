import { paths } from '../paths';
import { flagReasons } from '../rating/flag-reasons';
import { skipReasons } from '../rating/skip-reasons';
import { isUndefined } from '../statistics/outcome';
import type { Study } from '../studies/study-store';
import { longestMessage } from '../rating/messages/message-form';
import type { Message } from '../rating/messages/message-store';
import type { FieldError, Typed } from '../web/form-fields';
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
  { text: 'Can’t tell', numeric: true },
  { text: 'Gold hits', numeric: true },
  { text: 'Last seen' },
];

/** Who is in a study, what was written to them, and what an hour has come to where the study pays. */
export interface RatersShown {
  readonly raters: readonly RaterFigures[];
  readonly messages: readonly Message[];
  readonly hourly?: ReadonlyMap<string, string> | undefined;
}

/** Everybody in a study, each with a link to what can be done about them. */
export function ratersPage(
  study: Study,
  { raters, messages, hourly }: RatersShown,
  { errors = [], text = '' }: { errors?: readonly FieldError[]; text?: string } = {},
): PageLocals {
  return {
    title: `Raters of ${study.name}`,
    study: { name: study.name, href: paths.study(study.id) },
    invitesHref: paths.studyInvites(study.id),
    columns: hourly ? [...raterColumns, { text: 'An hour', numeric: true }] : raterColumns,
    rows: raters.map((rater) => [
      ...raterRow(study, rater),
      ...(hourly ? [hourly.get(rater.raterId) ?? '–'] : []),
    ]),
    errors,
    text,
    longest: longestMessage,
    messagesAction: paths.studyMessages(study.id),
    messages: messages.map((message) => messageLine(study, message)),
  };
}

/** One rater of a study: what is known, and what can be done. */
export function raterPage(
  study: Study,
  rater: RaterFigures,
  { typed = {}, errors = [] }: { typed?: Typed; errors?: readonly FieldError[] } = {},
): PageLocals {
  const { raterId, pseudonym, exclusion, removedAt, pausedAt, deletedAt } = rater;
  const isExcluded = exclusion !== null;
  const isThere = deletedAt === null;
  return {
    title: `Rater ${pseudonym}`,
    errors,
    study: { name: study.name, href: paths.study(study.id) },
    ratersHref: paths.studyRaters(study.id),
    trainingHref: paths.raterTraining(study.id, raterId),
    pseudonym,
    facts: facts(study, rater),
    mayRemove: !isExcluded && removedAt === null,
    mayReadmit: !isExcluded && removedAt !== null && isThere,
    mayPause: pausedAt === null && removedAt === null && isThere,
    mayResume: pausedAt !== null && isThere,
    mayMessage: isThere && !rater.isSynthetic,
    isWithdrawn: rater.withdrawnAt !== null,
    longest: longestMessage,
    isExcluded,
    isLocked: study.lockedAt !== null,
    counted: countWords(rater.counted + rater.shown),
    surplus: plural(rater.surplus, 'rating', 'ratings'),
    typed: { reason: '', pauseReason: '', text: '', ...typed },
    actions: {
      pause: paths.raterPause(study.id, raterId),
      pauseRemoval: paths.raterPauseRemoval(study.id, raterId),
      messages: paths.raterMessages(study.id, raterId),
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
    skipCell(rater),
    noteCell(rater.flags, flagReasons),
    secondsCell(rater),
    cannotTellCell(rater),
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
    ...(rater.pausedAt === null
      ? []
      : [{ name: 'Paused', value: `${dateTime(rater.pausedAt)}: ${rater.pauseReason ?? ''}` }]),
    ...(rater.deletedAt === null ? [] : [{ name: 'Account deleted', value: dateTime(rater.deletedAt) }]),
    ...(rater.exclusion === null ? [] : [{ name: 'Reason', value: rater.exclusion }]),
    { name: 'Rated', value: plural(rater.completed, 'item', 'items') },
    { name: 'Ratings that count', value: wholeNumber(rater.counted) },
    ...(verifyShare > 0 ? [{ name: 'Ratings with the label shown', value: wholeNumber(rater.shown) }] : []),
    { name: 'Ratings that do not count', value: wholeNumber(rater.surplus) },
    { name: 'Gold items rated', value: wholeNumber(rater.gold) },
    { name: 'Gold hits', value: typeof hits === 'string' ? hits : `${hits.text} (${hits.note})` },
    { name: 'Holds an item until', value: momentText(rater.heldUntil) },
    { name: 'Skipped', value: cellWords(skipCell(rater)) },
    { name: 'Can’t tell', value: cellWords(cannotTellCell(rater)) },
    { name: 'Flagged', value: noteWords(rater.flags, flagReasons) },
    { name: 'Median time', value: cellWords(secondsCell(rater)) },
    { name: 'Joined', value: dateTime(rater.joinedAt) },
    { name: 'Last seen', value: dateTime(rater.seenAt) },
  ];
}

function stateText({ exclusion, removedAt, pausedAt, deletedAt, withdrawnAt }: RaterFigures): string {
  if (deletedAt !== null) return withdrawnAt === null ? 'account deleted' : 'withdrawn';
  if (exclusion !== null) return 'excluded';
  if (removedAt !== null) return 'removed';
  return pausedAt === null ? 'active' : 'paused';
}

function momentText(moment: number | null): string {
  return moment === null ? '–' : dateTime(moment);
}

function secondsCell({ seconds, timed }: RaterFigures): Cell {
  return seconds === undefined
    ? '–'
    : { text: `${decimal(seconds, 1)} s`, note: `n = ${wholeNumber(timed)}` };
}

/** Of the items rated. */
function cannotTellCell({ cannotTell, completed }: RaterFigures): Cell {
  return cannotTell === undefined || completed === 0 ? '–' : rateCell(cannotTell, completed);
}

/** Of the items rated or skipped; what was skipped first and rated after all is counted with the skipped. */
function skipCell({ skips, completed, skippedLater }: RaterFigures): Cell {
  const skipped = skips.reduce((sum, { items }) => sum + items, 0);
  if (skipped === 0) return '–';
  const { text, note } = rateCell(skipped, completed + skipped - skippedLater);
  return { text, note: `${note} · ${noteWords(skips, skipReasons)}` };
}

function rateCell(some: number, all: number): { text: string; note: string } {
  return { text: percent(some / all), note: `${wholeNumber(some)} of ${wholeNumber(all)}` };
}

function cellWords(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  return cell.note ? `${cell.text} (${cell.note})` : cell.text;
}

function messageLine(study: Study, message: Message) {
  const { pseudonym, raterId, text, sentAt, readAt, reply } = message;
  return {
    pseudonym,
    href: paths.studyRater(study.id, raterId),
    text,
    sent: dateTime(sentAt),
    read: readAt === null ? 'not read yet' : `read ${dateTime(readAt)}`,
    reply: reply && { text: reply.text, at: dateTime(reply.sentAt) },
  };
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
