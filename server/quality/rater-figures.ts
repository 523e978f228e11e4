import type { Database } from '../db/database';
import { offersCannotTell } from '../questions/cannot-tell';
import { asksForLabel, verifiesLabel } from '../questions/verify-questions';
import { median } from '../statistics/median';
import { isUndefined, undefinedBecause, type Estimate, type Undefined } from '../statistics/outcome';
import { wilsonInterval } from '../statistics/wilson-interval';
import type { Study } from '../studies/study-store';
import {
  listCannotTellCounts,
  listFlagCounts,
  listGoldAnswers,
  listRatingCounts,
  listSkipCounts,
  listSkippedLaterCounts,
  listStudyRaters,
  listTimesTaken,
  type GoldAnswer,
  type NoteCount,
  type StudyRater,
} from './rater-store';

/** A rater of a study with everything counted about them. */
export interface RaterFigures extends StudyRater {
  /** Ratings that stand in figures; those of items shown with their label stand in anchoring alone. */
  readonly counted: number;
  readonly shown: number;
  /** Ratings that do not count, gold items aside. */
  readonly surplus: number;
  readonly gold: number;
  readonly skips: readonly NoteCount[];
  readonly flags: readonly NoteCount[];
  /** Items skipped first and rated after all. */
  readonly skippedLater: number;
  /** Of how many items a time is known, and the median of them; undefined when there is none. */
  readonly timed: number;
  readonly seconds: number | undefined;
  /** Items in which the rater cannot tell; undefined where no question offers that answer. */
  readonly cannotTell: number | undefined;
  /** The share of gold items the rater answered as their label says. */
  readonly goldHits: Required<Estimate> | Undefined;
}

/** Everybody who has joined the study, by pseudonym. */
export async function loadRaterFigures(db: Database, study: Study): Promise<RaterFigures[]> {
  const raters = await listStudyRaters(db, study.id);
  const counts = byRater(await listRatingCounts(db, study.id));
  const skips = byRater(await listSkipCounts(db, study.id));
  const flags = byRater(await listFlagCounts(db, study.id));
  const later = byRater(await listSkippedLaterCounts(db, study.id));
  const unsure = byRater(await listCannotTellCounts(db, study.id));
  const offers = offersCannotTell(study.questions);
  const times = byRater(await listTimesTaken(db, study.id));
  const question = study.questions.find((one) => asksForLabel(one) || verifiesLabel(one))?.name ?? '';
  const gold = byRater(await listGoldAnswers(db, study.id, question));
  return raters.map((rater) => {
    const { raterId } = rater;
    const own = counts.get(raterId) ?? [];
    const sum = (rows: typeof own): number => rows.reduce((total, { ratings }) => total + ratings, 0);
    const seconds = median((times.get(raterId) ?? []).map(({ milliseconds }) => milliseconds / 1000));
    return {
      ...rater,
      counted: sum(own.filter(({ isGold, isSurplus, isShown }) => !isGold && !isSurplus && !isShown)),
      shown: sum(own.filter(({ isGold, isSurplus, isShown }) => !isGold && !isSurplus && isShown)),
      surplus: sum(own.filter(({ isGold, isSurplus }) => !isGold && isSurplus)),
      gold: sum(own.filter(({ isGold }) => isGold)),
      skips: skips.get(raterId) ?? [],
      flags: flags.get(raterId) ?? [],
      skippedLater: later.get(raterId)?.[0]?.items ?? 0,
      timed: times.get(raterId)?.length ?? 0,
      cannotTell: offers ? (unsure.get(raterId)?.[0]?.items ?? 0) : undefined,
      seconds: isUndefined(seconds) ? undefined : seconds.value,
      goldHits: goldHits(study, gold.get(raterId) ?? []),
    };
  });
}

function goldHits(
  { labelMode }: Pick<Study, 'labelMode'>,
  answers: readonly GoldAnswer[],
): RaterFigures['goldHits'] {
  const isHit = ({ value, labelIndex }: GoldAnswer): boolean =>
    value === (labelMode === 'verify' ? 'correct' : String(labelIndex));
  const total = (rows: readonly GoldAnswer[]): number => rows.reduce((sum, { items }) => sum + items, 0);
  const n = total(answers);
  const hits = total(answers.filter(isHit));
  const interval = wilsonInterval(hits, n);
  return isUndefined(interval)
    ? undefinedBecause('no gold item is rated')
    : { value: hits / n, ...interval, n };
}

function byRater<Row extends { readonly raterId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const own = found.get(row.raterId);
    if (own) own.push(row);
    else found.set(row.raterId, [row]);
  }
  return found;
}
