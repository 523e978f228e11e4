import { paths } from '../../paths';
import { plural, wholeNumber } from '../../web/format';
import type { FieldError } from '../../web/form-fields';
import type { Dataset } from '../dataset-store';
import type { Finding } from '../lint/lint-rule';
import { bySeverity, ruleFacts } from '../lint/report/known-rules';
import { itemQueryText, type ItemQuery } from './item-query';
import type { FoundItems } from './search-items';
import { shownFindings, shownItem } from './shown-item';

export const itemsPerPage = 50;
const longestShown = 600;

export interface ItemsSource {
  readonly dataset: Dataset;
  readonly query: ItemQuery;
  readonly errors: readonly FieldError[];
  readonly found: FoundItems;
  /** About the items on the page. */
  readonly findings: readonly Finding[];
  /** What was decided about rules, by their keys. */
  readonly decisions: ReadonlyMap<string, string>;
  /** The keys of the rules that found something in the dataset. */
  readonly rules: readonly string[];
}

/** The locals of the list of a dataset's items. */
export function itemsPage({ dataset, query, errors, found, findings, decisions, rules }: ItemsSource) {
  const { id, slug, itemCount } = dataset;
  const here = (changes: Partial<ItemQuery>): string =>
    paths.datasetItems(id) + itemQueryText(query, changes);
  const isRaw = query.view === 'raw';
  const last = found.items.at(-1);
  return {
    title: `Items of ${slug}`,
    dataset: { id, slug },
    query,
    errors,
    rules: [
      { value: '', text: 'Any or none' },
      ...rules
        .map(ruleFacts)
        .sort(bySeverity)
        .map(({ key, name }) => ({ value: key, text: name })),
    ],
    isFiltered: itemQueryText(query, { view: '', after: '' }) !== '',
    found: `${found.isAtLeast ? 'At least ' : ''}${plural(found.found, 'item', 'items')} of ${wholeNumber(itemCount)}`,
    isRaw,
    otherView: { text: otherViewWords(isRaw), href: here({ view: isRaw ? '' : 'raw' }) },
    items: found.items.map((item) => ({
      ...shownItem(item, { isRaw, longest: longestShown }),
      findings: shownFindings(
        id,
        findings.filter(({ line }) => line === item.line),
        decisions,
      ),
    })),
    first: query.after === '' ? undefined : { text: 'First page', href: here({ after: '' }) },
    next: found.hasMore && last ? { text: 'Next page', href: here({ after: String(last.line) }) } : undefined,
  };
}

export function otherViewWords(isRaw: boolean): string {
  return isRaw ? 'Name invisible characters' : 'Show texts as raters see them';
}
