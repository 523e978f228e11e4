import type { FieldError } from '../../web/form-fields';
import type { ItemFilter } from './item-filter';

/** The list of items as an address asks for it, and as its form holds it. */
export interface ItemQuery {
  readonly text: string;
  readonly label: string;
  readonly choices: string;
  readonly from: string;
  readonly to: string;
  readonly rule: string;
  readonly quarantined: string;
  readonly after: string;
  /** `raw` shows texts as raters see them. */
  readonly view: string;
}

const names = ['text', 'label', 'choices', 'from', 'to', 'rule', 'quarantined', 'after', 'view'] as const;
const longestValue = 200;

export function readItemQuery(query: Readonly<Record<string, unknown>>): ItemQuery {
  const value = (name: string): string => {
    const given = query[name];
    return typeof given === 'string' ? given.slice(0, longestValue) : '';
  };
  return Object.fromEntries(names.map((name) => [name, value(name)])) as unknown as ItemQuery;
}

/** What is asked for, or what is wrong with it. */
export function itemFilterOf(query: ItemQuery): { filter: ItemFilter; errors: FieldError[] } {
  const choices = wholeNumberOf(query.choices);
  const [min, max] = [shareOf(query.from), shareOf(query.to)];
  const { quarantined, rule } = query;
  const faults: [string, boolean, string][] = [
    ['choices', choices === undefined, 'Enter the number of choices in digits, or leave it empty.'],
    ['from', min === undefined, 'Enter the lowest label confidence as a number from 0 to 100.'],
    ['to', max === undefined, 'Enter the highest label confidence as a number from 0 to 100.'],
    ['rule', !/^[a-z0-9-]*$/.test(rule), 'Choose a lint rule from the list.'],
  ];
  return {
    filter: {
      text: query.text || null,
      label: query.label.trim() || null,
      choices: choices ?? null,
      minConfidence: min ?? null,
      maxConfidence: max ?? null,
      rule: rule || null,
      quarantined: quarantined === 'yes' || quarantined === 'no' ? quarantined : null,
    },
    errors: faults.filter(([, isWrong]) => isWrong).map(([name, , message]) => ({ name, message })),
  };
}

/** The line the page starts after. */
export function lineAfter({ after }: ItemQuery): number {
  return /^\d{1,9}$/.test(after) ? Number(after) : 0;
}

/** Null for nothing typed, undefined for what is no such number. */
function wholeNumberOf(typed: string): number | null | undefined {
  if (typed.trim() === '') return null;
  return /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : undefined;
}

/** Percent as a share. */
function shareOf(typed: string): number | null | undefined {
  if (typed.trim() === '') return null;
  const share = /^\d{1,3}(\.\d{1,12})?$/.test(typed.trim()) ? Number(`${typed.trim()}e-2`) : NaN;
  return share <= 1 ? share : undefined;
}

/** The query part of an address that asks the same, with some of it changed. */
export function itemQueryText(query: ItemQuery, changes: Partial<ItemQuery> = {}): string {
  const given = Object.entries({ ...query, ...changes }).filter(([, value]) => value !== '');
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}
