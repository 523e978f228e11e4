import type { KeyedItem } from '../item-text-store';
import { acrossRules } from './across';
import type { Counterpart, PlacedItem } from './across-rule';
import type { Finding } from './lint-rule';
import { exactForm, normalForm, wordsOf } from './normal-form';

/** What the rules across datasets find on items of one import, given items of all datasets under their keys. */
export function compareAcross(own: readonly KeyedItem[], all: readonly KeyedItem[]): Finding[] {
  const byKey = new Map<number, KeyedItem[]>();
  for (const item of all) byKey.set(item.textKey, [...(byKey.get(item.textKey) ?? []), item]);
  return own.flatMap((item) => {
    const counterparts = counterpartsOf(item, byKey.get(item.textKey) ?? []);
    return acrossRules.flatMap((rule) => {
      const detail = counterparts.length === 0 ? undefined : rule.compare(item, counterparts);
      return detail === undefined ? [] : [{ rule: rule.key, line: item.line, detail }];
    });
  });
}

/** By slug and line. Keys may be equal by chance or by malice, so the texts themselves are compared. */
function counterpartsOf(item: KeyedItem, candidates: readonly KeyedItem[]): Counterpart[] {
  const form = normalForm(item);
  return candidates
    .filter((other) => other.importId !== item.importId && normalForm(other) === form)
    .map((other) => ({
      ...other,
      isExact: exactForm(other) === exactForm(item),
      isOpposite: isOpposite(item, other),
    }))
    .sort((a, b) => (a.slug === b.slug ? a.line - b.line : a.slug < b.slug ? -1 : 1));
}

/** Equal forms have equal choices, so it is enough that the labels are different ones of them. */
function isOpposite(item: PlacedItem, other: PlacedItem): boolean {
  const [own, others] = [labelOf(item), labelOf(other)];
  return own !== undefined && others !== undefined && own !== others;
}

/** By its words, because two files may letter the same choices differently; by its letter where it has no words. */
function labelOf({ choices, labelIndex }: PlacedItem): string | undefined {
  const label = labelIndex === null ? undefined : choices[labelIndex];
  return label && (wordsOf(label.text) || label.letter);
}
