import type { Context } from '../context';
import { NotFound } from '../errors';
import { paths } from '../paths';
import { loadStudy } from '../studies/study-store';
import type { FieldError, Typed } from '../web/form-fields';
import { dateTime } from '../web/format';
import type { PageLocals } from '../web/render-page';
import type { LanguageKey } from '../web/wording/languages';
import { wordsIn, type Words } from '../web/wording/words';
import { money } from './currency';
import { findRejection } from './ledger/entry-store';
import { daysUntilApproved, rejectionsOf, type Rejection } from './ledger/ledger';
import { ledgerAt, loadLedgerSource } from './ledger/load-ledgers';
import type { PayTerms } from './terms/pay-terms';
import { listPayTerms } from './terms/terms-store';
import { rateSentence } from './pay-offer';
import { listPaidStudies } from './work-store';

/** What a rater has earned in each study that pays, and how that stands. */
export async function earningsPage(
  context: Context,
  raterId: string,
  language: LanguageKey,
): Promise<PageLocals> {
  const t = wordsIn(language);
  const studies = [];
  for (const study of await listPaidStudies(context.db, raterId)) {
    studies.push(await studyEarnings(context, { study, raterId }, language));
  }
  return { title: t('pay.title'), studies, rule: t('pay.rule', { days: daysUntilApproved }) };
}

async function studyEarnings(
  { db, now }: Context,
  { study, raterId }: { study: { id: string; name: string }; raterId: string },
  language: LanguageKey,
) {
  const source = await loadLedgerSource(db, { studyId: study.id, raterId });
  const { ledger, entries } = ledgerAt(source, now());
  const currency = currencyOf(source.terms);
  const amount = (minor: number): string => money(minor, currency, language);
  const t = wordsIn(language);
  return {
    name: study.name,
    rate: rateSentence(source.terms.at(-1), language),
    facts: [
      { name: t('pay.earned'), value: amount(ledger.earned) },
      { name: t('pay.pending'), value: amount(ledger.pending) },
      { name: t('pay.approved'), value: amount(ledger.payable) },
      { name: t('pay.paid'), value: amount(ledger.paid) },
    ],
    rejections: rejectionsOf(entries).map((rejection) => ({
      ...shownRejection(rejection, t),
      title: t('pay.rejected', { amount: amount(rejection.entry.amount) }),
    })),
  };
}

function shownRejection({ entry, appeal, answer }: Rejection, t: Words) {
  return {
    at: dateTime(entry.createdAt),
    reason: entry.words ?? '',
    appeal: appeal?.words ?? undefined,
    state: answer ? (answer.kind === 'approval' ? t('pay.takenBack') : t('pay.upheld')) : t('pay.waiting'),
    answer: answer?.words ?? undefined,
    href: appeal ? undefined : paths.appeal(entry.id),
  };
}

function currencyOf(terms: readonly PayTerms[]): string {
  return terms.findLast(({ rate }) => rate !== 'none')?.currency ?? '';
}

/**
 * Where a rater appeals against a rejection.
 * @throws NotFound when it is not theirs
 */
export async function appealPage(
  { db }: Context,
  { rejectionId, raterId, language }: { rejectionId: string; raterId: string; language: LanguageKey },
  refused?: { readonly errors: readonly FieldError[]; readonly typed: Typed },
): Promise<PageLocals> {
  const rejection = await findRejection(db, rejectionId);
  if (rejection?.raterId !== raterId) throw new NotFound();
  const { name } = await loadStudy(db, rejection.studyId);
  const currency = currencyOf(await listPayTerms(db, rejection.studyId));
  return {
    title: wordsIn(language)('pay.appealTitle'),
    errors: refused?.errors ?? [],
    study: name,
    amount: money(rejection.amount, currency, language),
    reason: rejection.words ?? '',
    words: String(refused?.typed.words ?? ''),
    action: paths.appeal(rejectionId),
  };
}
