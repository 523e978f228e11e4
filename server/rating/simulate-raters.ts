import { createSyntheticRater } from '../accounts/create-synthetic-rater';
import { findUserByName } from '../accounts/user-store';
import type { Context } from '../context';
import { findItem } from '../datasets/item-store';
import type { Database } from '../db/database';
import { Conflict, NotFound } from '../errors';
import { askQuestions } from '../questions/ask-questions';
import { questionsInMode } from '../questions/verify-questions';
import { seededRandom } from '../statistics/seeded-random';
import { countSlots } from '../studies/assignment-store';
import { joinStudy } from '../studies/join-study';
import { countParticipants } from '../studies/participation-store';
import { loadStudy, type Study } from '../studies/study-store';
import { blindItem } from './blind-item';
import { claimNext } from './claim-assignment';
import { loadOwnAssignment } from './own-assignment-store';
import { submitRating } from './submit-rating';
import {
  syntheticAnswers,
  syntheticMilliseconds,
  typicalMilliseconds,
  type SyntheticRater,
} from './synthetic-answers';

export interface Simulation {
  readonly studyId: string;
  readonly raters: readonly SyntheticRater[];
  readonly seed: number;
  /** The share of the study's slots after which to stop; all of them when left out. */
  readonly until?: number;
}

/** A synthetic rater at work: an own stream of chance, and the item it will have answered at `due`. */
interface Actor {
  readonly id: string;
  readonly rater: SyntheticRater;
  readonly random: () => number;
  assignmentId: string | undefined;
  due: number;
}

const day = 24 * 60 * 60 * 1000;

/**
 * Lets synthetic raters join and rate a study through the functions real raters use. They work side by side
 * on a clock of their own that lies in the past; whoever is done first submits first. The same study content,
 * raters and seed give the same ratings, times and order on every engine, whatever the ids. Each rater's chance
 * comes from the seed and the rater's number in the study, so that a second run with one seed repeats nobody.
 * @returns how many ratings were made
 */
export async function simulateRaters(context: Context, simulation: Simulation): Promise<{ ratings: number }> {
  const study = await loadStudy(context.db, simulation.studyId);
  const slots = await countSlots(context.db, study.id);
  const start = context.now() - day - Math.ceil((slots * typicalMilliseconds) / simulation.raters.length);
  const before = await countParticipants(context.db, study.id);
  const actors: Actor[] = [];
  for (const [index, rater] of simulation.raters.entries()) {
    const random = seededRandom(`${simulation.seed}:${before + index}`);
    actors.push(await join(context, study, { rater, start, random }));
  }
  for (const actor of actors) await take(context, study, { actor, now: start });
  const wanted = Math.ceil(slots * (simulation.until ?? 1));
  let ratings = 0;
  for (let actor = first(actors); actor && ratings < wanted; actor = first(actors)) {
    await rate(context, study, actor);
    ratings += 1;
  }
  return { ratings };
}

async function join(
  context: Context,
  study: Study,
  { rater, start, random }: { rater: SyntheticRater; start: number; random: () => number },
): Promise<Actor> {
  return context.db.transaction(async (tx) => {
    const then = { ...context, now: () => start };
    const { id } = await syntheticRater(tx, then, rater.username);
    await joinStudy(tx, { ...then, random }, { studyId: study.id, raterId: id });
    return { id, rater, random, assignmentId: undefined, due: start };
  });
}

/** The synthetic rater of that name, made now unless there is one. @throws Conflict when it is a person's name */
async function syntheticRater(tx: Database, context: Context, username: string): Promise<{ id: string }> {
  const known = await findUserByName(tx, username);
  if (!known) return createSyntheticRater(tx, context, username);
  if (known.isSynthetic && known.role === 'rater') return known;
  throw new Conflict(
    `"${username}" is the name of a person.`,
    'Choose another name for the synthetic rater.',
  );
}

/** The actor claims an item, or gets to know the one it was given, and settles when it will have answered. */
async function take(
  context: Context,
  study: Study,
  { actor, now, given }: { actor: Actor; now: number; given?: string },
): Promise<void> {
  const claimant = { studyId: study.id, raterId: actor.id };
  actor.assignmentId =
    given ?? (await claimNext({ ...context, now: () => now, random: actor.random }, claimant));
  actor.due = now + syntheticMilliseconds(actor.rater.habit, actor.random);
}

/** The actor answers the item it holds and goes on to the next. */
async function rate(context: Context, study: Study, actor: Actor): Promise<void> {
  const own = { assignmentId: actor.assignmentId ?? '', raterId: actor.id };
  const { itemId, behavior, labelMode } = await loadOwnAssignment(context.db, own);
  const item = await findItem(context.db, itemId);
  if (!item) throw new NotFound();
  const questions = questionsInMode(study.questions, labelMode);
  const asked = askQuestions(questions, { behavior, choices: blindItem(item).choices });
  const seen = { questions, asked, labelIndex: item.labelIndex };
  const now = actor.due;
  const submitted = await submitRating(
    { ...context, now: () => now, random: actor.random },
    {
      ...own,
      submissionId: context.newId(),
      baseRevision: 0,
      answers: syntheticAnswers(actor.rater, seen, actor.random),
      comment: null,
    },
  );
  const next = submitted.outcome === 'saved' ? submitted.next : null;
  const given = next !== null && typeof next === 'object' ? { given: next.assignmentId } : {};
  await take(context, study, { actor, now, ...given });
}

/** Who is done first among those who hold an item; the earlier in the list when two are done at once. */
function first(actors: readonly Actor[]): Actor | undefined {
  return actors
    .filter(({ assignmentId }) => assignmentId !== undefined)
    .reduce<Actor | undefined>((best, actor) => (best && best.due <= actor.due ? best : actor), undefined);
}
