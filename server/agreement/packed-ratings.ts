import type { RatedAnswer } from './agreement-store';

/** One counted rating as figures about raters need it. */
export interface CountedRating {
  readonly position: number;
  readonly pseudonym: string;
  readonly isSynthetic: boolean;
  readonly isFurther: boolean;
  readonly choicesReversed: boolean;
  readonly flag: string | null;
  readonly milliseconds: number | null;
  readonly submittedAt: number;
  /** Values by question. */
  readonly answers: ReadonlyMap<string, string>;
}

/**
 * The counted ratings of one dataset as columns, by position and rater: a tenth of what the rows weigh, and handed to a thread
 * without a pause that others would feel.
 */
export interface PackedRatings {
  readonly pseudonyms: readonly string[];
  readonly questions: readonly string[];
  /** All texts that occur as answers and flags. */
  readonly texts: readonly string[];
  readonly position: Uint32Array;
  readonly rater: Uint32Array;
  /** Sums of `traits`. */
  readonly traits: Uint8Array;
  /** Places in `texts`; -1 for none. */
  readonly flag: Int32Array;
  /** NaN where the server does not know. */
  readonly milliseconds: Float64Array;
  readonly submittedAt: Float64Array;
  /** For each question the places of the answers in `texts`; -1 for none. */
  readonly answers: readonly Int32Array[];
}

const traits = { isSynthetic: 1, isFurther: 2, choicesReversed: 4 } as const;

/** Puts the answers of each rating together. The order of the answers makes no difference. */
export function packRatings(answers: readonly RatedAnswer[]): PackedRatings {
  const ratings = new Map<string, RatedAnswer[]>();
  for (const answer of answers) {
    const ofRating = ratings.get(answer.assignmentId);
    if (ofRating) ofRating.push(answer);
    else ratings.set(answer.assignmentId, [answer]);
  }
  const rows = [...ratings.values()].sort(byItemThenRater);
  const firsts = rows.map((row) => row[0]!);
  const pseudonyms = distinct(firsts.map(({ pseudonym }) => pseudonym));
  const questions = distinct(answers.map(({ question }) => question));
  const texts = distinct(answers.flatMap(({ value, flag }) => (flag === null ? [value] : [value, flag])));
  const [raterAt, textAt] = [placesOf(pseudonyms), placesOf(texts)];
  return {
    ...{ pseudonyms, questions, texts },
    position: Uint32Array.from(firsts, ({ position }) => position),
    rater: Uint32Array.from(firsts, ({ pseudonym }) => raterAt.get(pseudonym)!),
    traits: Uint8Array.from(firsts, traitsOf),
    flag: Int32Array.from(firsts, ({ flag }) => (flag === null ? -1 : textAt.get(flag)!)),
    milliseconds: Float64Array.from(firsts, ({ milliseconds }) => milliseconds ?? Number.NaN),
    submittedAt: Float64Array.from(firsts, ({ submittedAt }) => submittedAt),
    answers: questions.map((name) =>
      Int32Array.from(rows, (row) => {
        const answer = row.find(({ question }) => question === name);
        return answer ? textAt.get(answer.value)! : -1;
      }),
    ),
  };
}

/** The ratings again, by position and rater. */
export function unpackRatings(packed: PackedRatings): CountedRating[] {
  const has = (row: number, trait: keyof typeof traits): boolean =>
    (packed.traits[row]! & traits[trait]) !== 0;
  return Array.from(packed.position, (position, row) => ({
    position,
    pseudonym: packed.pseudonyms[packed.rater[row]!]!,
    isSynthetic: has(row, 'isSynthetic'),
    isFurther: has(row, 'isFurther'),
    choicesReversed: has(row, 'choicesReversed'),
    flag: packed.texts[packed.flag[row]!] ?? null,
    milliseconds: Number.isNaN(packed.milliseconds[row]!) ? null : packed.milliseconds[row]!,
    submittedAt: packed.submittedAt[row]!,
    answers: new Map(
      packed.questions.flatMap((name, index) => {
        const value = packed.texts[packed.answers[index]![row]!];
        return value === undefined ? [] : [[name, value] as const];
      }),
    ),
  }));
}

function byItemThenRater([a]: readonly RatedAnswer[], [b]: readonly RatedAnswer[]): number {
  if (a!.position !== b!.position) return a!.position - b!.position;
  return a!.pseudonym < b!.pseudonym ? -1 : 1;
}

function traitsOf(answer: RatedAnswer): number {
  return (Object.keys(traits) as (keyof typeof traits)[]).reduce(
    (sum, trait) => sum + (answer[trait] ? traits[trait] : 0),
    0,
  );
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}

function placesOf(texts: readonly string[]): ReadonlyMap<string, number> {
  return new Map(texts.map((text, place) => [text, place]));
}
