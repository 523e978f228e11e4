import { paths } from '../paths';
import type { Study } from '../studies/study-store';
import type { FieldError, Typed } from '../web/form-fields';
import { dateTime, plural } from '../web/format';
import type { PageLocals } from '../web/render-page';
import { currencies, majorUnits, money } from './currency';
import { medianHourlyRate, missingToFloor } from './hourly-rates';
import { daysUntilApproved, rejectionsOf } from './ledger/ledger';
import type { loadLedgers } from './ledger/load-ledgers';
import { floorWarning, medianWords, rateWords, termsFacts, timeCells } from './pay-words';
import { usualIdleSeconds, type PayTerms } from './terms/pay-terms';

type PayeeLedger = Awaited<ReturnType<typeof loadLedgers>>[number];

export interface PaySource {
  readonly study: Study;
  readonly terms: readonly PayTerms[];
  readonly ledgers: readonly PayeeLedger[];
  readonly now: number;
  readonly batchId: string;
  /** Terms that could not be saved. */
  readonly refused?: { readonly errors: readonly FieldError[]; readonly typed: Typed };
}

const columns = [
  { text: 'Rater' },
  { text: 'Earned', numeric: true },
  { text: 'Pending', numeric: true },
  { text: 'To be paid', numeric: true },
  { text: 'Paid', numeric: true },
  { text: 'Rejected', numeric: true },
  { text: 'Active time', numeric: true },
  { text: 'An hour', numeric: true },
  { text: 'Missing to the floor', numeric: true },
];

/** What a study pays, what that comes to, and what is still to be done about it. */
export function payPage(source: PaySource): PageLocals {
  const { study, terms, ledgers, now, batchId, refused } = source;
  const paying = terms.findLast(({ rate }) => rate !== 'none');
  return {
    title: `Pay of ${study.name}`,
    errors: refused?.errors ?? [],
    study: { name: study.name, href: paths.study(study.id) },
    ...(paying ? standing(paying, ledgers) : { warning: undefined, facts: [] }),
    terms: terms.map((each) => [
      each.validFrom === 0 ? 'the beginning' : dateTime(each.validFrom),
      rateWords(each),
      each.rate === 'none' ? '–' : money(each.floorPerHour, each.currency),
      `${each.idleSeconds} s`,
    ]),
    form: { action: paths.studyPay(study.id), ...formValues(terms.at(-1), refused?.typed) },
    currencies: currencies.map(({ code, name }) => ({ value: code, text: `${code}, ${name}` })),
    isFirst: paying === undefined,
    days: daysUntilApproved,
    columns,
    rows: paying ? ledgers.map((ledger) => payRow(study, paying, ledger)) : [],
    appeals: ledgers.flatMap((ledger) => appealsOf(study, ledger)),
    actions: {
      approvals: paths.payApprovals(study.id),
      payments: paths.payPayments(study.id),
      list: paths.payList(study.id),
      asOf: now,
      batchId,
    },
  };
}

function standing(terms: PayTerms, ledgers: readonly PayeeLedger[]) {
  const { currency } = terms;
  const median = medianHourlyRate(ledgers.map(({ earnings }) => earnings));
  const total = (amount: (ledger: PayeeLedger['ledger']) => number): string =>
    money(
      ledgers.reduce((sum, { ledger }) => sum + amount(ledger), 0),
      currency,
    );
  return {
    warning: floorWarning(median, terms),
    facts: [
      ...termsFacts(terms),
      { name: 'Median hour', value: medianWords(median, currency) },
      {
        name: 'Earned',
        value: `${total(({ earned }) => earned)} by ${plural(ledgers.length, 'rater', 'raters')}`,
      },
      { name: 'Pending', value: total(({ pending }) => pending) },
      { name: 'To be paid', value: total(({ payable }) => payable) },
      { name: 'Paid', value: total(({ paid }) => paid) },
    ],
  };
}

function payRow(
  study: Study,
  { currency, floorPerHour }: PayTerms,
  { payee, earnings, ledger }: PayeeLedger,
) {
  const amount = (minor: number): string => money(minor, currency);
  return [
    { text: payee.pseudonym, href: paths.raterPay(study.id, payee.raterId), note: payee.username },
    amount(ledger.earned),
    amount(ledger.pending),
    amount(ledger.payable),
    amount(ledger.paid),
    amount(ledger.rejected),
    ...timeCells(earnings, currency),
    amount(missingToFloor(earnings, floorPerHour)),
  ];
}

function appealsOf(study: Study, { payee, entries }: PayeeLedger) {
  return rejectionsOf(entries).flatMap(({ appeal, answer }) =>
    appeal && !answer
      ? [{ rater: payee.pseudonym, href: paths.raterPay(study.id, payee.raterId), words: appeal.words }]
      : [],
  );
}

/** What was typed, or the terms that hold. */
function formValues(terms: PayTerms | undefined, typed: Typed | undefined): Record<string, string> {
  const currency = terms?.currency ?? 'USD';
  const amount = (minor: number | undefined): string => majorUnits(minor ?? 0, currency);
  const stored: Record<string, string> = {
    rate: terms?.rate ?? 'none',
    currency,
    amount: amount(terms?.amount),
    estimatedSeconds: String(terms?.estimatedSeconds ?? 40),
    floorPerHour: amount(terms?.floorPerHour),
    idleSeconds: String(terms?.idleSeconds ?? usualIdleSeconds),
    training: terms && terms.trainingAmount !== null ? 'fixed' : 'same',
    trainingAmount: amount(terms?.trainingAmount ?? undefined),
    screenOutAmount: amount(terms?.screenOutAmount),
  };
  if (!typed) return stored;
  return Object.fromEntries(Object.keys(stored).map((name) => [name, String(typed[name] ?? '')]));
}
