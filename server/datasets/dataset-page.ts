import { paths } from '../paths';
import { dateTime, percent, plural, wholeNumber } from '../web/format';
import { choiceName, choiceText } from './choice-text';
import type { DescribedDataset } from './describing/describe-dataset';
import { formats } from './formats';
import { itemFormats } from './item-formats';
import type { Item } from './item-store';
import { summaryInWords, type LintSummary } from './lint/report/lint-summary';

/** How many items the page of a dataset shows, from the start of the file. */
export const itemsShown = 5;

export interface DatasetSource extends DescribedDataset {
  /** What the form's hidden field holds; see `descriptionMark`. */
  readonly mark: string;
  /** The first few. */
  readonly items: readonly Item[];
  readonly lint: LintSummary | undefined;
  readonly quarantined: number;
  readonly studies: number;
  /** The families and categories other datasets have. */
  readonly families: readonly string[];
  readonly categories: readonly string[];
}

/** The locals of one dataset's page; `form` is what its fields hold. */
export function datasetPage(source: DatasetSource) {
  const { dataset, tags, mark, items } = source;
  const { id, behavior, polarity, family, category, contentNote, behaviorConfirmedAt } = dataset;
  const confirm = behaviorConfirmedAt === null ? '' : 'yes';
  return {
    title: dataset.slug,
    dataset: { id, behavior, isConfirmed: behaviorConfirmedAt !== null, isGold: dataset.purpose === 'gold' },
    details: detailsOf(source),
    form: {
      behavior,
      polarity,
      source: dataset.source,
      family,
      category,
      contentNote,
      tags: tags.join(', '),
      confirm,
      mark,
    },
    families: source.families,
    categories: source.categories,
    isStale: false,
    ...(dataset.itemKind === 'pronoun' ? sentenceTable(items) : choiceTable(items)),
    downloads: itemFormats.map(({ key, name }) => ({
      text: `Download the items as ${name}`,
      href: paths.datasetItemsFile(id, key),
    })),
    allItems: `Browse all ${plural(dataset.itemCount, 'item', 'items')}`,
  };
}

/** The page as it answers a form that was written over a description that is no longer there: both are shown. */
export function staleDatasetPage(source: DatasetSource, typed: Readonly<Record<string, unknown>>) {
  const { form: stored, ...page } = datasetPage(source);
  const words = { 'as named': 'As named', inverted: 'Inverted', model: 'A model', human: 'People' };
  const now = { ...stored, polarity: words[stored.polarity], source: words[stored.source] };
  return {
    ...page,
    isStale: true,
    form: { ...stored, confirm: '', ...typed, mark: stored.mark },
    stored: Object.entries({
      'Behavior: someone who …': now.behavior,
      Polarity: now.polarity,
      'Written by': now.source,
      Family: now.family,
      Category: now.category,
      'Content note': now.contentNote,
      Tags: now.tags,
      Confirmed: now.confirm || 'no',
    }).map(([name, value]) => ({ name, value: value || 'None' })),
  };
}

type Fact = { name: string; value: string; href?: string };

function detailsOf({ dataset, lint, quarantined, studies }: DatasetSource): Fact[] {
  const { id, importId, behaviorConfirmedAt: confirmed } = dataset;
  const format = formats.find(({ key }) => key === dataset.format);
  return [
    { name: 'File', value: dataset.fileName },
    { name: 'Format', value: format?.name ?? dataset.format },
    { name: 'Purpose', value: dataset.purpose === 'gold' ? goldWords : 'Evaluation' },
    {
      name: 'Items',
      value: `${wholeNumber(dataset.itemCount)}, of which ${wholeNumber(dataset.labelledCount)} with a label`,
      href: paths.datasetItems(id),
    },
    { name: 'Lint', value: summaryInWords(lint), href: paths.datasetLint(id) },
    { name: 'Quarantined', value: plural(quarantined, 'item', 'items') },
    { name: 'Polarity', value: polarityWords[dataset.polarity], href: paths.datasetPolarity(id) },
    {
      name: 'Behavior',
      value: `Version ${wholeNumber(dataset.behaviorVersion)}, ${confirmed === null ? 'not confirmed' : `confirmed ${dateTime(confirmed)}`}`,
      href: paths.datasetBehaviors(id),
    },
    { name: 'Studies', value: studies === 0 ? 'None' : plural(studies, 'study', 'studies') },
    {
      name: 'Imported',
      value: dateTime(dataset.createdAt),
      ...(importId === null ? {} : { href: paths.import(importId) }),
    },
    { name: 'Size', value: `${wholeNumber(dataset.bytes)} bytes` },
    { name: 'SHA-256', value: dataset.sha256 },
  ];
}

const goldWords = 'Gold: certain answers, never drawn into a study';
const polarityWords = { 'as named': 'As named', inverted: 'Inverted' } as const;

function choiceTable(items: readonly Item[]) {
  return {
    itemColumns: [
      { text: 'Line', numeric: true },
      { text: 'Text' },
      { text: 'Choices' },
      { text: 'Label' },
      { text: 'Label confidence', numeric: true },
    ],
    itemRows: items.map((item) => [
      lineCell(item),
      item.stem === undefined
        ? { text: item.text, note: 'The choices could not be told from the text, so raters see it as it is.' }
        : item.stem || '(no text before the choices)',
      item.choices.map(choiceText).join(' / '),
      item.labelIndex === null ? 'None' : choiceName(item.choices[item.labelIndex]!),
      item.labelConfidence === null ? 'None' : percent(item.labelConfidence),
    ]),
  };
}

function sentenceTable(items: readonly Item[]) {
  const names = items[0]?.details.map(({ name }) => name) ?? [];
  return {
    itemColumns: [{ text: 'Line', numeric: true }, { text: 'Sentence' }, ...names.map((text) => ({ text }))],
    itemRows: items.map((item) => [lineCell(item), item.text, ...item.details.map(({ value }) => value)]),
  };
}

function lineCell({ datasetId, line }: Item) {
  return { text: wholeNumber(line), href: paths.datasetItem(datasetId, line) };
}
