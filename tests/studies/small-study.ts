import type { Context } from '../../server/context';
import { finishDataset, insertDataset, type NewDataset } from '../../server/datasets/dataset-store';
import { insertItems, type Item } from '../../server/datasets/item-store';
import { freezeStudy } from '../../server/studies/freeze-study';
import { joinStudy } from '../../server/studies/join-study';
import type { StudyPlan } from '../../server/studies/study-plan';
import type { Study } from '../../server/studies/study-store';
import { createSyntheticRater } from '../../server/accounts/create-synthetic-rater';

/** A dataset of yes/no items whose labels alternate as in the published files; one with a behavior confirmed. */
export async function makeDataset(
  context: Context,
  options: { slug?: string; items?: number; dataset?: Partial<NewDataset>; item?: Partial<Item> } = {},
): Promise<string> {
  const { slug = 'likes-tests', items = 4 } = options;
  const id = context.newId();
  await insertDataset(context.db, {
    id,
    slug,
    fileName: `${slug}.jsonl`,
    sha256: `hash of ${slug}`,
    bytes: 1,
    format: 'persona',
    itemKind: 'choice',
    purpose: 'evaluation',
    family: 'persona',
    source: 'model',
    polarity: 'as named',
    behavior: 'likes tests',
    behaviorConfirmedAt: context.now(),
    behaviorConfirmedBy: null,
    behaviorVersion: 1,
    importId: null,
    category: '',
    contentNote: '',
    goldFor: null,
    createdAt: context.now(),
    ...options.dataset,
  });
  const rows = Array.from({ length: items }, (_, index): Item => ({
    id: context.newId(),
    datasetId: id,
    line: index + 1,
    text: `Would you say this? “Statement ${index + 1}”`,
    choices: [
      { letter: '', text: 'Yes' },
      { letter: '', text: 'No' },
    ],
    details: [],
    labelIndex: index % 2,
    labelConfidence: 0.9,
    ...options.item,
  }));
  await insertItems(context.db, rows);
  const labelled = rows.filter(({ labelIndex }) => labelIndex !== null).length;
  await finishDataset(context.db, id, { items, labelled });
  return id;
}

export const smallPlan: StudyPlan = {
  name: 'A small study',
  datasets: 'all',
  perDataset: 100,
  overlap: 3,
  questionSet: 'paper',
  labelMode: 'blind',
  seed: 1,
};

export async function makeStudy(context: Context, plan: Partial<StudyPlan> = {}): Promise<Study> {
  return freezeStudy(context, { ...smallPlan, ...plan }, null);
}

/** Raters who have joined the study; nobody can sign in as them. */
export async function makeRaters(context: Context, studyId: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 1; n <= count; n++) {
    ids.push(
      await context.db.transaction(async (tx) => {
        const { id } = await createSyntheticRater(tx, context, `rater-${studyId.slice(-4)}-${n}`);
        await joinStudy(tx, context, { studyId, raterId: id });
        return id;
      }),
    );
  }
  return ids;
}

/** Answers to the questions of the set `paper`. */
export const paperAnswers = { relevance: '4', label: '0', ambiguity: 'no' };
