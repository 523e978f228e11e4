import { paths } from '../../../server/paths';
import { joinStudy } from '../../../server/studies/join-study';
import { releaseDataset } from '../../../server/studies/release-dataset';
import { listStudiesOfDataset } from '../../../server/studies/release-store';
import { studyUses } from '../../../server/studies/study-uses-store';
import { listUnseenGold } from '../../../server/studies/assignment-store';
import { insertRun } from '../../../server/rating/training/run-store';
import { makeDataset, makeStudy } from '../../studies/small-study';
import { engines } from '../../support/engines';
import { openHouse, type Agent, type House } from '../../support/house';
import { fieldErrors, mainText, page } from '../../support/html';
import { answer, answersTo, openTrainedStudy, press, takeTry } from './trained-study';

describe.each(engines)('making a training on %s', (engine) => {
  let house: House;
  let dana: Agent;
  let ada: Agent;
  beforeAll(async () => {
    house = await openHouse(engine);
    dana = await house.signedIn('dana');
    ada = await house.signedIn('ada');
  });
  afterAll(() => house.close());

  const open = async (path: string) => page((await dana.get(path).expect(200)).text);
  const send = (path: string, body: object = {}, who = dana) => who.post(path).type('form').send(body);
  const settings = { passMark: '4', tries: '2', delayMinutes: '0', payWords: '' };
  const itemPaths = async (studyId: string): Promise<string[]> => {
    const $ = await open(paths.studyTraining(studyId));
    const links = $(`main a[href^="${paths.trainingItems(studyId)}/"]`).toArray();
    return links.map((link) => String($(link).attr('href')));
  };
  const audited = async (objectId: string): Promise<string[]> => {
    const rows = await house.context.db.all<{ action: string }>(
      'SELECT action FROM audit_events WHERE object_id = ? ORDER BY id',
      objectId,
    );
    return rows.map(({ action }) => action).sort();
  };
  const setOf = async (studyId: string) =>
    await house.context.db.all<{ id: string; version: number; opened_at: number | null }>(
      'SELECT id, version, opened_at FROM training_sets WHERE study_id = ? ORDER BY version DESC',
      studyId,
    );
  const bare = async (options: Partial<Parameters<typeof makeStudy>[1]> = {}) => {
    const { context } = house;
    const slug = context.newId();
    const goldFor = await makeDataset(context, { slug, items: 4 });
    const gold = { purpose: 'gold', goldFor } as const;
    const goldId = await makeDataset(context, { slug: `${slug}-gold`, items: 8, dataset: gold });
    return { study: await makeStudy(context, { overlap: 1, ...options, datasets: [slug] }), goldId, goldFor };
  };

  it('is done on a page that says what is missing, until it can be opened', async () => {
    const { study } = await bare();
    const url = paths.studyTraining(study.id);
    expect(mainText(await open(url))).toContain('This study has no training');
    await send(paths.trainingVersions(study.id)).expect(303);
    await send(paths.trainingVersions(study.id)).expect(303);
    expect(await setOf(study.id)).toHaveLength(1);
    let text = mainText(await open(url));
    expect(text).toContain('Version 1 is a draft: no rater gets it.');
    expect(text).toContain('5 more items (5 to 8)');
    expect(text).toContain('an item that is ambiguous');
    expect(text).toContain('an item whose label is wrong');
    expect(text).toContain('a pass mark of at most 0 items');
    expect(text).toContain('Whoever joined before goes on without.');
    // The first four of the gold set say what the sample says.
    expect(text).not.toMatch(/-gold, line [1-4]\b/);
    expect(text).toMatch(/-gold, line 5\b/);
    await send(paths.trainingOpening(study.id)).expect(409);
    for (let n = 0; n < 4; n++) {
      const $ = await open(url);
      await send(paths.trainingItems(study.id), { item: $('input[name=item]').first().val() }).expect(303);
    }
    text = mainText(await open(url));
    expect(text).toContain('1 more item (5 to 8)');
    expect(text).toContain('a reason for 4 items');
    expect(text).toContain('None. Import a gold set');
    expect((await setOf(study.id))[0]!.opened_at).toBeNull();
  });

  it('asks of each item what kind it is, what is right and why', async () => {
    const { study } = await openTrainedStudy(house, { open: false });
    const [first = ''] = await itemPaths(study.id);
    const $ = await open(first);
    expect(mainText($)).toContain('The label: Yes');
    expect($('select[name=right-label] option[selected]').val()).toBe('0');
    expect($('textarea').val()).toContain('Because of <b>reason</b> 1.');
    const rest = { 'right-relevance': '', 'right-ambiguity': '', reason: 'Read <i>it</i>.\r\nTwice.' };
    for (const [fields, field] of [
      [{ kind: 'clear', 'right-label': '1' }, 'right-label'],
      [{ kind: 'mislabelled', 'right-label': '0' }, 'right-label'],
      [{ kind: 'mislabelled', 'right-label': '' }, 'right-label'],
      [{ kind: 'ambiguous', 'right-label': '' }, 'right-label'],
      [{ kind: 'odd', 'right-label': '0' }, 'kind'],
      [{ kind: 'clear', 'right-label': '9' }, 'right-label'],
      [{ kind: 'clear', 'right-label': '0', reason: ' ' }, 'reason'],
      [{ kind: 'clear', 'right-label': '0', reason: 'x'.repeat(2001) }, 'reason'],
      [{ kind: 'clear', 'right-label': '0', reason: 'bell \u0007' }, 'reason'],
    ] as const) {
      const $refused = page((await send(first, { ...rest, ...fields }).expect(422)).text);
      expect(Object.keys(fieldErrors($refused))).toEqual([field]);
    }
    await send(first, { ...rest, kind: 'clear', 'right-label': '0', extra: 'x' }).expect(400);
    await send(first, { ...rest, kind: 'mislabelled', 'right-label': '1' }).expect(303);
    const text = mainText(await open(paths.studyTraining(study.id)));
    expect(text).toContain('Item 1 The label is wrong');
    expect(text).toContain('Read <i>it</i>. Twice.');
  });

  it('orders and removes items, and refuses settings that make no sense', async () => {
    const { study, items, gold } = await openTrainedStudy(house, { open: false });
    const ids = () =>
      house.context.db.all<{ item_id: string }>(
        `SELECT item_id FROM training_items WHERE training_set_id = ? ORDER BY position`,
        items[0]!.setId,
      );
    await send(paths.trainingItemRise(study.id, items[2]!.id)).expect(303);
    await send(paths.trainingItemRise(study.id, items[0]!.id)).expect(303);
    await send(paths.trainingItemRemoval(study.id, items[4]!.id)).expect(303);
    expect((await ids()).map(({ item_id }) => gold.indexOf(item_id))).toEqual([0, 2, 1, 3]);
    await send(paths.trainingItems(study.id), { item: gold[0]! }).expect(409);
    await send(paths.trainingItems(study.id), { item: house.context.newId() }).expect(404);
    await send(paths.trainingItems(study.id), { item: "' OR 1" }).expect(400);
    await send(paths.trainingItemRemoval(study.id, items[4]!.id)).expect(404);
    await send(paths.trainingItemRemoval(study.id, 'x')).expect(404);
    for (const [name, value] of [
      ['passMark', '0'],
      ['passMark', '9'],
      ['tries', '11'],
      ['delayMinutes', '-1'],
      ['payWords', 'x'.repeat(301)],
      ['payWords', 'a\u202eb'],
    ] as const) {
      const response = await send(paths.trainingSettings(study.id), { ...settings, [name]: value }).expect(
        422,
      );
      expect(Object.keys(fieldErrors(page(response.text)))).toEqual([name]);
    }
    await send(paths.trainingSettings(study.id), { ...settings, tries: '3', payWords: 'Paid.' }).expect(303);
    const $ = await open(paths.studyTraining(study.id));
    expect([$('#tries').val(), $('#payWords').val()]).toEqual(['3', 'Paid.']);
    for (const item of gold.slice(4, 8)) await send(paths.trainingItems(study.id), { item }).expect(303);
    expect(page((await dana.get(paths.studyTraining(study.id))).text)('input[name=item]')).toHaveLength(0);
  });

  it('offers gold items with a certain label alone, and never what the study’s raters rate', async () => {
    const { study, goldId, goldFor } = await bare();
    const { db } = house.context;
    await send(paths.trainingVersions(study.id)).expect(303);
    const idOf = async (dataset: string, line: number) =>
      (await db.get<{ id: string }>('SELECT id FROM items WHERE dataset_id = ? AND line = ?', dataset, line))!
        .id;
    await db.run('UPDATE items SET label_index = NULL WHERE id = ?', await idOf(goldId, 5));
    // The same as item 1 of the sample, but for spaces and capitals.
    const { content } = (await db.get<{ content: string }>(
      'SELECT content FROM items WHERE id = ?',
      await idOf(goldId, 1),
    ))!;
    await db.run(
      'UPDATE items SET content = ? WHERE id = ?',
      content.replace('Would you', 'WOULD  you'),
      await idOf(goldId, 6),
    );
    const text = mainText(await open(paths.studyTraining(study.id)));
    expect([...text.matchAll(/-gold, line (\d)/g)].map(([, line]) => line)).toEqual(['7', '7', '8', '8']);
    for (const id of [
      await idOf(goldFor, 1),
      await idOf(goldId, 1),
      await idOf(goldId, 5),
      await idOf(goldId, 6),
    ]) {
      await send(paths.trainingItems(study.id), { item: id }).expect(404);
    }
    const other = await bare();
    await send(paths.trainingItems(study.id), { item: await idOf(other.goldId, 7) }).expect(404);
    await send(paths.trainingItems(study.id), { item: await idOf(goldId, 7) }).expect(303);
  });

  it('mixes no item of the training in as gold', async () => {
    const { study, gold } = await openTrainedStudy(house, { plan: { goldShare: 0.5 } });
    const { db } = house.context;
    const dataset = (await db.get<{ id: string }>(
      'SELECT id FROM study_datasets WHERE study_id = ?',
      study.id,
    ))!;
    const unseen = await listUnseenGold(db, { studyDatasetId: dataset.id, raterId: house.cast.ada.id });
    const rows = await db.all<{ id: string; item_id: string }>(
      'SELECT id, item_id FROM study_items WHERE study_dataset_id = ? AND is_gold = 1',
      dataset.id,
    );
    const ids = unseen.map(({ studyItemId }) => rows.find(({ id }) => id === studyItemId)?.item_id);
    expect([...ids].sort()).toEqual([...gold.slice(5)].sort());
  });

  it('can be changed while open until a rater has begun, and stays complete meanwhile', async () => {
    const { study, items, gold } = await openTrainedStudy(house);
    const removal = paths.trainingItemRemoval(study.id, items[0]!.id);
    const refused = await send(removal).expect(409);
    expect(mainText(page(refused.text))).toContain('it would lack 1 more item (5 to 8)');
    await send(paths.trainingSettings(study.id), { ...settings, passMark: '6' }).expect(409);
    await send(paths.trainingSettings(study.id), { ...settings, passMark: '5' }).expect(303);
    const path = await press(ada, paths.training(study.id));
    for (const [url, body] of [
      [removal, {}],
      [paths.trainingItemRise(study.id, items[1]!.id), {}],
      [paths.trainingItems(study.id), { item: gold[5]! }],
      [paths.trainingSettings(study.id), settings],
    ] as const) {
      expect(mainText(page((await send(url, body).expect(409)).text))).toContain(
        'A rater has begun this training',
      );
    }
    expect(mainText(await open(paths.studyTraining(study.id)))).toContain('Make a new version');
    expect(path).toMatch(/\/1$/);
  });

  it('keeps the version a run began with, and gives the next try the newest', async () => {
    const { study, items } = await openTrainedStudy(house);
    let path = await press(ada, paths.training(study.id));
    await send(paths.trainingVersions(study.id)).expect(303);
    const [draft] = await setOf(study.id);
    expect(draft).toMatchObject({ version: 2, opened_at: null });
    const copies = await house.context.db.all<{ id: string }>(
      'SELECT id FROM training_items WHERE training_set_id = ? ORDER BY position',
      draft!.id,
    );
    expect(copies).toHaveLength(items.length);
    await send(paths.trainingSettings(study.id), { ...settings, passMark: '1', tries: '3' }).expect(303);
    await send(paths.trainingItemRise(study.id, copies[1]!.id)).expect(303);
    await send(paths.trainingOpening(study.id)).expect(303);
    await send(paths.trainingOpening(study.id)).expect(303);
    expect(await audited(draft!.id)).toEqual([
      'training item moved',
      'training opened',
      'training settings changed',
      'training version made',
    ]);
    // Three of five: enough for the new version, not for the one that was begun.
    for (let number = 1; number <= 5; number++) {
      expect(mainText(page((await ada.get(path)).text))).toContain(`Gold ${number}`);
      const answers =
        number < 3 ? { ...answersTo(number), label: number === 1 ? '1' : '0' } : answersTo(number);
      path = await answer(ada, path, answers);
      if (number < 5) path = await press(ada, path);
    }
    const text = mainText(page((await ada.get(paths.training(study.id))).text));
    expect(text).toContain('You answered 3 of 5');
    expect(text).toContain('Begin try 2 of 3');
    path = await press(ada, paths.training(study.id));
    expect(mainText(page((await ada.get(path)).text))).toContain('Gold 2');
  });

  it('lets a rater pass by hand with a reason, and has another train again', async () => {
    const { study } = await openTrainedStudy(house, { raters: ['ada', 'ben'] });
    const { id: adaId } = house.cast.ada;
    const url = paths.raterTraining(study.id, adaId);
    await takeTry(ada, study.id, [1, 2]);
    const $refused = page(
      (await send(paths.raterQualification(study.id, adaId), { reason: ' ' }).expect(422)).text,
    );
    expect(Object.keys(fieldErrors($refused))).toEqual(['reason']);
    await send(paths.raterQualification(study.id, adaId), { reason: 'We <b>talked</b>.' }).expect(303);
    await send(paths.raterQualification(study.id, adaId), { reason: 'Twice.' }).expect(303);
    expect(mainText(await open(url))).toContain('Let pass by an administrator: We <b>talked</b>.');
    expect(mainText(await open(paths.studyTraining(study.id)))).toContain('let pass');
    expect(mainText(page((await ada.get(paths.training(study.id))).text))).toContain('You have passed.');
    const claim = async () => String((await send(paths.studyAssignments(study.id), {}, ada)).get('Location'));
    const held = await claim();
    expect(held).toMatch(/^\/assignments\//);
    await send(paths.raterRequalification(study.id, adaId)).expect(303);
    expect(await claim()).toBe(paths.training(study.id));
    const free = "SELECT id FROM assignments WHERE state = 'claimed' AND rater_id = ?";
    expect(await house.context.db.all(free, adaId)).not.toContainEqual({ id: held.split('/')[2] });
    await takeTry(ada, study.id);
    expect(await claim()).toMatch(/^\/assignments\//);
    expect(mainText(await open(url))).toContain('passed');
    const actions = (await audited(adaId)).filter((action) => action.startsWith('rater'));
    expect(actions).toEqual(['rater let pass', 'rater must train again']);
  });

  it('takes no try for the new round that was begun before it', async () => {
    const { study } = await openTrainedStudy(house);
    const { id: adaId } = house.cast.ada;
    const path = await press(ada, paths.training(study.id));
    await send(paths.raterRequalification(study.id, adaId)).expect(303);
    const run = path.split('/')[2] ?? '';
    for (let number = 1; number <= 5; number++) {
      const itemId = (await house.context.db.get<{ id: string }>(
        `SELECT ti.id FROM training_items ti JOIN training_runs r ON r.training_set_id = ti.training_set_id
         WHERE r.id = ? AND ti.position = ?`,
        run,
        number,
      ))!.id;
      await house.context.db.run(
        `INSERT INTO training_answers (run_id, training_item_id, served_at) VALUES (?, ?, 1)
         ON CONFLICT (run_id, training_item_id) DO NOTHING`,
        run,
        itemId,
      );
      await answer(ada, paths.trainingPage(run, number), answersTo(number));
    }
    const place = await house.context.db.get(
      'SELECT training FROM participations WHERE study_id = ? AND rater_id = ?',
      study.id,
      adaId,
    );
    expect(place).toEqual({ training: 'required' });
  });

  it('is for administrators alone, and of studies and raters that exist', async () => {
    const { study, items } = await openTrainedStudy(house);
    const { id: adaId } = house.cast.ada;
    const item = paths.trainingItem(study.id, items[0]!.id);
    for (const path of [paths.studyTraining(study.id), item, paths.raterTraining(study.id, adaId)]) {
      await ada.get(path).expect(403);
      await house.visitor().get(path).expect(303);
    }
    for (const path of [
      paths.trainingVersions(study.id),
      paths.trainingOpening(study.id),
      paths.trainingSettings(study.id),
      paths.trainingItems(study.id),
      item,
      paths.raterRequalification(study.id, adaId),
      paths.raterQualification(study.id, adaId),
    ]) {
      await send(path, {}, ada).expect(403);
    }
    const nobody = house.context.newId();
    await dana.get(paths.studyTraining(nobody)).expect(404);
    await send(paths.trainingVersions(nobody)).expect(404);
    await send(paths.trainingOpening(nobody)).expect(404);
    await dana.get(paths.trainingItem(study.id, nobody)).expect(404);
    await dana.get(paths.raterTraining(study.id, nobody)).expect(404);
    await dana.get(paths.raterTraining(study.id, 'x')).expect(404);
    await send(paths.raterRequalification(study.id, nobody)).expect(404);
    await send(paths.raterQualification(study.id, nobody), { reason: 'x' }).expect(404);
    const { study: other } = await bare();
    await joinStudy(house.context.db, house.context, { studyId: other.id, raterId: adaId });
    await send(paths.raterRequalification(other.id, adaId)).expect(409);
  });

  it('goes with its study when the import of the gold set is undone, unless a rater has trained', async () => {
    const { study, goldId, items } = await openTrainedStudy(house);
    const { context, cast } = house;
    expect(await studyUses.listUsedDatasets(context.db)).toContain(goldId);
    expect(await listStudiesOfDataset(context.db, goldId)).toEqual([
      { id: study.id, name: study.name, ratings: 0 },
    ]);
    const run = { id: context.newId(), setId: items[0]!.setId, studyId: study.id, raterId: cast.ada.id };
    const release = () =>
      context.db.transaction((tx) =>
        releaseDataset(tx, context, { datasetId: goldId, actorId: cast.dana.id }),
      );
    await insertRun(context.db, { ...run, round: 1, try: 1, startedAt: 1 });
    await expect(release()).rejects.toMatchObject({ status: 409 });
    await context.db.run('DELETE FROM training_runs WHERE id = ?', run.id);
    await release();
    expect(await setOf(study.id)).toEqual([]);
  });
});
