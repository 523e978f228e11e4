import { ledgerOf, rejectionsOf, type PayEntry } from '../../server/pay/ledger/ledger';

let made = 0;
function entry(kind: PayEntry['kind'], amount: number, more: Partial<PayEntry> = {}): PayEntry {
  made += 1;
  const who = { studyId: 'study', raterId: 'rater', createdBy: 'dana', createdAt: made };
  return { id: String(made), kind, amount, batchId: null, rejectionId: null, words: null, ...who, ...more };
}

it('lets everything be pending at first', () => {
  expect(ledgerOf({ all: 100, old: 0 }, [])).toMatchObject({
    pending: 100,
    approved: 0,
    payable: 0,
    paid: 0,
  });
});

it('approves what is old by rule, and what was approved', () => {
  expect(ledgerOf({ all: 100, old: 60 }, [])).toMatchObject({ pending: 40, approved: 60, payable: 60 });
  // Approved: 80, of which 60 are old; the rule adds nothing to it.
  expect(ledgerOf({ all: 100, old: 60 }, [entry('approval', 80)])).toMatchObject({
    pending: 20,
    approved: 80,
  });
});

it('never approves by rule what is rejected', () => {
  // Of 100, 30 rejected: however old, 70 are approved.
  expect(ledgerOf({ all: 100, old: 100 }, [entry('rejection', 30)])).toMatchObject({
    ...{ earned: 100, pending: 0, approved: 70, rejected: 30, payable: 70 },
  });
});

it('takes a rejection back when its appeal is approved', () => {
  const rejection = entry('rejection', 30);
  const entries = [rejection, entry('appeal', 0, { rejectionId: rejection.id })];
  expect(ledgerOf({ all: 100, old: 0 }, entries)).toMatchObject({ pending: 70, rejected: 30 });
  const answered = [...entries, entry('approval', 30, { rejectionId: rejection.id })];
  expect(ledgerOf({ all: 100, old: 0 }, answered)).toMatchObject({ pending: 70, rejected: 0, approved: 30 });
  expect(rejectionsOf(answered)).toMatchObject([
    { appeal: { kind: 'appeal' }, answer: { kind: 'approval' } },
  ]);
});

it('has to pay what is approved and not paid', () => {
  const entries = [entry('approval', 80), entry('payment', 50, { batchId: 'one' })];
  expect(ledgerOf({ all: 100, old: 0 }, entries)).toMatchObject({ paid: 50, payable: 30, pending: 20 });
});

it('keeps what was approved when ratings are withdrawn later', () => {
  expect(ledgerOf({ all: 10, old: 10 }, [entry('approval', 80)])).toMatchObject({ pending: 0, payable: 80 });
});
