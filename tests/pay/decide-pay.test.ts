import { answerAppeal, appealRejection } from '../../server/pay/ledger/appeal';
import { approvePay, markPaid, rejectPay } from '../../server/pay/ledger/decide-pay';
import { ledgerAt, loadLedgerSource, type RaterLedger } from '../../server/pay/ledger/load-ledgers';
import { Conflict, NotFound } from '../../server/errors';
import { engines } from '../support/engines';
import { openHouse, type House } from '../support/house';
import { openPaidStudy, rateInTimes } from './paid-study';

const day = 24 * 3600 * 1000;

describe.each(engines)('deciding about pay on %s', (engine) => {
  let house: House;
  let studyId: string;
  beforeAll(async () => {
    house = await openHouse(engine);
  });
  afterAll(() => house.close());
  // Ada has earned 5 × 12 cents.
  beforeEach(async () => {
    studyId = (await openPaidStudy(house, 10)).id;
    await rateMore(5);
  });

  const rateMore = async (items: number): Promise<void> => {
    const times = Array.from({ length: items }, () => 1000);
    await rateInTimes(house, await house.signedIn('ada'), { studyId, times });
  };
  const about = () => ({ studyId, raterId: house.cast.ada.id, actorId: house.cast.dana.id });
  const asOfNow = () => ({ ...about(), asOf: house.context.now() });
  const standing = async (): Promise<RaterLedger> =>
    ledgerAt(await loadLedgerSource(house.context.db, about()), house.context.now());
  const ledger = async () => (await standing()).ledger;
  const reject = (amount: number) => rejectPay(house.context, about(), { amount, reason: 'Empty answers.' });
  const rejectionId = async () =>
    (await standing()).entries.find(({ kind }) => kind === 'rejection')?.id ?? '';

  it('approves what a page showed, and not what came after it', async () => {
    const shown = asOfNow();
    house.clock.advance(1000);
    await rateMore(2);
    expect(await approvePay(house.context, shown)).toBe(60);
    expect(await approvePay(house.context, shown)).toBe(0);
    expect(await ledger()).toMatchObject({ earned: 84, approved: 60, pending: 24 });
  });

  it('approves by rule after three days, and no rejection takes that back', async () => {
    house.clock.advance(3 * day);
    expect(await ledger()).toMatchObject({ approved: 60, pending: 0 });
    await rateMore(1);
    expect(await reject(13)).toBe(false);
    expect(await reject(12)).toBe(true);
    expect(await ledger()).toMatchObject({ earned: 72, approved: 60, rejected: 12, pending: 0 });
    house.clock.advance(3 * day);
    expect(await ledger()).toMatchObject({ approved: 60, rejected: 12, pending: 0 });
    // Both were written at the same moment, so in any order.
    expect((await standing()).entries.map(({ kind, createdBy }) => [kind, createdBy]).sort()).toEqual([
      ['approval', null],
      ['rejection', house.cast.dana.id],
    ]);
  });

  it('pays a batch once, and what was approved when its page was made', async () => {
    await approvePay(house.context, asOfNow());
    const batch = { ...asOfNow(), batchId: house.context.newId() };
    house.clock.advance(1000);
    await rateMore(1);
    await approvePay(house.context, asOfNow());
    expect(await markPaid(house.context, batch)).toBe(60);
    expect(await markPaid(house.context, batch)).toBe(0);
    expect(await ledger()).toMatchObject({ approved: 72, paid: 60, payable: 12 });
    // Another batch from an older page finds it paid.
    expect(await markPaid(house.context, { ...batch, batchId: house.context.newId() })).toBe(0);
  });

  it('pays once when 8 requests for it come at once, in one batch or in several', async () => {
    await approvePay(house.context, asOfNow());
    const one = house.context.newId();
    const batches = [one, one, one, one, ...Array.from({ length: 4 }, () => house.context.newId())];
    const shown = asOfNow();
    const paid = await Promise.all(batches.map((batchId) => markPaid(house.context, { ...shown, batchId })));
    expect(paid.reduce((sum, amount) => sum + amount)).toBe(60);
    expect(await ledger()).toMatchObject({ paid: 60, payable: 0 });
  });

  it('keeps one appeal against a rejection, and one answer to it', async () => {
    await reject(24);
    const appeal = {
      raterId: house.cast.ada.id,
      rejectionId: await rejectionId(),
      words: 'I did read them.',
    };
    const answer = {
      studyId,
      rejectionId: appeal.rejectionId,
      actorId: house.cast.dana.id,
      words: 'So I see.',
    };
    await expect(answerAppeal(house.context, { ...answer, decision: 'approve' })).rejects.toThrow(Conflict);
    expect(await appealRejection(house.context, appeal)).toBe(true);
    expect(await appealRejection(house.context, { ...appeal, words: 'Again.' })).toBe(false);
    await answerAppeal(house.context, { ...answer, decision: 'approve' });
    expect(await ledger()).toMatchObject({ rejected: 0, approved: 24, pending: 36 });
    await expect(answerAppeal(house.context, { ...answer, decision: 'uphold' })).rejects.toThrow(Conflict);
  });

  it('leaves an upheld rejection as it is', async () => {
    await reject(24);
    const id = await rejectionId();
    await appealRejection(house.context, { raterId: house.cast.ada.id, rejectionId: id, words: 'No!' });
    const answer = { studyId, rejectionId: id, actorId: house.cast.dana.id, words: 'Sorry.' };
    await answerAppeal(house.context, { ...answer, decision: 'uphold' });
    expect(await ledger()).toMatchObject({ rejected: 24, pending: 36 });
  });

  it('knows nobody else’s rejections, and no raters of other studies', async () => {
    await reject(12);
    const id = await rejectionId();
    const { ben, dana } = house.cast;
    await expect(
      appealRejection(house.context, { raterId: ben.id, rejectionId: id, words: 'Mine?' }),
    ).rejects.toThrow(NotFound);
    const other = await openPaidStudy(house, 1);
    const answer = { studyId: other.id, rejectionId: id, actorId: dana.id, words: 'No.' };
    await expect(answerAppeal(house.context, { ...answer, decision: 'uphold' })).rejects.toThrow(NotFound);
    await expect(approvePay(house.context, { ...asOfNow(), raterId: ben.id })).rejects.toThrow(NotFound);
  });

  it('notes every decision in the audit', async () => {
    await approvePay(house.context, asOfNow());
    await markPaid(house.context, { ...asOfNow(), batchId: house.context.newId() });
    const events = await house.context.db.all<{ action: string; detail: string }>(
      `SELECT action, detail FROM audit_events WHERE action LIKE 'pay %' ORDER BY id`,
    );
    const own = events.filter(({ detail }) => detail.includes(studyId));
    expect(own.map(({ action }) => action).sort()).toEqual(['pay approval recorded', 'pay payment recorded']);
    expect(own.every(({ detail }) => (JSON.parse(detail) as { amount: number }).amount === 60)).toBe(true);
  });
});
