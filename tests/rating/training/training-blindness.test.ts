import { paths } from '../../../server/paths';
import { changeTrainingItem } from '../../../server/rating/training/edit-training';
import { openTraining } from '../../../server/rating/training/training-versions';
import { joinStudy } from '../../../server/studies/join-study';
import { loadRaterFunnel } from '../../../server/reports/report-store';
import { ratingsText, reportOf } from '../../reports/texts';
import { engines, type Engine } from '../../support/engines';
import { openHouse } from '../../support/house';
import { mainText, page } from '../../support/html';
import { claim, openStudy, rate } from '../rater-at-work';
import { answersTo, openTrainedStudy, press, takeTry } from './trained-study';

/** What differs between two worlds: the labels of the gold items, what is right of them, their kinds and reasons. */
interface Secret {
  readonly labels: readonly number[];
  readonly reason: string;
}
const one: Secret = { labels: [0, 1, 0, 1, 0, 0, 0, 0], reason: 'Secret one.' };
const other: Secret = { labels: [1, 0, 1, 0, 1, 1, 1, 1], reason: 'Another secret, and a longer one.' };

/** Everything a rater is sent before an answer to the item shown, and the feedback apart. */
async function seenInTraining(
  engine: Engine,
  secret: Secret,
): Promise<{ before: string[]; feedback: string[] }> {
  const house = await openHouse(engine);
  const { context, cast } = house;
  const { study, items, gold } = await openTrainedStudy(house, { open: false, labels: secret.labels });
  for (const [index, { id, itemId }] of items.entries()) {
    const label = secret.labels[gold.indexOf(itemId)] ?? 0;
    const kind = (['clear', 'ambiguous', 'mislabelled'] as const)[(index + label) % 3]!;
    const rightAnswers = { label: String(label), ...(label ? { relevance: '5' } : {}) };
    const who = { studyId: study.id, actorId: cast.dana.id };
    await changeTrainingItem(context, who, { id, kind, rightAnswers, reason: secret.reason });
  }
  await context.db.run("UPDATE training_items SET kind = 'ambiguous' WHERE id = ?", items[3]!.id);
  await context.db.run("UPDATE training_items SET kind = 'mislabelled' WHERE id = ?", items[4]!.id);
  await openTraining(context, { studyId: study.id, actorId: cast.dana.id });
  await joinStudy(context.db, context, { studyId: study.id, raterId: cast.ada.id });
  const ada = await house.signedIn('ada');
  const before: string[] = [];
  const feedback: string[] = [];
  const note = (response: { status: number; headers: Record<string, unknown>; text: string }): string => {
    const { etag, location, 'content-length': length } = response.headers;
    before.push(JSON.stringify([response.status, etag, location, length, response.text]));
    return String(location);
  };
  const send = (path: string, body: object) => ada.post(path).type('form').send(body);
  note(await ada.get(paths.work()));
  note(await send(paths.studyAssignments(study.id), {}));
  note(await ada.get(paths.training(study.id)));
  let path = note(await send(paths.training(study.id), { try: '1' }));
  for (let number = 1; number <= 5; number++) {
    note(await ada.get(path));
    note(await send(path, { relevance: '2' }));
    note(await ada.get(`${path}/feedback`));
    // The answer itself says nothing yet; only the page it leads to does.
    const told = note(await send(path, answersTo(number)));
    feedback.push((await ada.get(told)).text);
    note(await ada.get(path));
    if (number === 5) break;
    note(await ada.get(paths.training(study.id)));
    path = note(await send(paths.training(study.id), { try: '1' }));
  }
  await house.close();
  return { before, feedback };
}

describe.each(engines)('what training gives away on %s', (engine) => {
  it('is the same to the byte before an answer, whatever is right, and told in the feedback', async () => {
    const seen = await seenInTraining(engine, one);
    const others = await seenInTraining(engine, other);
    expect(others.before).toEqual(seen.before);
    expect(seen.before.length).toBe(4 + 5 * 5 + 4 * 2);
    expect(seen.before.filter((response) => response.startsWith('[200')).length).toBe(2 + 5 + 4);
    expect(seen.before.join()).not.toContain('Secret one.');
    expect(seen.feedback.every((text) => text.includes('Secret one.'))).toBe(true);
    expect(others.feedback).not.toEqual(seen.feedback);
  });

  it('is no figure: a study with training has the report and the ratings of one without, but for its funnel', async () => {
    const house = await openHouse(engine);
    const { context, cast } = house;
    const ada = await house.signedIn('ada');
    const ben = await house.signedIn('ben');
    const { study } = await openTrainedStudy(house, { raters: ['ada', 'ben', 'cai'] });
    await takeTry(ada, study.id);
    await takeTry(ben, study.id, [1, 2]);
    // Ada and Ben have taken it, Ada has passed, Cai has done nothing.
    const funnel = { invited: 0, joined: 3, trained: 2, qualified: 1, counted: 0 };
    expect(await loadRaterFunnel(context.db, study.id)).toEqual(funnel);
    expect(JSON.stringify((await reportOf(context, study.id)).snapshot.raterFunnel)).toBe(
      JSON.stringify(funnel),
    );
    expect((await ratingsText(context.db, study.id, 'jsonl')).trim()).toBe('');
    await rate(ada, await claim(ada, study.id));
    expect((await ratingsText(context.db, study.id, 'jsonl')).trim().split('\n')).toHaveLength(1);
    const history = mainText(page((await ada.get(paths.history())).text));
    expect(history).not.toContain('Gold');
    const plain = await openStudy(house, 2, { raters: ['ada'] });
    expect(await loadRaterFunnel(context.db, plain.id)).toEqual({ invited: 0, joined: 1, counted: 0 });
    expect(cast.ada.id).not.toBe(cast.ben.id);
    await house.close();
  });

  it('shows the label where the study’s raters see it, and asks whether it is right', async () => {
    const house = await openHouse(engine);
    const { study } = await openTrainedStudy(house, { plan: { labelMode: 'verify' } });
    const ada = await house.signedIn('ada');
    const path = await press(ada, paths.training(study.id));
    const $ = page((await ada.get(path).expect(200)).text);
    expect(mainText($)).toContain('The dataset’s answer: Yes');
    expect($('input[name=label]').first().val()).toBe('correct');
    const dana = await house.signedIn('dana');
    const $form = page((await dana.get(paths.studyTraining(study.id))).text);
    expect(mainText($form)).toContain('Item 5 The label is wrong');
    await house.close();
  });
});
