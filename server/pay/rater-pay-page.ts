import { paths } from '../paths';
import type { Study } from '../studies/study-store';
import type { FieldError, Typed } from '../web/form-fields';
import { dateTime } from '../web/format';
import type { PageLocals } from '../web/render-page';
import { majorUnits, money } from './currency';
import { rejectionsOf, type PayEntry } from './ledger/ledger';
import type { loadLedgers } from './ledger/load-ledgers';
import { timeCells } from './pay-words';
import type { PayTerms } from './terms/pay-terms';

interface RaterPaySource {
  readonly study: Study;
  readonly terms: PayTerms;
  readonly found: Awaited<ReturnType<typeof loadLedgers>>[number];
  readonly now: number;
  readonly batchId: string;
  readonly refused?: { readonly errors: readonly FieldError[]; readonly typed: Typed };
}

/** One rater's pay in a study, for administrators: how it stands, what was decided, and what can be. */
export function raterPayPage(source: RaterPaySource): PageLocals {
  const { study, terms, found, now, batchId, refused } = source;
  const { payee, ledger, entries } = found;
  const { currency } = terms;
  const amount = (minor: number): string => money(minor, currency);
  const typed = refused?.typed ?? {};
  return {
    title: `Pay of ${payee.pseudonym}`,
    errors: refused?.errors ?? [],
    study: { name: study.name, href: paths.study(study.id) },
    payHref: paths.studyPay(study.id),
    pseudonym: payee.pseudonym,
    facts: factsOf(found, currency),
    canApprove: ledger.pending > 0,
    canPay: ledger.payable > 0,
    pending: amount(ledger.pending),
    payable: amount(ledger.payable),
    appeals: openAppeals(study.id, entries, amount),
    decided: entries.map((entry) => entryRow(entry, currency)),
    typed: {
      amount: String(typed.amount ?? majorUnits(ledger.pending, currency)),
      reason: String(typed.reason ?? ''),
      answer: String(typed.answer ?? ''),
      decision: String(typed.decision ?? ''),
    },
    actions: {
      approvals: paths.raterPayApprovals(study.id, payee.raterId),
      payments: paths.raterPayPayments(study.id, payee.raterId),
      rejections: paths.raterPayRejections(study.id, payee.raterId),
      asOf: now,
      batchId,
    },
  };
}

function factsOf({ payee, earnings, ledger }: RaterPaySource['found'], currency: string) {
  const [time, hour] = timeCells(earnings, currency);
  const amount = (minor: number): string => money(minor, currency);
  return [
    { name: 'Username', value: payee.username },
    { name: 'Earned', value: amount(ledger.earned) },
    { name: 'Pending', value: amount(ledger.pending) },
    { name: 'To be paid', value: amount(ledger.payable) },
    { name: 'Paid', value: amount(ledger.paid) },
    { name: 'Rejected', value: amount(ledger.rejected) },
    { name: 'Active time', value: time },
    { name: 'An hour', value: hour },
  ];
}

function openAppeals(studyId: string, entries: readonly PayEntry[], amount: (minor: number) => string) {
  return rejectionsOf(entries).flatMap(({ entry, appeal, answer }) =>
    appeal && !answer
      ? [
          {
            amount: amount(entry.amount),
            reason: entry.words,
            words: appeal.words,
            action: paths.appealAnswer(studyId, entry.id),
          },
        ]
      : [],
  );
}

const kinds: Readonly<Record<PayEntry['kind'], string>> = {
  approval: 'Approved',
  rejection: 'Rejected',
  appeal: 'Appeal by the rater',
  upholding: 'Rejection upheld',
  payment: 'Marked as paid',
};

function entryRow(
  { createdAt, kind, amount, rejectionId, words, createdBy }: PayEntry,
  currency: string,
): string[] {
  const isRule = kind === 'approval' && createdBy === null;
  const done = kind === 'approval' && rejectionId !== null ? 'Approved after an appeal' : kinds[kind];
  return [
    dateTime(createdAt),
    isRule ? `${done} by rule` : done,
    kind === 'appeal' || kind === 'upholding' ? '–' : money(amount, currency),
    words ?? '',
  ];
}
