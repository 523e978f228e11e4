import { setTimeout } from 'node:timers/promises';
import { paths } from '../../../server/paths';
import { chooseOne } from '../choose';
import { give, recordReply, recordSending, recordShown, type Given, type Outcome } from '../model';
import { count } from '../tally';
import type { Fields, Reply } from './browser';
import { isItemPath, readItemPage, type ItemPage } from './item-page';
import type { Rater } from './rater';

/** Asks until an answer comes, however often the server goes down, and signs in again where that is needed. */
export async function ask(rater: Rater, path: string, fields?: Fields): Promise<Reply> {
  for (;;) {
    const reply = await askOnce(rater, path, fields);
    if (reply && leadsToSignIn(reply)) await signIn(rater);
    else if (reply && reply.status < 500) return reply;
    else await takeBreath(rater);
  }
}

async function askOnce(
  { browser, stopping, tally }: Rater,
  path: string,
  fields?: Fields,
  aborted?: AbortSignal,
): Promise<Reply | undefined> {
  stopping.throwIfAborted();
  const reply = await browser.send(path, fields, aborted ? AbortSignal.any([stopping, aborted]) : stopping);
  count(tally.replies, reply ? String(reply.status) : 'none');
  return reply;
}

export async function signIn(rater: Rater): Promise<void> {
  const { username, password } = rater;
  for (;;) {
    const reply = await askOnce(rater, paths.signIn(), { username, password });
    if (reply?.status === 303) return;
    await takeBreath(rater);
  }
}

export function leadsToSignIn({ status, location }: Reply): boolean {
  return status === 303 && location.startsWith(paths.signIn());
}

/** The page the last answer led to, or the next item. @returns undefined when there is none for the rater */
export async function claim(rater: Rater): Promise<ItemPage | undefined> {
  const { next } = rater;
  rater.next = undefined;
  if (next) return open(rater, next);
  const { status, location } = await ask(rater, paths.studyAssignments(rater.studyId), {});
  if (status !== 303) rater.model.violations.push(`${rater.username} asked for an item and got ${status}.`);
  return isItemPath(location) ? open(rater, location) : undefined;
}

/** Opens the page of an item and compares what it shows with what was acknowledged. */
export async function open(rater: Rater, path: string): Promise<ItemPage> {
  const { status, body } = await ask(rater, path);
  const page = status === 200 ? readItemPage(path, body) : undefined;
  if (page) {
    recordShown(rater.model, rater.id, page);
    return page;
  }
  rater.model.violations.push(`${rater.username} cannot open ${path} any more: ${status}.`);
  throw new Error(`There is no form at ${path}: ${status}.`);
}

/** Thinks of answers to the questions of a page. */
export function answer({ id, model, random }: Rater, page: ItemPage, by: string): Given {
  const answers = Object.fromEntries(
    Object.entries(page.choices).map(([name, values]) => [name, chooseOne(random, values)]),
  );
  return give(model, { raterId: id, assignmentId: page.assignmentId, answers, by });
}

/** Sends answers until it is certain what became of them, every time with the same form. */
export async function submit(
  rater: Rater,
  page: ItemPage,
  given: Given,
): Promise<Exclude<Outcome, 'unknown'>> {
  for (;;) {
    const outcome = await submitOnce(rater, page, given);
    if (outcome !== 'unknown') return outcome;
    await takeBreath(rater);
  }
}

/** Sends answers once, whatever comes of it. */
export async function submitOnce(
  rater: Rater,
  page: ItemPage,
  given: Given,
  aborted?: AbortSignal,
): Promise<Outcome> {
  const { model, tally, rated } = rater;
  const isNew = given.acknowledgedAt === undefined;
  recordSending(model, given, page);
  const fields = { ...page.hidden, ...given.answers, comment: given.comment };
  const reply = await askOnce(rater, page.path, fields, aborted);
  const outcome = recordReply(model, given, reply);
  if (outcome === 'acknowledged') {
    rater.next = reply && isItemPath(reply.location) ? reply.location : undefined;
    if (isNew) count(tally.acknowledged, given.by);
    if (!rated.includes(page.path)) rated.push(page.path);
  }
  if (reply && leadsToSignIn(reply)) await signIn(rater);
  return outcome;
}

/** Waits a moment before the next try. Few try while nobody answers: they would only make the start slower. */
export async function takeBreath({ random, stopping, isServerUp }: Rater): Promise<void> {
  do await setTimeout(20 + 80 * random(), undefined, { signal: stopping });
  while (!isServerUp() && random() < 0.9);
}

/** What a rater says of answers whose fate is certain and not what it must be. */
export function complain({ model, username }: Rater, given: Given, what: string): void {
  model.violations.push(`${username}, "${given.comment}" to ${given.assignmentId}: ${what}`);
}
