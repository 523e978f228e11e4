import { paths } from '../../paths';
import type { FieldError } from '../../web/form-fields';
import { plural } from '../../web/format';
import type { PagePlace } from '../../web/page-number';
import { choiceText } from '../choice-text';
import type { Dataset } from '../dataset-store';
import type { Item } from '../item-store';
import { proposeGoldFor } from '../pairing/propose-pairs';
import type { GoldExplanation } from './gold-store';

export const goldItemsPerPage = 20;

export interface GoldShown {
  readonly gold: Dataset;
  readonly datasets: readonly Dataset[];
  readonly items: readonly Item[];
  readonly explanations: readonly GoldExplanation[];
  readonly place: PagePlace;
}

/** What the explanation form of one item held, and what was wrong with it. */
export interface RefusedExplanation {
  readonly itemId: string;
  readonly explanation: string;
  readonly message: string;
}

/** The locals of the page of a gold set: which dataset it belongs to, and why its answers are what they are. */
export function goldPage(
  { gold, datasets, items, explanations, place }: GoldShown,
  errors: readonly FieldError[] = [],
  refused?: RefusedExplanation,
) {
  const rateable = datasets.filter(
    ({ purpose, itemKind }) => purpose === 'evaluation' && itemKind === gold.itemKind,
  );
  const proposed = proposeGoldFor(gold, datasets);
  const missing = gold.itemCount - explanations.length;
  return {
    title: `Gold set ${gold.slug}`,
    dataset: { id: gold.id, slug: gold.slug },
    errors: refused
      ? [...errors, { name: `explanation-${refused.itemId}`, message: refused.message }]
      : errors,
    tie: {
      choices: [
        { value: '', text: 'None' },
        ...rateable.map(({ id, slug, behavior }) => ({ value: id, text: `${slug}: ${behavior}` })),
      ],
      value: gold.goldFor ?? proposed?.id ?? '',
      proposal:
        gold.goldFor === null && proposed
          ? `Not tied yet. ${proposed.slug} has the same name; save to confirm it.`
          : undefined,
    },
    progress:
      missing === 0
        ? 'Every item has an explanation.'
        : `${plural(missing, 'item has', 'items have')} no explanation yet.`,
    items: items.map((item) => itemOf(item, explanations, refused)),
    page: place.page,
    pages: place.pages,
  };
}

function itemOf(item: Item, explanations: readonly GoldExplanation[], refused?: RefusedExplanation) {
  const known = explanations.find(({ itemId }) => itemId === item.id);
  const isRefused = refused?.itemId === item.id;
  return {
    id: item.id,
    line: item.line,
    text: item.stem ?? item.text,
    choices: item.choices.map((choice, index) => ({
      text: choiceText(choice),
      isLabel: index === item.labelIndex,
    })),
    explanation: isRefused ? refused.explanation : (known?.explanation ?? ''),
    error: isRefused ? refused.message : undefined,
  };
}

/** The gold sets of a rated dataset, for its own page. */
export function goldSetsOf(dataset: Dataset, datasets: readonly Dataset[]): { text: string; href: string }[] {
  return datasets
    .filter(({ goldFor }) => goldFor === dataset.id)
    .map(({ id, slug }) => ({ text: slug, href: paths.datasetGold(id) }));
}
