import { isUndefined, type Outcome } from '../../statistics/outcome';
import { wilsonInterval } from '../../statistics/wilson-interval';
import type { Database } from '../../db/database';
import type { NewItem } from '../item';
import { listItems } from '../item-store';

/** How the labels of a dataset begin: what shows whether a label agrees to something or declines it. */
export interface LabelOpenings {
  /** Labelled items looked at, from the beginning of the file. */
  readonly n: number;
  readonly yes: OpeningShare;
  readonly no: OpeningShare;
  /** The commonest first words, the commonest first. */
  readonly words: readonly { readonly word: string; readonly count: number }[];
}

/** Items that begin so, and their share of `n` with its 95% Wilson interval. */
export interface OpeningShare {
  readonly count: number;
  readonly share: Outcome;
}

/** Enough to see a direction by: at n = 1,000 a share is known to about three points. */
export const openingsLookAt = 1000;
const shownWords = 4;

/** Reads the first labelled items of a dataset and counts how their labels begin. */
export async function readLabelOpenings(db: Database, datasetId: string): Promise<LabelOpenings> {
  const words: string[] = [];
  const limit = 500;
  for (let afterLine = 0; words.length < openingsLookAt;) {
    const items = await listItems(db, datasetId, { afterLine, limit });
    words.push(...items.flatMap(firstWordOfLabel));
    if (items.length < limit) break;
    afterLine = items.at(-1)!.line;
  }
  return labelOpenings(words.slice(0, openingsLookAt));
}

/** @param firstWords of the labels, lower case; '' where a label has no word */
export function labelOpenings(firstWords: readonly string[]): LabelOpenings {
  const n = firstWords.length;
  const counts = new Map<string, number>();
  for (const word of firstWords) counts.set(word, (counts.get(word) ?? 0) + 1);
  const share = (word: string): OpeningShare => {
    const count = counts.get(word) ?? 0;
    const interval = wilsonInterval(count, n);
    return { count, share: isUndefined(interval) ? interval : { value: count / n, ...interval, n } };
  };
  const words = [...counts]
    .map(([word, count]) => ({ word, count }))
    .sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1));
  return { n, yes: share('yes'), no: share('no'), words: words.slice(0, shownWords) };
}

/**
 * Whether two sets' labels seem to point in opposite directions: the 95% intervals of the shares that begin with
 * "No", or with "Yes", lie apart by more than a quarter. A hint for a person, not a test.
 */
export function seemOpposed(a: LabelOpenings, b: LabelOpenings): boolean {
  return liesApart(a.no.share, b.no.share) || liesApart(a.yes.share, b.yes.share);
}

const farApart = 0.25;

function liesApart(a: Outcome, b: Outcome): boolean {
  const [boundsA, boundsB] = [boundsOf(a), boundsOf(b)];
  return boundsA.low - boundsB.high > farApart || boundsB.low - boundsA.high > farApart;
}

/** What is undefined may be anything. */
function boundsOf(outcome: Outcome): { low: number; high: number } {
  return isUndefined(outcome) ? { low: 0, high: 1 } : { low: outcome.low ?? 0, high: outcome.high ?? 1 };
}

function firstWordOfLabel({ choices, labelIndex }: NewItem): string[] {
  if (labelIndex === null) return [];
  const word = /[\p{L}\p{N}'’]+/u.exec(choices[labelIndex]?.text ?? '');
  return [word?.[0].toLowerCase().slice(0, 30) ?? ''];
}
