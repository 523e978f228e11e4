import { paths } from '../../paths';
import { wholeNumber } from '../../web/format';
import type { Dataset } from '../dataset-store';
import type { Item } from '../item-store';
import type { Finding } from '../lint/lint-rule';
import { otherViewWords } from './items-page';
import { shownFindings, shownItem, shownText } from './shown-item';

export interface ItemSource {
  readonly dataset: Dataset;
  readonly item: Item;
  readonly isRaw: boolean;
  readonly findings: readonly Finding[];
  readonly decisions: ReadonlyMap<string, string>;
  readonly neighbours: { readonly previous: number | undefined; readonly next: number | undefined };
  /** The record as it stands in the file; undefined where reading on to it would take too long. */
  readonly record: string | undefined;
}

const longestShown = 100_000;

/** The locals of the page of one item. */
export function itemPage({ dataset, item, isRaw, findings, decisions, neighbours, record }: ItemSource) {
  const { id, slug } = dataset;
  const view = { isRaw, longest: longestShown };
  const link = (text: string, line: number | undefined) =>
    line === undefined ? undefined : { text, href: paths.datasetItem(id, line) + (isRaw ? '?view=raw' : '') };
  const here = paths.datasetItem(id, item.line);
  return {
    title: `Line ${wholeNumber(item.line)} of ${slug}`,
    dataset: { id, slug },
    isRaw,
    otherView: { text: otherViewWords(isRaw), href: isRaw ? here : `${here}?view=raw` },
    item: shownItem(item, view),
    whole: item.stem === undefined || item.stem === item.text ? undefined : shownText(item.text, view),
    exactConfidence: item.labelConfidence === null ? undefined : String(item.labelConfidence),
    findings: shownFindings(id, findings, decisions),
    record: record === undefined ? undefined : shownText(record, view),
    first: link('Previous item', neighbours.previous),
    next: link('Next item', neighbours.next),
  };
}
