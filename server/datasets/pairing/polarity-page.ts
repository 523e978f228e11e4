import type { Dataset } from '../dataset-store';
import { choiceText } from '../choice-text';
import { isKnownInverted } from '../describing/known-polarity';
import type { Item } from '../item-store';
import type { LabelOpenings } from './label-openings';
import { openingColumns, openingRow, openingsNote } from './pairs-page';

export interface PolarityShown {
  readonly dataset: Dataset;
  /** The dataset's own and those of the datasets it may be paired with. */
  readonly openings: readonly { readonly dataset: Dataset; readonly openings: LabelOpenings }[];
  readonly samples: readonly Item[];
}

/** Words in a name that turn its meaning around, and are easily lost between a name and a label. */
const negation =
  /(^|[-_\s])(not?|non|never|without|anti|less|avoid|declin\w*|refus\w*|un\w{4,})(?=[-_\s]|$)/i;

/** The locals of the page that shows which way a dataset's labels point. */
export function polarityPage({ dataset, openings, samples }: PolarityShown) {
  return {
    title: `Which way do the labels of ${dataset.slug} point?`,
    dataset: { id: dataset.id, slug: dataset.slug, behavior: dataset.behavior },
    polarity: dataset.polarity,
    reasons: reasonsFor(dataset),
    openingColumns,
    openingRows: openings.map((one) => openingRow(one.dataset, one.openings)),
    openingsNote,
    sampleRows: samples.map((item) => [
      String(item.line),
      item.stem ?? item.text,
      item.labelIndex === null ? 'None' : choiceText(item.choices[item.labelIndex]!),
      item.choices
        .filter((_, index) => index !== item.labelIndex)
        .map(choiceText)
        .join(' / '),
    ]),
  };
}

/** Why a person should look, beside the figures. */
export function reasonsFor({ fileName }: Pick<Dataset, 'fileName'>): string[] {
  const parts = fileName.split('/');
  const stem = (parts.at(-1) ?? '').replace(/(\.\w+)+$/, '');
  const reasons = [];
  if (isKnownInverted(stem, parts.slice(0, -1))) {
    reasons.push(
      'The published file of this name is known to be inverted: its label is the opposite of the name.',
    );
  }
  const word = negation.exec(stem)?.[2];
  if (word) reasons.push(`The name has “${word}” in it, so it is easily read the other way round.`);
  return reasons;
}
