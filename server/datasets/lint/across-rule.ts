import type { Purpose } from '../describing/describe-file';
import type { NewItem } from '../item';
import type { LintRule } from './lint-rule';

/** An item in a dataset that people can see. */
export interface PlacedItem extends Pick<NewItem, 'text' | 'stem' | 'choices' | 'labelIndex'> {
  readonly line: number;
  readonly slug: string;
  readonly purpose: Purpose;
}

/** An item of another dataset that asks the same in the same words: the first there, and what it has in common. */
export interface Counterpart extends PlacedItem {
  /** Whether the two are the same letter by letter, not only in their words. */
  readonly isExact: boolean;
  /** Whether both have a label and the labels are different answers. */
  readonly isOpposite: boolean;
}

/** A rule that compares an item with its counterparts in other datasets. */
export interface AcrossRule extends LintRule {
  /** @returns what is wrong with the item; the counterparts come by slug and line, several of a dataset may */
  compare(item: PlacedItem, counterparts: readonly Counterpart[]): string | undefined;
}

/** "a (line 3), b (line 5, same words only), c (line 1) and 2 more datasets": the first of each dataset. */
export function placesOf(counterparts: readonly Counterpart[]): string {
  const firsts = counterparts.filter(
    ({ slug }, i) => counterparts.findIndex((other) => other.slug === slug) === i,
  );
  const named = firsts.slice(0, mostNamed).map(({ slug, line, isExact }) => {
    return `${slug} (line ${line}${isExact ? '' : ', in the same words but not letter by letter'})`;
  });
  const more = firsts.length - named.length;
  return named.join(', ') + (more === 0 ? '' : ` and ${more} more ${more === 1 ? 'dataset' : 'datasets'}`);
}

const mostNamed = 3;
