import { paths } from '../../../server/paths';
import { presets } from '../../../server/studies/panels/presets';
import { returnLinkFault } from '../../../server/studies/panels/return-link';
import { centsByItem, rateInTimes, setTerms } from '../../pay/paid-study';
import { makeStudy } from '../small-study';
import { engines } from '../../support/engines';
import { fieldErrors, mainText, page, tableRows } from '../../support/html';
import { openPanelHouse, settings, type PanelHouse } from './panel-house';

it('gives every preset a key and a name of its own, and only links that could be saved', () => {
  expect(new Set(presets.map(({ key }) => key)).size).toBe(4);
  expect(new Set(presets.map(({ name }) => name)).size).toBe(4);
  const faults = presets.flatMap(({ returnLinks }) => Object.values(returnLinks).map(returnLinkFault));
  // Prolific's four stand as they are; SONA's has words to replace.
  expect(faults).toEqual([...Array<undefined>(4).fill(undefined), 'Replace HOST, ID and TOKEN by your own.']);
});

describe.each(engines)('the settings of a panel on %s', (engine) => {
  let house: PanelHouse;
  beforeEach(async () => {
    house = await openPanelHouse(engine);
  });
  afterEach(() => house.close());

  const url = () => paths.studyPanel(house.studyId);
  const shown = async (query = '') => page((await house.dana.get(url() + query).expect(200)).text);
  const save = (changes: Record<string, string>) =>
    house.dana
      .post(url())
      .type('form')
      .send({ ...settings, ...changes });

  it('shows the address with the placeholders of the panel, and what is saved', async () => {
    const $ = await shown();
    expect($('main code').first().text()).toBe(
      `http://assay.test${house.door}?PROLIFIC_PID={{%PROLIFIC_PID%}}&STUDY_ID={{%STUDY_ID%}}&SESSION_ID={{%SESSION_ID%}}`,
    );
    expect($('#completedCode').val()).toBe('DONE1');
    expect($('#quotaFullLink').val()).toBe(settings.quotaFullLink);
    expect($('#introduction').val()).toBe(settings.introduction);
    expect(mainText($)).toContain('open 0 started');
  });

  it('keeps the address when settings change', async () => {
    await save({
      preset: 'sona',
      participantParameter: 'survey_code',
      studyParameter: '',
      sessionParameter: '',
    })
      .expect(303)
      .expect('Location', url());
    const $ = await shown();
    expect($('main code').first().text()).toBe(`http://assay.test${house.door}?survey_code=%SURVEY_CODE%`);
  });

  it('fills in what suits another panel, with the codes that are saved', async () => {
    const $ = await shown('?preset=connect');
    const names = ['#participantParameter', '#studyParameter', '#sessionParameter'].map((id) => $(id).val());
    expect(names).toEqual(['participantId', 'projectId', 'assignmentId']);
    expect($('#completedCode').val()).toBe('DONE1');
    expect($('#completedLink').val()).toBe('');
  });

  it('suggests four codes for a study without a panel, and opens none before it is saved', async () => {
    const other = await makeStudy(house.context, { name: 'Another' });
    const $ = page((await house.dana.get(`${paths.studyPanel(other.id)}?preset=prolific`)).text);
    const codes = ['completed', 'screenedOut', 'quotaFull', 'leftEarly'].map((name) =>
      $(`#${name}Code`).val(),
    );
    expect(new Set(codes).size).toBe(4);
    for (const code of codes) expect(code).toMatch(/^[2-9A-HJ-NP-Z]{8}$/);
    const opening = await house.dana.post(paths.panelOpening(other.id)).type('form').send({});
    expect(opening.status).toBe(409);
    expect((await house.dana.get(paths.panelCsv(other.id))).status).toBe(404);
  });

  it.each([
    [{ participantParameter: '__proto__' }, 'participantParameter'],
    [{ participantParameter: '' }, 'participantParameter'],
    [{ studyParameter: 'a b' }, 'studyParameter'],
    [{ sessionParameter: 'PROLIFIC_PID' }, 'participantParameter'],
    [{ sessionItems: '0' }, 'sessionItems'],
    [{ minutes: 'ten' }, 'minutes'],
    [{ participantLimit: '-1' }, 'participantLimit'],
    [{ introduction: 'x'.repeat(501) }, 'introduction'],
    [{ completedCode: 'a code' }, 'completedCode'],
    [{ leftEarlyCode: 'DONE1' }, 'leftEarlyCode'],
    [{ completedLink: 'http://panel.test' }, 'completedLink'],
    [{ preset: 'nobody' }, 'preset'],
  ])('shows the form again for %j', async (changes, name) => {
    const response = await save(changes);
    expect(response.status).toBe(422);
    expect(Object.keys(fieldErrors(page(response.text)))).toEqual([name]);
    expect((await shown())('#completedCode').val()).toBe('DONE1');
  });

  it('closes and opens, each once in the audit', async () => {
    const post = (path: string) => house.dana.post(path).type('form').send({}).expect(303);
    for (let n = 0; n < 2; n++) await post(paths.panelClosing(house.studyId));
    expect(mainText(await shown())).toContain('closed 0 started');
    for (let n = 0; n < 2; n++) await post(paths.panelOpening(house.studyId));
    const rows = await house.context.db.all<{ action: string }>(
      "SELECT action FROM audit_events WHERE action LIKE 'panel%' ORDER BY id",
    );
    const actions = rows.map(({ action }) => action).sort();
    expect(actions).toEqual(['panel closed', 'panel opened', 'panel opened', 'panel set up']);
  });

  it('cannot be opened for a study that is closed', async () => {
    await house.dana.post(paths.studyClosing(house.studyId)).type('form').send({}).expect(303);
    const response = await house.dana.post(paths.panelOpening(house.studyId)).type('form').send({});
    expect(response.status).toBe(409);
  });

  it('belongs to administrators', async () => {
    const ada = await house.signedIn('ada');
    const { studyId } = house;
    for (const path of [paths.studyPanel(studyId), paths.panelCsv(studyId)]) {
      expect((await ada.get(path)).status).toBe(403);
      expect((await house.visitor().get(path)).status).toBe(303);
    }
    for (const path of [paths.studyPanel, paths.panelOpening, paths.panelClosing]) {
      expect((await ada.post(path(studyId)).type('form').send({})).status).toBe(403);
    }
    expect((await save({ token: 'mine' })).status).toBe(400);
    expect((await house.dana.get(paths.studyPanel(house.context.newId()))).status).toBe(404);
  });

  it('lists participants, on the page and as CSV that no spreadsheet runs', async () => {
    await house.start('=HYPERLINK(1)', '+s1');
    house.clock.advance(90_000);
    const agent = await house.start('p2', 's2');
    house.clock.advance(150_000);
    await agent.post(paths.workEnd(house.studyId)).type('form').send({}).expect(303);
    const rows = tableRows(await shown(), 'Participants, in the order they started');
    expect(rows.map((row) => [row[0], row[2], row[3], row[4]])).toEqual([
      ['=HYPERLINK(1)', 'at work', '0 of 2', ''],
      ['p2', 'left early', '0 of 2', '2.5'],
    ]);
    const response = await house.dana.get(paths.panelCsv(house.studyId)).expect(200);
    const lines = response.text.trim().split('\n');
    expect(lines[0]).toBe(
      'participant,study,session,pseudonym,code,outcome,started,finished,minutes,items,proposed_bonus',
    );
    expect(lines[1]).toMatch(/^'=HYPERLINK\(1\),study-1,'\+s1,R-\w{6},,,\S+Z,,,0,$/);
    // From 90 s to 240 s after the start of the test: 2.5 minutes.
    expect(lines[2]).toMatch(/^p2,study-1,s2,R-\w{6},EARLY4,left early,\S+Z,\S+Z,2\.5,0,$/);
  });

  it('proposes what the study’s own pay comes to, and nobody has paid', async () => {
    await setTerms(house, house.studyId, { ...centsByItem, screenOutAmount: 50 });
    const agent = await house.start('p1');
    await rateInTimes(house, agent, { studyId: house.studyId, times: [30_000, 30_000] });
    await house.start('p2', 's2');
    const { text } = await house.dana.get(paths.panelCsv(house.studyId)).expect(200);
    // Two items of 12 cents each; nothing yet for who has only come.
    expect(text.trim().split('\n').slice(1)).toEqual([
      expect.stringMatching(/^p1,.*,DONE1,completed,.*,2,0\.24 USD$/),
      expect.stringMatching(/^p2,.*,0,0\.00 USD$/),
    ]);
  });
});
