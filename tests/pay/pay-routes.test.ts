import { createInvite } from '../../server/accounts/invites/create-invite';
import { createSyntheticRater } from '../../server/accounts/create-synthetic-rater';
import { paths } from '../../server/paths';
import { joinStudy } from '../../server/studies/join-study';
import { changeTelling } from '../../server/studies/telling/change-telling';
import { openStudy } from '../rating/rater-at-work';
import { openTrainedStudy } from '../rating/training/trained-study';
import { prolific, settings } from '../studies/panels/panel-house';
import { engines } from '../support/engines';
import { openHouse, type Agent, type House } from '../support/house';
import { fieldErrors, mainText, page, tableRows } from '../support/html';
import { centsByItem, dollarsByHour, openPaidStudy, rateInTimes, setTerms, termsFields } from './paid-study';

const second = 1000;

describe.each(engines)('the page of a study’s pay on %s', (engine) => {
  let house: House;
  let dana: Agent;
  let ada: Agent;
  let ben: Agent;
  beforeAll(async () => {
    house = await openHouse(engine);
    [dana, ada, ben] = [
      await house.signedIn('dana'),
      await house.signedIn('ada'),
      await house.signedIn('ben'),
    ];
  });
  afterAll(() => house.close());

  const show = async (path: string, agent = dana) => page((await agent.get(path).expect(200)).text);
  const post = (path: string, form: object, agent = dana) => agent.post(path).type('form').send(form);
  const hidden = ($: ReturnType<typeof page>, action: string) =>
    Object.fromEntries(
      $(`form[action="${action}"] input[type=hidden]`)
        .toArray()
        .map((input) => [String($(input).attr('name')), String($(input).val())]),
    );
  const termsIn = (studyId: string) =>
    house.context.db.all(
      'SELECT rate, amount, valid_from FROM pay_terms WHERE study_id = ? ORDER BY id',
      studyId,
    );
  const nobody = '0194fdc2-fa2f-7cc0-81d3-ff1204510000';

  it('stands on every page that comes before the work: invite, panel, consent, training', async () => {
    const { study } = await openTrainedStudy(house, { settings: { payWords: '' } });
    const told = { ...study.telling, consent: 'You may stop.', guidelines: '' };
    await changeTelling(house.context, { studyId: study.id, actorId: house.cast.dana.id, told });
    const { context } = house;
    const invite = await createInvite(context, { studyId: study.id, maxUses: 9, days: 1, actorId: null });
    await post(paths.studyPanel(study.id), settings).expect(303);
    await post(paths.panelOpening(study.id), {}).expect(303);
    const door = new URL((await show(paths.studyPanel(study.id)))('main code').first().text()).pathname;
    const pages = async (): Promise<string[]> => {
      const participant = house.visitor();
      await participant.get(door).query(prolific('p1')).expect(303);
      const before = [paths.studyConsent(study.id), paths.training(study.id)].map((path) => show(path, ada));
      const doors = [show(invite.path, house.visitor()), show(door, participant)];
      return (await Promise.all([...doors, ...before])).map(($) => mainText($));
    };
    for (const text of await pages()) {
      expect(text).not.toContain('Pays');
      expect(text).not.toContain('paid for the training');
    }
    await setTerms(house, study.id, centsByItem);
    const texts = await pages();
    expect(texts).toHaveLength(4);
    for (const text of texts) {
      expect(text).toContain('Pays $0.12 for an item, which is expected to take 40 seconds.');
    }
    expect(texts.at(-1)).toContain('You are paid for the training all the same, whether you pass or not.');
  });

  it('says that a study pays nothing, and takes terms, in amounts as people write them', async () => {
    const study = await openStudy(house, 2);
    expect(mainText(await show(paths.studyPay(study.id)))).toContain('This study pays nothing');
    await post(paths.studyPay(study.id), termsFields).expect(303);
    expect(await termsIn(study.id)).toEqual([{ rate: 'item', amount: 12, valid_from: 0 }]);
    const text = mainText(await show(paths.studyPay(study.id)));
    // 12 cents in 40 seconds are 12 × 90 = 1080 cents an hour.
    expect(text).toContain('$0.12 for an item');
    expect(text).toContain('So an hour comes to$10.80');
    const [event] = await house.context.db.all<{ detail: string }>(
      `SELECT detail FROM audit_events WHERE action = 'pay terms changed' AND object_id = ?`,
      study.id,
    );
    expect(JSON.parse(event?.detail ?? '')).toMatchObject({ rate: 'item', amount: 12, currency: 'USD' });
    // The same again is no change; others hold from now on.
    house.clock.advance(second);
    await post(paths.studyPay(study.id), termsFields).expect(303);
    expect(await termsIn(study.id)).toHaveLength(1);
    await post(paths.studyPay(study.id), { ...termsFields, amount: '0.2' }).expect(303);
    expect(await termsIn(study.id)).toContainEqual({
      rate: 'item',
      amount: 20,
      valid_from: house.clock.now(),
    });
    house.clock.advance(second);
    await post(paths.studyPay(study.id), { ...termsFields, rate: 'none' }).expect(303);
    expect(mainText(await show(paths.studyPay(study.id)))).toContain('Change the terms');
  });

  it('refuses terms that make no sense, and keeps what was typed', async () => {
    const study = await openPaidStudy(house, 2);
    const wrong = {
      ...termsFields,
      ...{ rate: 'hour', amount: '0', floorPerHour: '9.005', estimatedSeconds: 'x', training: 'fixed' },
    };
    const refused = await post(paths.studyPay(study.id), wrong).expect(422);
    expect(Object.keys(fieldErrors(page(refused.text)))).toEqual(['estimatedSeconds']);
    const again = await post(paths.studyPay(study.id), { ...wrong, estimatedSeconds: '40' }).expect(422);
    const $ = page(again.text);
    expect(Object.keys(fieldErrors($))).toEqual(['amount', 'floorPerHour', 'trainingAmount']);
    expect($('#floorPerHour').val()).toBe('9.005');
    expect($('input[name=rate]:checked').val()).toBe('hour');
    const euros = await post(paths.studyPay(study.id), { ...termsFields, currency: 'EUR' }).expect(422);
    expect(fieldErrors(page(euros.text))).toEqual({
      currency: 'Keep the currency: the study pays in it.',
    });
    expect(page(euros.text)('#currency').val()).toBe('EUR');
    expect(await termsIn(study.id)).toHaveLength(1);
  });

  it('is for administrators, and for studies that exist', async () => {
    const study = await openPaidStudy(house, 1);
    const about = [study.id, house.cast.ada.id] as const;
    for (const path of [paths.studyPay(study.id), paths.payList(study.id), paths.raterPay(...about)]) {
      await ada.get(path).expect(403);
    }
    for (const path of [
      ...[paths.studyPay(study.id), paths.payApprovals(study.id), paths.payPayments(study.id)],
      ...[paths.raterPayApprovals(...about), paths.raterPayPayments(...about)],
      ...[paths.raterPayRejections(...about), paths.appealAnswer(study.id, nobody)],
    ]) {
      await post(path, {}, ada).expect(403);
    }
    await dana.get(paths.studyPay(nobody)).expect(404);
    await dana.get(paths.raterPay(study.id, nobody)).expect(404);
    await dana.get(paths.raterPay(study.id, 'x')).expect(404);
    await post(paths.appealAnswer(study.id, nobody), { decision: 'uphold', answer: 'No.' }).expect(404);
    const free = await openStudy(house, 1);
    await dana.get(paths.payList(free.id)).expect(404);
    await dana.get(paths.raterPay(free.id, house.cast.ada.id)).expect(404);
  });

  it('lists what everybody has earned, without programs, and warns when the median hour is under the floor', async () => {
    const study = await openPaidStudy(house, 5, { raters: ['ada', 'ben'] });
    const { db } = house.context;
    await db.transaction(async (tx) => {
      const { id } = await createSyntheticRater(tx, house.context, `program-${study.id.slice(-4)}`);
      await joinStudy(tx, house.context, { studyId: study.id, raterId: id });
    });
    // Ada: 5 × 12 cents in 5 × 60 s, 720 an hour. Ben: the same in 5 × 30 s, 1440 an hour. Median 1080: over 900.
    await rateInTimes(house, ada, { studyId: study.id, times: Array<number>(5).fill(60 * second) });
    expect(mainText(await show(paths.studyPay(study.id)))).toContain(
      'Median hourundefined, because fewer than 2',
    );
    await rateInTimes(house, ben, { studyId: study.id, times: Array<number>(5).fill(30 * second) });
    const $ = await show(paths.studyPay(study.id));
    expect(mainText($)).toContain('Median hour$10.80 (n = 2 raters)');
    expect($('.notice-warning')).toHaveLength(0);
    const rows = tableRows($, 'Raters by pseudonym');
    expect(rows).toHaveLength(2);
    const own = rows.find(([name]) => name?.endsWith(' ada'));
    // 900 × 300 s / 3600 s = 75 cents, of which 60 are earned: 15 are missing to the floor.
    expect(own?.slice(1)).toEqual([
      ...['$0.60', '$0.60', '$0.00', '$0.00', '$0.00', '5 min 0 s', '$7.20', '$0.15'],
    ]);
    house.clock.advance(second);
    await post(paths.studyPay(study.id), { ...termsFields, floorPerHour: '12.00' }).expect(303);
    const warning = mainText(await show(paths.studyPay(study.id)), '.notice-warning');
    expect(warning).toContain('$10.80 (n = 2 raters), less than the floor of $12.00');
  });

  it('has everything approved and marked as paid, each batch once, and gives the list as CSV', async () => {
    const study = await openPaidStudy(house, 5, { raters: ['ada', 'ben'], choice: dollarsByHour });
    await rateInTimes(house, ada, { studyId: study.id, times: [60, 60, 400].map((time) => time * second) });
    await rateInTimes(house, ben, { studyId: study.id, times: [30 * second] });
    const before = await show(paths.studyPay(study.id));
    const approve = paths.payApprovals(study.id);
    await post(approve, hidden(before, approve)).expect(303);
    const approved = await show(paths.studyPay(study.id));
    const pay = paths.payPayments(study.id);
    for (let times = 0; times < 3; times++) await post(pay, hidden(approved, pay)).expect(303);
    const paid = await house.context.db.all<{ amount: number }>(
      `SELECT amount FROM pay_entries WHERE study_id = ? AND kind = 'payment' ORDER BY amount`,
      study.id,
    );
    // 30 s of 12 dollars an hour are 10 cents; 60 + 60 + 300 s are 140.
    expect(paid).toEqual([{ amount: 10 }, { amount: 140 }]);
    const { text, headers } = await dana.get(paths.payList(study.id)).expect(200);
    expect(headers['content-type']).toContain('text/csv');
    const lines = text.trimEnd().split('\r\n');
    expect(lines[0]).toBe(
      'rater,currency,earned,pending,to_be_paid,paid,rejected,active_seconds,per_hour,missing_to_floor',
    );
    expect(
      lines
        .slice(1)
        .map((line) => line.replace(/^[^,]+,/, ''))
        .sort(),
    ).toEqual(['USD,0.10,0.00,0.00,0.10,0.00,30,12.00,0.00', 'USD,1.40,0.00,0.00,1.40,0.00,420,12.00,0.00']);
    await post(pay, { asOf: '0', batchId: 'x' }).expect(400);
    await post(approve, {}).expect(400);
  });

  it('lets the pseudonym in the list run no formula', async () => {
    const study = await openPaidStudy(house, 1, { raters: ['cai'] });
    const { id } = house.cast.cai;
    await house.context.db.run('UPDATE users SET pseudonym = ? WHERE id = ?', '=1+1,"x"', id);
    const { text } = await dana.get(paths.payList(study.id)).expect(200);
    expect(text).toContain(`"'=1+1,""x""",USD,0.00`);
  });

  it('shows on the page of raters what an hour has come to, where the study pays', async () => {
    const study = await openPaidStudy(house, 3, { raters: ['ada', 'ben'] });
    await rateInTimes(house, ada, { studyId: study.id, times: [40 * second, 40 * second] });
    const raters = async (studyId: string) => show(paths.studyRaters(studyId));
    const $ = await raters(study.id);
    expect($('th[scope=col]').last().text().trim()).toBe('An hour');
    // By hand: 24 cents in 80 seconds are 1080 cents an hour.
    const hours = $('tbody tr')
      .toArray()
      .map((row) => $(row).find('td').last().text().trim());
    expect(hours.sort()).toEqual(['$10.80', '–'].sort());
    const free = await openStudy(house, 1);
    expect((await raters(free.id))('th[scope=col]').last().text().trim()).toBe('Last seen');
  });

  it('leads there from the study', async () => {
    const study = await openPaidStudy(house, 1, { choice: centsByItem });
    const $ = await show(paths.study(study.id));
    expect($(`main a[href="${paths.studyPay(study.id)}"]`)).toHaveLength(1);
  });
});
