import { paths } from '../../server/paths';
import { engines } from '../support/engines';
import { openHouse, type Agent, type House } from '../support/house';
import { fieldErrors, mainText, page, tableRows } from '../support/html';
import { claim, openStudy, rate } from '../rating/rater-at-work';
import { openPaidStudy, rateInTimes } from './paid-study';

describe.each(engines)('one rater’s pay on %s', (engine) => {
  let house: House;
  let dana: Agent;
  let ada: Agent;
  let ben: Agent;
  let studyId: string;
  beforeAll(async () => {
    house = await openHouse(engine);
    [dana, ada, ben] = [
      await house.signedIn('dana'),
      await house.signedIn('ada'),
      await house.signedIn('ben'),
    ];
  });
  afterAll(() => house.close());
  // Ada has earned 3 × 12 cents.
  beforeEach(async () => {
    studyId = (await openPaidStudy(house, 4)).id;
    await rateInTimes(house, ada, { studyId, times: [1000, 1000, 1000] });
  });

  const here = () => paths.raterPay(studyId, house.cast.ada.id);
  const show = async (path: string, agent = dana) => page((await agent.get(path).expect(200)).text);
  const post = (path: string, form: object, agent = dana) => agent.post(path).type('form').send(form);
  const reject = (form: object) => post(paths.raterPayRejections(studyId, house.cast.ada.id), form);
  const appealPath = async (): Promise<string> => {
    const $ = await show(paths.earnings(), ada);
    return String($('main .card a.button').first().attr('href'));
  };
  const press = async (button: RegExp) => {
    const $ = await show(here());
    const form = $('main form').filter((_, each) => button.test($(each).find('button').text()));
    const fields = form.find('input[type=hidden]').toArray();
    const sent = fields.map((input): [string, string] => [
      String($(input).attr('name')),
      String($(input).val()),
    ]);
    await post(String(form.attr('action')), Object.fromEntries(sent)).expect(303);
  };

  it('is approved and marked as paid with a button each', async () => {
    expect(mainText(await show(here()))).toContain('Pending$0.36');
    await press(/^Approve \$0\.36$/);
    await press(/^Mark \$0\.36 as paid$/);
    const $ = await show(here());
    expect(mainText($)).toContain('Paid$0.36');
    expect($('main form')).toHaveLength(0);
    expect(tableRows($, 'Entries, oldest first').map((row) => row.slice(1))).toEqual([
      ['Approved', '$0.36', ''],
      ['Marked as paid', '$0.36', ''],
    ]);
    const earnings = mainText(await show(paths.earnings(), ada));
    expect(earnings).toContain('Earned$0.36Pending$0.00Approved, not paid yet$0.00Paid$0.36');
  });

  it('is rejected with a reason only, and only what is pending', async () => {
    const refused = page((await reject({ amount: '0.12', reason: ' ' }).expect(422)).text);
    expect(fieldErrors(refused)).toEqual({ reason: 'Enter a reason: the rater reads it.' });
    for (const amount of ['0.37', '0', '1,2', '-1', 'x']) {
      const $ = page((await reject({ amount, reason: 'Why <b>not</b>?' }).expect(422)).text);
      expect(Object.keys(fieldErrors($))).toEqual(['amount']);
      expect($('#amount').val()).toBe(amount);
      expect($('#reason').val()).toBe('Why <b>not</b>?');
    }
    await reject({ amount: '0.12', reason: 'a\u0000b' }).expect(422);
    const $ = await show(here());
    expect($('#reason').attr('rows')).toBe('3');
    await reject({ amount: '0.36', reason: 'x'.repeat(1001) }).expect(422);
    const rows = await house.context.db.all('SELECT id FROM pay_entries WHERE study_id = ?', studyId);
    expect(rows).toEqual([]);
  });

  it('shows the rater the reason, takes their appeal, and shows them the answer', async () => {
    await reject({ amount: '0.12', reason: 'Answered <i>at once</i>.' }).expect(303);
    const earnings = await show(paths.earnings(), ada);
    expect(mainText(earnings)).toContain('$0.12 rejected');
    expect(mainText(earnings)).toContain('Reason: Answered <i>at once</i>.');
    const path = await appealPath();
    expect(mainText(await show(path, ada))).toContain('Answered <i>at once</i>.');
    await ben.get(path).expect(404);
    await post(path, { words: 'Mine.' }, ben).expect(404);
    const refused = page((await post(path, { words: ' ' }, ada).expect(422)).text);
    expect(Object.keys(fieldErrors(refused))).toEqual(['words']);
    await post(path, { words: 'I know\r\nthem by heart.' }, ada).expect(303);
    await post(path, { words: 'Again.' }, ada).expect(303);
    expect(mainText(await show(paths.earnings(), ada))).toContain('Your appeal waits for an answer.');

    expect(mainText(await show(paths.studyPay(studyId)))).toContain('I know them by heart.');
    const $ = await show(here());
    const action = String(
      $('main form')
        .filter((_, form) => $(form).text().includes('Answer the appeal'))
        .attr('action'),
    );
    const unanswered = page((await post(action, { decision: 'uphold', answer: '' }).expect(422)).text);
    expect(Object.keys(fieldErrors(unanswered))).toEqual(['answer']);
    expect(unanswered('input[name=decision]:checked').val()).toBe('uphold');
    await post(action, { decision: 'approve', answer: 'You are right.' }).expect(303);
    await post(action, { decision: 'uphold', answer: 'Or not.' }).expect(409);
    const after = mainText(await show(paths.earnings(), ada));
    expect(after).toContain('The amount is approved after all. You are right.');
    expect(after).toContain('Pending$0.24Approved, not paid yet$0.12Paid$0.00');
  });

  it('stands on the rater’s pages: while rating, at the end of a set, and in a page of its own', async () => {
    const url = await claim(ada, studyId);
    expect(mainText(await show(url, ada), '.rating-head')).toContain('· $0.36 today');
    await rate(ada, url);
    const done = mainText(await show(paths.workDone(studyId), ada));
    expect(done).toContain('You have earned $0.48 in this study, $0.48 of it today.');
    const $ = await show(paths.work(), ada);
    expect($(`main a[href="${paths.earnings()}"]`)).toHaveLength(1);
    const german = await ada.get(paths.workDone(studyId)).set('Accept-Language', 'de').expect(200);
    expect(mainText(page(german.text))).toContain('in dieser Studie 0,48 $ verdient, davon heute 0,48 $.');
  });

  it('is nowhere where a study does not pay', async () => {
    const free = await openStudy(house, 2);
    const url = await claim(ada, free.id);
    expect(mainText(await show(url, ada))).not.toContain('today');
    await rate(ada, url);
    expect(mainText(await show(paths.workDone(free.id), ada))).not.toContain('earned');
    const cai = await house.signedIn('cai');
    expect(mainText(await show(paths.earnings(), cai))).toContain('No earnings here.');
    await dana.get(paths.earnings()).expect(403);
    await house.visitor().get(paths.earnings()).expect(303);
  });
});
