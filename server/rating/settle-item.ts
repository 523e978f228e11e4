import { recordAudit } from '../audit/audit-log';
import type { Context } from '../context';
import type { Item } from '../datasets/item-store';
import type { Database } from '../db/database';
import type { Question } from '../questions/question';
import { asksForLabel, verifiesLabel } from '../questions/verify-questions';
import { insertAssignments } from '../studies/assignment-store';
import {
  countItemSlots,
  countOpenItems,
  countOutcomes,
  decideStudyDataset,
  deleteFreeSlots,
  findItemOf,
  findNextSlot,
  listVotes,
  setOutcome,
  type ItemOutcome,
} from '../studies/outcome-store';
import { decideDataset, wantsAnotherRating } from '../studies/stopping-rules';
import type { Study } from '../studies/study-store';

type Votes = readonly { value: string; votes: number }[];

/** Whether a study stops for anything before its sample is rated. */
export function hasStoppingRules({ stopping }: Pick<Study, 'stopping'>): boolean {
  return stopping.item !== undefined || stopping.dataset !== undefined;
}

/**
 * Applies the study's stopping rules to an item whose ratings have changed: gives it another slot, takes back slots
 * nobody needs, notes what it has come to, and decides its dataset. The item must be locked. Nothing stops for an item
 * that a blind study shows with its label: it is no part of what is decided.
 */
export async function settleItem(
  tx: Database,
  context: Pick<Context, 'now' | 'newId'>,
  { study, studyItemId }: { study: Study; studyItemId: string },
): Promise<void> {
  const question = study.questions.find((one) => asksForLabel(one) || verifiesLabel(one));
  const found = await findItemOf(tx, studyItemId);
  if (!question || found?.labelMode !== study.labelMode) return;
  const { item } = found;
  const votes = await listVotes(tx, studyItemId, question.name);
  const { open, free } = await countItemSlots(tx, studyItemId);
  const wants = wantsAnotherRating(countsOf(question, item, votes), study.overlap, study.stopping.item);
  const next = await findNextSlot(tx, studyItemId);
  if (wants && open === 0 && next) await insertAssignments(tx, [{ ...next, id: context.newId() }]);
  if (!wants && free > 0) await deleteFreeSlots(tx, studyItemId);
  const isSettled = !wants && open === free;
  const outcome = isSettled ? outcomeOf(study, item, votes) : null;
  const isNew = await setOutcome(tx, studyItemId, outcome);
  if (isNew && next) await decide(tx, context, { study, studyDatasetId: next.studyDatasetId });
}

/** The votes for each choice offered; a choice without votes takes part in how sure a majority is. */
function countsOf({ choices }: Question, item: Item, votes: Votes): number[] {
  const offered = choices === 'item' ? item.choices.length : choices.length;
  return Array.from({ length: offered }, (_, index) => votes[index]?.votes ?? 0);
}

function outcomeOf({ labelMode }: Study, { labelIndex }: Item, votes: Votes): ItemOutcome {
  if (labelIndex === null) return 'no label';
  const [first, second] = votes;
  const majority = first && first.votes > (second?.votes ?? 0) ? first.value : undefined;
  return majority === (labelMode === 'verify' ? 'correct' : String(labelIndex)) ? 'agrees' : 'disagrees';
}

async function decide(
  tx: Database,
  context: Pick<Context, 'now' | 'newId'>,
  { study, studyDatasetId }: { study: Study; studyDatasetId: string },
): Promise<void> {
  const rule = study.stopping.dataset;
  if (!rule) return;
  const counts = await countOutcomes(tx, studyDatasetId);
  // Only an item rule leaves items open that have their ratings.
  const open = study.stopping.item ? await countOpenItems(tx, studyDatasetId, study) : 0;
  const decision = decideDataset({ ...counts, open }, rule);
  if (!decision) return;
  if (!(await decideStudyDataset(tx, studyDatasetId, { decision, now: context.now() }))) return;
  await recordAudit(tx, context, {
    actorId: null,
    action: 'dataset decided',
    objectId: studyDatasetId,
    detail: { decision, ...counts },
  });
}
