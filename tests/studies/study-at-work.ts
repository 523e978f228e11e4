import type { Context } from '../../server/context';
import type { Item } from '../../server/datasets/item-store';
import type { Answers } from '../../server/questions/parse-answers';
import { claimNext } from '../../server/rating/claim-assignment';
import { submitRating, type Submitted } from '../../server/rating/submit-rating';
import type { StudyPlan } from '../../server/studies/study-plan';
import { loadStudy, type Study } from '../../server/studies/study-store';
import type { Engine } from '../support/engines';
import { openHouse, type House } from '../support/house';
import { makeDataset, makeRaters, makeStudy, paperAnswers } from './small-study';

/** A study with raters in it, and what they and the tests do there. */
export interface StudyAtWork {
  readonly house: House;
  readonly context: Context;
  readonly studyId: string;
  readonly raters: readonly string[];
  /** The study as it is now. */
  study(): Promise<Study>;
  claim(raterId: string): Promise<string | undefined>;
  /** Rates an item the rater has; the label's question is answered as the label says unless told otherwise. */
  rate(raterId: string, assignmentId: string, answers?: Partial<Answers>): Promise<Submitted>;
  /** Changes a rating that was made once. */
  edit(raterId: string, assignmentId: string, answers: Partial<Answers>): Promise<Submitted>;
  /** Claims and rates until nothing is left, or as many items as told. @returns how many */
  rateMany(raterId: string, most?: number): Promise<number>;
  /** How many assignments are in which state; surplus and gold ones under a name of their own. */
  states(): Promise<Record<string, number>>;
  /** The actions in the audit about the study or one of its raters, sorted: ids of one moment have no order. */
  audited(objectId: string): Promise<string[]>;
}

interface Work {
  readonly items?: number;
  readonly raters: number;
  readonly gold?: number;
  /** What the items have that others have not. */
  readonly item?: Partial<Item>;
  readonly plan?: Partial<StudyPlan>;
}

export async function openStudyAtWork(
  engine: Engine,
  { items, raters, gold, item, plan }: Work,
): Promise<StudyAtWork> {
  const house = await openHouse(engine);
  const { context } = house;
  const { db } = context;
  const datasetId = await makeDataset(context, { ...(items && { items }), ...(item && { item }) });
  if (gold) {
    const dataset = { purpose: 'gold', goldFor: datasetId } as const;
    await makeDataset(context, { slug: 'certain', items: gold, dataset });
  }
  const { id: studyId } = await makeStudy(context, plan);
  const claim = (raterId: string) => claimNext(context, { studyId, raterId });
  const send = async (
    { raterId, assignmentId, baseRevision }: { raterId: string; assignmentId: string; baseRevision: number },
    answers: Partial<Answers> = {},
  ): Promise<Submitted> => {
    house.clock.advance(1000);
    const submission = { raterId, assignmentId, baseRevision, submissionId: context.newId(), comment: null };
    const label = await labelOf(context, assignmentId);
    return submitRating(context, { ...submission, answers: { ...paperAnswers, label, ...answers } });
  };
  const rate: StudyAtWork['rate'] = (raterId, assignmentId, answers) =>
    send({ raterId, assignmentId, baseRevision: 0 }, answers);
  return {
    ...{ house, context, studyId, claim, rate },
    edit: (raterId, assignmentId, answers) => send({ raterId, assignmentId, baseRevision: 1 }, answers),
    raters: await makeRaters(context, studyId, raters),
    study: () => loadStudy(db, studyId),
    rateMany: async (raterId, most = Infinity) => {
      let rated = 0;
      for (let next = await claim(raterId); next && rated < most; rated++) {
        await rate(raterId, next);
        next = rated + 1 < most ? await claim(raterId) : undefined;
      }
      return rated;
    },
    states: () => countStates(context),
    audited: async (objectId) => {
      const rows = await db.all<{ action: string }>(
        'SELECT action FROM audit_events WHERE object_id = ?',
        objectId,
      );
      return rows.map(({ action }) => action).sort();
    },
  };
}

/** The label's place, or that it is correct where it is shown. */
async function labelOf({ db }: Context, assignmentId: string): Promise<string> {
  const row = await db.get<{ label: number; mode: string }>(
    `SELECT i.label_index AS label, si.label_mode AS mode FROM assignments a JOIN study_items si ON si.id = a.study_item_id
     JOIN items i ON i.id = si.item_id WHERE a.id = ?`,
    assignmentId,
  );
  return row?.mode === 'verify' ? 'correct' : String(row?.label ?? 0);
}

async function countStates({ db }: Context): Promise<Record<string, number>> {
  const rows = await db.all<{ state: string; surplus: 0 | 1; gold: 0 | 1; n: number }>(
    `SELECT state, is_surplus AS surplus, is_gold AS gold, COUNT(*) AS n FROM assignments
     GROUP BY state, is_surplus, is_gold`,
  );
  return Object.fromEntries(
    rows.map(({ state, surplus, gold, n }) => [
      `${gold ? 'gold ' : ''}${surplus ? 'surplus ' : ''}${state}`,
      n,
    ]),
  );
}
