import type { ItemPage } from './raters/item-page';
import type { Reply } from './raters/browser';

/** One set of answers that a rater gave to an item. Its comment is like no other, so that it can be found again. */
export interface Given {
  readonly raterId: string;
  readonly assignmentId: string;
  readonly answers: Readonly<Record<string, string>>;
  readonly comment: string;
  /** Which operation of a rater it comes from. */
  readonly by: string;
  /** The forms it was sent with. */
  readonly forms: { readonly submissionId: string; readonly baseRevision: number }[];
  /** Places in the order of all that happened. */
  sentAt?: number;
  acknowledgedAt?: number;
  /** A page said that the stored rating is newer. */
  isRefused?: boolean;
  /** The last request has no certain answer: it may be stored any time now. */
  isOpen?: boolean;
  /** Some request had none. */
  wasOpen?: boolean;
}

/** What raters were told, and so what the database must hold. */
export interface Model {
  readonly given: Map<string, Given>;
  readonly givenTo: Map<string, Given[]>;
  /** Who was shown which assignment. */
  readonly shownTo: Map<string, string>;
  readonly violations: string[];
  happened: number;
}

export type Outcome = 'acknowledged' | 'refused' | 'unknown';

export function createModel(violations: string[]): Model {
  return { given: new Map(), givenTo: new Map(), shownTo: new Map(), violations, happened: 0 };
}

/** Notes answers that are about to be sent. */
export function give(model: Model, given: Omit<Given, 'comment' | 'forms'>): Given {
  const whole = { ...given, comment: `Thought ${model.given.size + 1}.`, forms: [] };
  model.given.set(whole.comment, whole);
  model.givenTo.set(given.assignmentId, [...(model.givenTo.get(given.assignmentId) ?? []), whole]);
  return whole;
}

export function recordSending(model: Model, given: Given, { submissionId, baseRevision }: ItemPage): void {
  given.sentAt ??= ++model.happened;
  if (!given.forms.some((form) => form.submissionId === submissionId))
    given.forms.push({ submissionId, baseRevision });
}

/** Notes what the server said to a submission, and what that means. */
export function recordReply(model: Model, given: Given, reply: Reply | undefined): Outcome {
  if (reply?.status === 303 && !reply.location.startsWith('/sign-in')) {
    given.acknowledgedAt ??= ++model.happened;
    given.isOpen = false;
    return 'acknowledged';
  }
  if (reply?.status === 409) {
    given.isRefused = true;
    given.isOpen = false;
    return 'refused';
  }
  given.isOpen = given.wasOpen = true;
  const isUncertain = !reply || reply.status >= 500 || reply.status === 303;
  if (!isUncertain) model.violations.push(`A whole form was answered with ${reply.status}.`);
  return 'unknown';
}

/** Notes that a rater was shown an item; it must show what was acknowledged last. */
export function recordShown(model: Model, raterId: string, page: ItemPage): void {
  const { assignmentId } = page;
  model.shownTo.set(assignmentId, raterId);
  const given = model.givenTo.get(assignmentId) ?? [];
  if (given.some(({ isOpen }) => isOpen)) return;
  const newest = given.reduce<Given | undefined>(later, undefined);
  const isRight = newest
    ? page.comment === newest.comment && sameAnswers(page.answers, newest.answers)
    : page.baseRevision === 0;
  if (isRight) return;
  model.violations.push(
    `Assignment ${assignmentId} shows "${page.comment}" (revision ${page.baseRevision}), not "${newest?.comment}".`,
  );
}

function later(one: Given | undefined, other: Given): Given | undefined {
  if (other.acknowledgedAt === undefined) return one;
  return one?.acknowledgedAt !== undefined && one.acknowledgedAt > other.acknowledgedAt ? one : other;
}

export function sameAnswers(one: Given['answers'], other: Given['answers']): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => one[name] === other[name]);
}
