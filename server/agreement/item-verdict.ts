import type { Question } from '../questions/question';
import { isAmbiguous, isRelevant, itemQuestions } from './conditional-agreement';
import { verdictOn, type LabelQuestion } from './label-agreement';
import type { TalliedItem } from './tally';

/** What raters make of a complete item with a label, the worst fault first. */
export const itemVerdicts = [
  { key: 'malformed', name: 'Malformed', rule: 'at least half of its raters flagged broken text' },
  { key: 'irrelevant', name: 'Irrelevant', rule: 'mean relevance below the middle of the scale' },
  { key: 'ambiguous', name: 'Ambiguous', rule: 'at least half of its raters call it ambiguous' },
  { key: 'undecided', name: 'Undecided', rule: 'no majority: two answers are equally frequent' },
  { key: 'mislabelled', name: 'Mislabelled', rule: 'the majority gives another answer than the label' },
  { key: 'valid', name: 'Valid', rule: 'none of these: the majority gives the label' },
] as const;

export type ItemVerdict = (typeof itemVerdicts)[number]['key'];

/** How many complete items with a label there are of each verdict. */
export type VerdictCounts = Readonly<Record<ItemVerdict, number>>;

/**
 * The first verdict of the list that applies, so that each item has one: a label is called wrong only where the item is in
 * order otherwise. What a question set does not ask is taken for in order.
 */
export function verdictOf(
  questions: readonly Question[],
  item: TalliedItem,
  asked: LabelQuestion,
): ItemVerdict {
  const { relevance, ambiguity } = itemQuestions(questions);
  const { majority, agreeing } = verdictOn(item, asked);
  if (item.malformed * 2 >= item.ratings) return 'malformed';
  if (relevance && !isRelevant(item, relevance)) return 'irrelevant';
  if (ambiguity && isAmbiguous(item, ambiguity)) return 'ambiguous';
  if (majority === null) return 'undecided';
  return majority === agreeing ? 'valid' : 'mislabelled';
}

/** Counts the verdicts on complete items; those without a label have none. */
export function countVerdicts(
  questions: readonly Question[],
  complete: readonly TalliedItem[],
  asked: LabelQuestion,
): VerdictCounts {
  const labelled = complete.filter((item) => verdictOn(item, asked).agreeing !== null);
  const verdicts = labelled.map((item) => verdictOf(questions, item, asked));
  const counts = itemVerdicts.map(({ key }) => [key, verdicts.filter((verdict) => verdict === key).length]);
  return Object.fromEntries(counts) as VerdictCounts;
}
