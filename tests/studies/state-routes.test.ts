import { createInvite } from '../../server/accounts/invites/create-invite';
import { paths } from '../../server/paths';
import { stateChanges } from '../../server/studies/change-state';
import { stateOf } from '../../server/studies/study-state';
import { engines } from '../support/engines';
import type { Agent } from '../support/house';
import { fieldErrors, mainText, page, tableRows } from '../support/html';
import { openStudyAtWork, type StudyAtWork } from './study-at-work';

describe.each(engines)('the state of a study on its page on %s', (engine) => {
  let work: StudyAtWork;
  let dana: Agent;
  beforeEach(async () => {
    work = await openStudyAtWork(engine, { raters: 1 });
    dana = await work.house.signedIn('dana');
  });
  afterEach(() => work.house.close());

  const post = (path: (studyId: string) => string, form = {}) =>
    dana.post(path(work.studyId)).type('form').send(form);
  const studyPage = async () => page((await dana.get(paths.study(work.studyId)).expect(200)).text);
  const shown = async () => {
    const $ = await studyPage();
    const buttons = $('main .actions button, main .actions a').toArray();
    return {
      state: $('main .tag').first().text(),
      buttons: buttons.map((button) => $(button).text()),
      flash: mainText($, '.flash'),
    };
  };

  it('says open, and offers what applies', async () => {
    expect(await shown()).toEqual({ state: 'open', buttons: ['Pause', 'Close', 'Lock…'], flash: '' });
  });

  it.each([
    [[paths.studyPause], 'paused', ['Resume', 'Close', 'Lock…'], 'The study is paused.'],
    [[paths.studyPause, paths.studyPauseRemoval], 'open', ['Pause', 'Close', 'Lock…'], 'The study goes on.'],
    [[paths.studyClosing], 'closed', ['Open again', 'Lock…'], 'The study is closed.'],
    [[paths.studyClosing, paths.studyClosingRemoval], 'open', ['Pause', 'Close', 'Lock…'], 'open again'],
  ])('changes by its buttons: %#', async (steps, state, buttons, flash) => {
    for (const step of steps) {
      const { headers } = await post(step).expect(303);
      expect(headers.location).toBe(paths.study(work.studyId));
    }
    const found = await shown();
    expect(found).toMatchObject({ state, buttons });
    expect(found.flash).toContain(flash);
    const list = page((await dana.get(paths.studies())).text);
    expect(tableRows(list, 'All studies, newest first')[0]?.[1]).toBe(state);
  });

  it('asks on a page of its own before it locks for good', async () => {
    const $ = page((await dana.get(paths.studyLock(work.studyId)).expect(200)).text);
    expect(mainText($)).toContain('Locking is final');
    expect($('main form').attr('action')).toBe(paths.studyLock(work.studyId));
    await post(paths.studyLock).expect(303);
    const found = await shown();
    expect(found).toMatchObject({ state: 'locked', buttons: [] });
    expect(found.flash).toContain('locked');
    const again = page((await dana.get(paths.studyLock(work.studyId)).expect(200)).text);
    expect(mainText(again)).toContain('locked already');
    expect(again('main form')).toHaveLength(0);
    for (const { path } of stateChanges) await post(path).expect(409);
  });

  it('tells who holds an invite, and who makes them, that nobody can join a closed study', async () => {
    const { context, studyId } = work;
    const { path } = await createInvite(context, { studyId, maxUses: 5, days: 1, actorId: null });
    const invites = async () =>
      mainText(page((await dana.get(paths.studyInvites(studyId)).expect(200)).text));
    const joinPage = async () => page((await work.house.visitor().get(path).expect(200)).text);
    expect(await invites()).not.toContain('nobody can join');
    expect((await joinPage())('main form')).toHaveLength(1);
    await post(paths.studyClosing).expect(303);
    expect(await invites()).toContain('nobody can join');
    const $ = await joinPage();
    expect(mainText($)).toContain('This study is closed: nobody can join it any more.');
    expect($('main form')).toHaveLength(0);
    const account = { username: 'too-late', password: 'correct horse battery' };
    const late = await work.house.visitor().post(path).type('form').send(account).expect(409);
    expect(mainText(page(late.text))).toContain('This study is closed');
    const ada = await work.house.signedIn('ada');
    await ada.post(path).type('form').send({}).expect(409);
  });

  it('takes the quota, and shows it again when it is wrong', async () => {
    await post(paths.studyQuota, { raterQuota: '25' }).expect(303);
    expect((await work.study()).raterQuota).toBe(25);
    const $ = await studyPage();
    expect($('#raterQuota').val()).toBe('25');
    expect(mainText($, '.facts')).toContain('Most items per rater25 items');
    for (const raterQuota of ['0', '2.5', 'many', '1000001']) {
      const wrong = page((await post(paths.studyQuota, { raterQuota }).expect(422)).text);
      expect(Object.keys(fieldErrors(wrong))).toEqual(['raterQuota']);
      expect(wrong('#raterQuota').val()).toBe(raterQuota);
    }
    await post(paths.studyQuota, { raterQuota: '' }).expect(303);
    expect((await work.study()).raterQuota).toBeNull();
  });

  it('refuses fields that are not there, whoever is no administrator, and studies that are not there', async () => {
    const all = [...stateChanges.map(({ path }) => path), paths.studyLock, paths.studyQuota];
    const ada = await work.house.signedIn('ada');
    for (const path of all) {
      await post(path, { other: 'x' }).expect(400);
      await ada.post(path(work.studyId)).type('form').send({}).expect(403);
      await work.house.visitor().post(path(work.studyId)).type('form').send({}).expect(303);
      await dana.post(path(work.context.newId())).type('form').send({}).expect(404);
      await dana.post(path('nothing')).type('form').send({}).expect(404);
    }
    await ada.get(paths.studyLock(work.studyId)).expect(403);
    await work.house.visitor().get(paths.studyLock(work.studyId)).expect(303);
    await dana.get(paths.studyLock(work.context.newId())).expect(404);
    expect(stateOf(await work.study())).toBe('open');
  });
});
