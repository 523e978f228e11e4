import { paths } from '../../../server/paths';
import {
  addTrainingItem,
  changeTrainingItem,
  changeTrainingSettings,
} from '../../../server/rating/training/edit-training';
import {
  listTrainingItems,
  findNewestSet,
  type TrainingItem,
} from '../../../server/rating/training/training-store';
import { makeTrainingVersion, openTraining } from '../../../server/rating/training/training-versions';
import { joinStudy } from '../../../server/studies/join-study';
import type { StudyPlan } from '../../../server/studies/study-plan';
import type { Study } from '../../../server/studies/study-store';
import { makeDataset, makeStudy } from '../../studies/small-study';
import type { Agent, CastName, House } from '../../support/house';
import { page } from '../../support/html';

/** What most careful readers answer to item 1 to 5, in the order of the training. */
export const rightAnswers = [
  { label: '0' },
  { label: '1' },
  { label: '0', relevance: '4' },
  { ambiguity: 'yes' },
  { label: '1' },
] as const;

/** One of the answers right to each item, with what does not count filled in. */
export const answersTo = (number: number): Record<string, string> => ({
  ...{ relevance: '4', label: '0', ambiguity: 'no' },
  ...rightAnswers[number - 1],
});

/** The other choice to the question that counts. */
export const wrongAnswersTo = (number: number): Record<string, string> => {
  const right = answersTo(number);
  return number === 4 ? { ...right, ambiguity: 'no' } : { ...right, label: right.label === '0' ? '1' : '0' };
};

export interface TrainedStudy {
  readonly study: Study;
  readonly goldId: string;
  /** The gold items, by line. */
  readonly gold: readonly string[];
  readonly items: readonly TrainingItem[];
}

/** A study with a gold set of eight items, five of them in an open training: the fourth ambiguous, the fifth mislabelled. */
export async function openTrainedStudy(
  house: House,
  options: {
    plan?: Partial<StudyPlan>;
    settings?: object;
    open?: boolean;
    raters?: readonly CastName[];
    labels?: readonly number[];
    /** Of the study itself. */
    items?: number;
  } = {},
): Promise<TrainedStudy> {
  const { plan, settings = {}, open = true, raters = ['ada'], labels, items = 6 } = options;
  const { context, cast } = house;
  const slug = context.newId();
  const goldFor = await makeDataset(context, { slug, items });
  const goldId = await makeDataset(context, {
    slug: `${slug}-gold`,
    items: 8,
    dataset: { purpose: 'gold', goldFor },
  });
  const rows = await context.db.all<{ id: string; content: string }>(
    'SELECT id, content FROM items WHERE dataset_id = ? ORDER BY line',
    goldId,
  );
  for (const [index, { id, content }] of rows.entries()) {
    await context.db.run(
      'UPDATE items SET content = ? WHERE id = ?',
      content.replaceAll('Statement', 'Gold'),
      id,
    );
    if (labels) await context.db.run('UPDATE items SET label_index = ? WHERE id = ?', labels[index] ?? 0, id);
  }
  const gold = rows.map(({ id }) => id);
  const study = await makeStudy(context, { overlap: 1, ...plan, datasets: [slug] });
  const who = { studyId: study.id, actorId: cast.dana.id };
  await makeTrainingVersion(context, who);
  for (const id of gold.slice(0, 5)) await addTrainingItem(context, who, id);
  const set = (await findNewestSet(context.db, study.id))!;
  for (const [index, { id }] of (await listTrainingItems(context.db, set.id)).entries()) {
    await changeTrainingItem(context, who, {
      id,
      kind: index === 3 ? 'ambiguous' : index === 4 ? 'mislabelled' : 'clear',
      rightAnswers: rightAnswers[index]!,
      reason: `Because of <b>reason</b> ${index + 1}.`,
    });
  }
  await changeTrainingSettings(context, who, {
    passMark: 4,
    tries: 2,
    delayMinutes: 0,
    payWords: '',
    ...settings,
  });
  if (open) {
    await openTraining(context, who);
    for (const name of raters)
      await joinStudy(context.db, context, { studyId: study.id, raterId: cast[name].id });
  }
  return { study, goldId, gold, items: await listTrainingItems(context.db, set.id) };
}

/** Presses the button of the training’s first page, or of a feedback page. @returns where it leads */
export async function press(rater: Agent, path: string): Promise<string> {
  const $ = page((await rater.get(path).expect(200)).text);
  const form = $('main form').filter((_, one) => $(one).find('input[name=try]').length > 0);
  const action = String(form.attr('action'));
  const sent = rater
    .post(action)
    .type('form')
    .send({ try: String(form.find('input[name=try]').val()) });
  return String((await sent.expect(303)).get('Location'));
}

export async function answer(rater: Agent, path: string, answers: Record<string, string>): Promise<string> {
  return String((await rater.post(path).type('form').send(answers).expect(303)).get('Location'));
}

/** A whole try, with the wrong answer to the items named. @returns the path of the last feedback */
export async function takeTry(rater: Agent, studyId: string, wrong: readonly number[] = []): Promise<string> {
  let path = await press(rater, paths.training(studyId));
  for (let number = 1; ; number++) {
    path = await answer(rater, path, wrong.includes(number) ? wrongAnswersTo(number) : answersTo(number));
    if (number === 5) return path;
    path = await press(rater, path);
  }
}
