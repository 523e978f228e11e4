import { paths } from '../../../server/paths';
import { answerTraining } from '../../../server/rating/training/answer-training';
import { openTrainingItem } from '../../../server/rating/training/open-training-item';
import { changeTelling } from '../../../server/studies/telling/change-telling';
import { joinStudy } from '../../../server/studies/join-study';
import { engines } from '../../support/engines';
import { openHouse, type Agent, type House } from '../../support/house';
import { fieldErrors, mainText, page } from '../../support/html';
import { claim } from '../rater-at-work';
import {
  answer,
  answersTo,
  openTrainedStudy,
  press,
  takeTry,
  wrongAnswersTo,
  type TrainedStudy,
} from './trained-study';

describe.each(engines)('a rater’s training on %s', (engine) => {
  let house: House;
  let ada: Agent;
  beforeAll(async () => {
    house = await openHouse(engine);
    ada = await house.signedIn('ada');
  });
  afterAll(() => house.close());

  const textOf = async (path: string, rater = ada) =>
    mainText(page((await rater.get(path).expect(200)).text));
  const runsOf = (studyId: string) =>
    house.context.db.all<{ id: string; try: number; right_items: number | null; is_passed: 0 | 1 | null }>(
      'SELECT id, try, right_items, is_passed FROM training_runs WHERE study_id = ? ORDER BY training_round, try',
      studyId,
    );
  const answersOf = (runId: string) =>
    house.context.db.all<{
      served_at: number;
      answered_at: number | null;
      answers: string | null;
      is_right: 0 | 1;
    }>(
      'SELECT served_at, answered_at, answers, is_right FROM training_answers WHERE run_id = ? ORDER BY served_at',
      runId,
    );
  const runOf = (path: string): string => path.split('/')[2] ?? '';
  const open = async (options: Parameters<typeof openTrainedStudy>[1] = {}): Promise<TrainedStudy> =>
    openTrainedStudy(house, options);

  it('comes before the work: the queue says so, and asking for work leads to it', async () => {
    const { study } = await open();
    const $ = page((await ada.get(paths.work()).expect(200)).text);
    const row = $('.work-list > li').first();
    expect(row.text()).toContain('Training first');
    expect(row.find('a.button').attr('href')).toBe(paths.training(study.id));
    expect(row.find('form')).toHaveLength(0);
    expect(await claim(ada, study.id)).toBe(paths.training(study.id));
    const $done = page((await ada.get(paths.workDone(study.id)).expect(200)).text);
    expect($done('main .actions a').first().attr('href')).toBe(paths.training(study.id));
  });

  it('says first what comes, what is asked for, and that it is paid in any case', async () => {
    const { study } = await open({ settings: { delayMinutes: 30, payWords: 'It pays <b>1.20</b>.' } });
    const text = await textOf(paths.training(study.id));
    expect(text).toContain('5 items, like those of the study');
    expect(text).toContain('You pass with 4 of 5');
    expect(text).toContain('2 tries in all');
    expect(text).toContain('There are 30 minutes between two tries.');
    expect(text).toContain('It pays <b>1.20</b>.');
    expect(text).toContain('You are paid for the training all the same, whether you pass or not.');
  });

  it('takes a whole try with one wrong answer and its feedback, and then gives work', async () => {
    const { study } = await open();
    let path = await press(ada, paths.training(study.id));
    for (let number = 1; number <= 5; number++) {
      expect(path).toBe(paths.trainingPage(runOf(path), number));
      const $ = page((await ada.get(path).expect(200)).text);
      expect(mainText($)).toContain(`Training: item ${number} of 5`);
      expect(mainText($)).toContain(`Gold ${number}`);
      expect($('form[data-module="rating-shortcuts submit-once"]')).toHaveLength(1);
      expect($('input:checked')).toHaveLength(0);
      expect(mainText($)).not.toContain('Because of');
      house.clock.advance(1000);
      path = await answer(ada, path, number === 2 ? wrongAnswersTo(2) : answersTo(number));
      expect(path).toBe(paths.trainingFeedback(runOf(path), number));
      const text = await textOf(path);
      expect(text).toContain(`Because of <b>reason</b> ${number}.`);
      expect(text).toContain(
        number === 2
          ? 'Most careful readers answered otherwise.'
          : 'You answered as most careful readers do.',
      );
      // The label of the second item says No.
      expect(text.includes('Most careful readers chose: No')).toBe(number === 2);
      expect(text).toContain('Does not count here.');
      if (number < 5) path = await press(ada, path);
    }
    const text = await textOf(paths.training(study.id));
    expect(text).toContain('You answered 4 of 5 as most careful readers do.');
    expect(text).toContain('You have passed.');
    const [run] = await runsOf(study.id);
    expect(run).toMatchObject({ try: 1, right_items: 4, is_passed: 1 });
    const rows = await answersOf(run!.id);
    expect(rows.map(({ is_right }) => is_right)).toEqual([1, 0, 1, 1, 1]);
    expect(rows.map(({ served_at, answered_at }) => answered_at! - served_at)).toEqual(Array(5).fill(1000));
    expect(await claim(ada, study.id)).toMatch(/^\/assignments\//);
    // Nothing of it is a rating.
    expect(await house.context.db.all('SELECT id FROM ratings')).toEqual([]);
  });

  it('gives a second try after a fail, and none after the last', async () => {
    const { study } = await open({ settings: { payWords: 'It pays 1.20.' } });
    await takeTry(ada, study.id, [1, 5]);
    const text = await textOf(paths.training(study.id));
    expect(text).toContain('You answered 3 of 5');
    expect(text).toContain('Begin try 2 of 2');
    expect(await claim(ada, study.id)).toBe(paths.training(study.id));
    await takeTry(ada, study.id, [1, 2, 3]);
    const failed = await textOf(paths.training(study.id));
    expect(failed).toContain('You answered 2 of 5');
    expect(failed).toContain('Thank you for your work.');
    expect(failed).toContain('paid for the training all the same');
    expect(failed).toContain('ask the person who invited you');
    expect(page((await ada.get(paths.training(study.id))).text)('main form')).toHaveLength(0);
    await ada.post(paths.training(study.id)).type('form').send({ try: '3' }).expect(303);
    expect(await runsOf(study.id)).toHaveLength(2);
    expect(await claim(ada, study.id)).toBe(paths.training(study.id));
  });

  it('lets the second try begin when the delay is over, not a millisecond earlier', async () => {
    const { study } = await open({ settings: { delayMinutes: 10 } });
    await takeTry(ada, study.id, [1, 2]);
    const again = () => ada.post(paths.training(study.id)).type('form').send({ try: '2' }).expect(303);
    expect(await textOf(paths.training(study.id))).toMatch(/You can try again from 2026-03-02 09:\d\d UTC/);
    house.clock.advance(10 * 60_000 - 1);
    expect((await again()).get('Location')).toBe(paths.training(study.id));
    house.clock.advance(1);
    expect((await again()).get('Location')).toMatch(/\/1$/);
    expect(await runsOf(study.id)).toHaveLength(2);
  });

  it('keeps the first answer to an item, whatever is sent again', async () => {
    const { study } = await open();
    const path = await press(ada, paths.training(study.id));
    const feedback = await answer(ada, path, wrongAnswersTo(1));
    expect(await answer(ada, path, answersTo(1))).toBe(feedback);
    const sent = await ada.get(path).expect(303);
    expect(sent.get('Location')).toBe(feedback);
    const [row] = await answersOf(runOf(path));
    expect(row).toMatchObject({ is_right: 0, answers: JSON.stringify(wrongAnswersTo(1)) });
    // The same in a window that looked before the first answer was there.
    const own = { runId: runOf(path), raterId: house.cast.ada.id, number: 1 };
    const { run, trainingItem } = await openTrainingItem(house.context, own);
    await answerTraining(house.context, { run, item: trainingItem, answers: answersTo(1) });
    expect(await answersOf(run.id)).toEqual([row]);
  });

  it('goes the same way in two windows that send everything twice', async () => {
    const { study } = await open();
    const begin = () => ada.post(paths.training(study.id)).type('form').send({ try: '1' }).expect(303);
    const begun = await Promise.all([begin(), begin(), begin()]);
    const paths1 = new Set(begun.map((response) => String(response.get('Location'))));
    expect(paths1.size).toBe(1);
    let [path = ''] = paths1;
    for (let number = 1; number <= 5; number++) {
      await Promise.all([answer(ada, path, answersTo(number)), answer(ada, path, wrongAnswersTo(number))]);
      const [next] = await Promise.all([begin(), begin()]);
      path = String(next.get('Location'));
    }
    expect(path).toBe(paths.training(study.id));
    const runs = await runsOf(study.id);
    expect(runs).toHaveLength(1);
    expect(await answersOf(runs[0]!.id)).toHaveLength(5);
    expect(runs[0]!.right_items).not.toBeNull();
  });

  it('begins no other try from a button of an older page', async () => {
    const { study } = await open();
    const last = await takeTry(ada, study.id, [1, 2]);
    const feedback = last.replace('/5/', '/4/');
    expect(await press(ada, feedback)).toBe(paths.training(study.id));
    expect(await runsOf(study.id)).toHaveLength(1);
  });

  it('changes nothing by GET, and leads from an item that was not given out to the start', async () => {
    const { study } = await open();
    const path = await press(ada, paths.training(study.id));
    const third = paths.trainingPage(runOf(path), 3);
    for (const ahead of [third, paths.trainingFeedback(runOf(path), 3)]) {
      expect((await ada.get(ahead).expect(303)).get('Location')).toBe(paths.training(study.id));
    }
    expect(await answer(ada, third, answersTo(3))).toBe(paths.training(study.id));
    expect((await ada.get(paths.trainingFeedback(runOf(path), 1)).expect(303)).get('Location')).toBe(path);
    expect(await answersOf(runOf(path))).toHaveLength(1);
  });

  it('asks for every answer, and refuses forms that no page of it sends', async () => {
    const { study } = await open();
    const path = await press(ada, paths.training(study.id));
    const post = (to: string, body: object) => ada.post(to).type('form').send(body);
    const $ = page((await post(path, { relevance: '2' }).expect(422)).text);
    expect(Object.keys(fieldErrors($))).toEqual(['label', 'ambiguity']);
    expect($('input[name=relevance]:checked').val()).toBe('2');
    await post(path, { ...answersTo(1), label: '7' }).expect(422);
    await post(path, { ...answersTo(1), is_right: '1' }).expect(400);
    await post(path, { ...answersTo(1), label: ['0', '1'] }).expect(400);
    await post(path, { ...answersTo(1), __proto__x: 'y' }).expect(400);
    for (const body of [{}, { try: 'x' }, { try: '0' }, { try: ['1', '2'] }, { try: '1', passed: '1' }]) {
      await post(paths.training(study.id), body).expect(400);
    }
    for (const number of ['0', '9', '10', 'x', '%00', '1e0']) {
      await ada.get(paths.trainingPage(runOf(path), ':x').replace(':x', number)).expect(404);
    }
    expect(await answersOf(runOf(path))).toMatchObject([{ answers: null }]);
  });

  it('exists for raters of the study alone, and a run for its own rater', async () => {
    const { study } = await open({ raters: ['ada', 'ben'] });
    const ben = await house.signedIn('ben');
    const cai = await house.signedIn('cai');
    const dana = await house.signedIn('dana');
    const path = await press(ada, paths.training(study.id));
    for (const other of [ben, cai]) {
      await other.get(path).expect(404);
      await other.post(path).type('form').send(answersTo(1)).expect(404);
      await other.get(paths.trainingFeedback(runOf(path), 1)).expect(404);
    }
    await cai.get(paths.training(study.id)).expect(404);
    await cai.post(paths.training(study.id)).type('form').send({ try: '1' }).expect(404);
    await dana.get(paths.training(study.id)).expect(403);
    await dana.get(path).expect(403);
    await house.visitor().get(path).expect(303);
    await ada.get(paths.training(house.context.newId())).expect(404);
    expect(await answersOf(runOf(path))).toHaveLength(1);
  });

  it('is not needed by who joined before it, nor there without one', async () => {
    const { study } = await open({ open: false });
    await joinStudy(house.context.db, house.context, { studyId: study.id, raterId: house.cast.ada.id });
    expect((await ada.get(paths.training(study.id)).expect(303)).get('Location')).toBe(paths.work());
    const sent = await ada.post(paths.training(study.id)).type('form').send({ try: '1' }).expect(303);
    expect(sent.get('Location')).toBe(paths.work());
    const dana = await house.signedIn('dana');
    await dana.post(paths.trainingOpening(study.id)).expect(303);
    expect(await textOf(paths.training(study.id))).toContain('You need no training in this study.');
    expect(await claim(ada, study.id)).toMatch(/^\/assignments\//);
  });

  it('begins nothing in a study that is closed, and can be taken while it is paused', async () => {
    const { study } = await open();
    const { db } = house.context;
    await db.run('UPDATE studies SET closed_at = 1 WHERE id = ?', study.id);
    expect(await textOf(paths.training(study.id))).toContain('there is nothing to train for');
    await ada.post(paths.training(study.id)).type('form').send({ try: '1' }).expect(303);
    expect(await runsOf(study.id)).toEqual([]);
    await db.run('UPDATE studies SET closed_at = NULL, paused_at = 1 WHERE id = ?', study.id);
    await takeTry(ada, study.id);
    expect(await runsOf(study.id)).toMatchObject([{ is_passed: 1 }]);
  });

  it('comes after consent, has the guidelines beside every item, and ends with whom to ask', async () => {
    const { study } = await open();
    const told = { organiser: '', contact: 'desk@bureau.example', secondsPerItem: null };
    const texts = { consent: 'Do you agree?', guidelines: '# Read **twice**' };
    const actorId = house.cast.dana.id;
    await changeTelling(house.context, { studyId: study.id, actorId, told: { ...told, ...texts } });
    await ada
      .post(paths.training(study.id))
      .type('form')
      .send({ try: '1' })
      .expect(303)
      .expect('Location', paths.studyConsent(study.id));
    const textId = page((await ada.get(paths.studyConsent(study.id))).text)('input[name=textId]').val();
    await ada
      .post(paths.studyConsent(study.id))
      .type('form')
      .send({ textId, decision: 'accepted' })
      .expect(303)
      .expect('Location', paths.training(study.id));
    const $ = page((await ada.get(await press(ada, paths.training(study.id)))).text);
    expect($('[data-guidelines] strong').text()).toBe('twice');
    await house.context.db.run('UPDATE training_sets SET tries = 1 WHERE study_id = ?', study.id);
    await takeTry(ada, study.id, [1, 2]);
    expect(await textOf(paths.training(study.id))).toContain('complaints go to desk@bureau.example');
  });
});
