import { paths } from '../../server/paths';
import { listStudyTexts } from '../../server/studies/telling/study-text-store';
import type { Study } from '../../server/studies/study-store';
import { engines } from '../support/engines';
import { openHouse, type Agent, type House } from '../support/house';
import { fieldErrors, mainText, page, tableRows } from '../support/html';
import { claim, openStudy, rate } from './rater-at-work';

const told = {
  ...{ organiser: 'The <b>bureau</b>', contact: 'desk@bureau.example', secondsPerItem: '40' },
  ...{ consent: 'You may **stop**.\r\n\r\nSecond line.', guidelines: '# How\n\nRead twice.' },
};

describe.each(engines)('what raters are told on %s', (engine) => {
  let house: House;
  let dana: Agent;
  let ada: Agent;
  let study: Study;
  beforeAll(async () => {
    house = await openHouse(engine);
    [dana, ada] = [await house.signedIn('dana'), await house.signedIn('ada')];
    study = await openStudy(house, 4);
  });
  afterAll(() => house.close());

  const tell = (fields: object, action = 'save') =>
    dana
      .post(paths.studyTelling(study.id))
      .type('form')
      .send({ ...told, ...fields, action });
  const answer = async (decision: string, fields: object = {}) => {
    const $ = page((await ada.get(paths.studyConsent(study.id)).expect(200)).text);
    const textId = $('input[name=textId]').val();
    return ada
      .post(paths.studyConsent(study.id))
      .type('form')
      .send({ textId, decision, ...fields });
  };

  it('asks nothing and says nothing before an admin has written anything', async () => {
    await ada.get(paths.studyConsent(study.id)).expect(303).expect('Location', paths.work());
    const $ = page((await ada.get(await claim(ada, study.id))).text);
    expect($('[data-guidelines]')).toHaveLength(0);
    const admin = page((await dana.get(paths.studyTelling(study.id)).expect(200)).text);
    expect(mainText(admin)).toContain('Nothing is saved yet.');
  });

  it('shows a preview without saving, and keeps what was typed', async () => {
    const $ = page((await tell({}, 'preview').expect(200)).text);
    expect($('.told strong').text()).toBe('stop');
    expect($('textarea[name=guidelines]').val()).toBe('# How\n\nRead twice.');
    expect(await listStudyTexts(house.context.db, study.id)).toEqual([]);
  });

  it.each([
    [{ secondsPerItem: '0' }, 'secondsPerItem'],
    [{ secondsPerItem: 'soon' }, 'secondsPerItem'],
    [{ organiser: 'a\nb' }, 'organiser'],
    [{ contact: 'x'.repeat(201) }, 'contact'],
    [{ consent: 'x'.repeat(10_001) }, 'consent'],
    [{ guidelines: 'a\u0007b' }, 'guidelines'],
  ])('refuses %j and keeps the form', async (fields, name) => {
    const $ = page((await tell(fields).expect(422)).text);
    expect(Object.keys(fieldErrors($))).toEqual([name]);
    expect(await listStudyTexts(house.context.db, study.id)).toEqual([]);
  });

  it('refuses a field it does not have, raters, and visitors', async () => {
    await tell({ role: 'admin' }).expect(400);
    await ada.get(paths.studyTelling(study.id)).expect(403);
    await ada
      .post(paths.studyTelling(study.id))
      .type('form')
      .send({ ...told, action: 'save' })
      .expect(403);
    await house.visitor().get(paths.studyTelling(study.id)).expect(303);
    await dana.get(paths.studyTelling('nothing')).expect(404);
  });

  it('asks before the first item, and an item at hand waits', async () => {
    await tell({}).expect(303);
    const held = await claim(ada, study.id);
    expect(held).toContain(paths.studyConsent(study.id));
    const work = page((await ada.get(paths.work())).text);
    expect(work(`a[href="${paths.studyConsent(study.id)}"]`)).toHaveLength(1);
    const $ = page((await ada.get(paths.studyConsent(study.id)).expect(200)).text);
    expect($('.prose').html()).toContain('<strong>stop</strong>');
    expect(mainText($)).toContain('The <b>bureau</b>');
    expect(
      $('button[name=decision]')
        .toArray()
        .map((button) => $(button).val()),
    ).toEqual(['accepted', 'declined']);
    expect($('input:checked')).toHaveLength(0);
  });

  it('gives nothing to who declines, says whom to ask, and lets them come back', async () => {
    const declined = await answer('declined');
    expect(declined.status).toBe(200);
    expect(mainText(page(declined.text))).toContain('desk@bureau.example');
    const { headers } = await ada.post(paths.studyAssignments(study.id)).type('form').send({}).expect(303);
    expect(headers.location).toBe(paths.studyConsent(study.id));
    expect(mainText(page((await ada.get(paths.work())).text))).toContain('You have not agreed');
    const accepted = await answer('accepted');
    expect(accepted.headers.location).toMatch(/^\/assignments\//);
  });

  it('shows the guidelines beside the item, and leads back to it from the previous answer', async () => {
    const first = await claim(ada, study.id);
    const $ = page((await ada.get(first).expect(200)).text);
    expect($('[data-guidelines] .prose').html()).toContain('Read twice.');
    expect($('a[data-previous]')).toHaveLength(0);
    const second = await rate(ada, first);
    const $second = page((await ada.get(second)).text);
    const back = $second('a[data-previous]').attr('href')!;
    const { headers } = await ada.get(back).expect(303);
    expect(headers.location).toBe(`${first}?then=work`);
    const $first = page((await ada.get(headers.location!).expect(200)).text);
    const action = $first('form[data-module~=rating-shortcuts]').attr('action')!;
    expect(action).toBe(`${first}?then=work`);
    expect(await rate(ada, action)).toBe(second);
  });

  it('asks again when the text changes, and only then', async () => {
    const held = await claim(ada, study.id);
    await tell({ organiser: 'The bureau' }).expect(303);
    await ada.get(held).expect(200);
    await tell({ consent: 'You may stop. Version two.' }).expect(303);
    await ada.get(held).expect(303).expect('Location', paths.studyConsent(study.id));
    const stale = await answer('accepted', { textId: 'an older one' });
    expect(stale.status).toBe(409);
    expect(mainText(page(stale.text))).toContain('changed while you were reading');
    expect((await answer('accepted')).headers.location).toBe(held);
    const $ = page((await dana.get(paths.studyTelling(study.id))).text);
    const rows = tableRows($, 'Versions').map(([text, version, , , yes, no]) => [text, version, yes, no]);
    expect(rows).toEqual([
      ['Consent', '2', '1', '0'],
      ['Consent', '1', '1', '0'],
      ['Guidelines', '1', '–', '–'],
    ]);
  });

  it('asks nothing any more when the text is emptied', async () => {
    await tell({ consent: '' }).expect(303);
    await ada.get(paths.studyConsent(study.id)).expect(303).expect('Location', paths.work());
  });

  it('is nobody else’s business, and takes nothing else', async () => {
    const ben = await house.signedIn('ben');
    await ben.get(paths.studyConsent(study.id)).expect(404);
    await ben
      .post(paths.studyConsent(study.id))
      .type('form')
      .send({ textId: 'x', decision: 'accepted' })
      .expect(404);
    await tell({ consent: 'Again.' }).expect(303);
    for (const fields of [{ decision: 'maybe' }, { tag: 'nothing offered' }, { extra: '1' }]) {
      expect((await answer('accepted', fields)).status).toBe(400);
    }
    await dana.get(paths.studyConsent(study.id)).expect(403);
  });
});
