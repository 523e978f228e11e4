import { choiceText } from '../datasets/choice-text';
import type { NewItem, ItemDetail } from '../datasets/item';

/**
 * What a rater may see of an item. The only way an item reaches a rating page: there is no label here, no
 * confidence, and nothing made from them.
 */
export interface BlindItem {
  readonly text: string;
  /** The text as in the file, where it differs from what is shown. */
  readonly rawText?: string;
  readonly choices: readonly string[];
  readonly details: readonly ItemDetail[];
}

export function blindItem({
  text,
  stem,
  choices,
  details,
}: Pick<NewItem, 'text' | 'stem' | 'choices' | 'details'>): BlindItem {
  const shown = stem?.trim() ? stem : text;
  return {
    text: shown,
    ...(shown === text ? {} : { rawText: text }),
    choices: choices.map(choiceText),
    details: details.map(({ name, value }) => ({ name, value })),
  };
}

/** The label as text, for the page of an item in label mode `verify` alone. */
export function labelText({ choices, labelIndex }: Pick<NewItem, 'choices' | 'labelIndex'>): string {
  const label = labelIndex === null ? undefined : choices[labelIndex];
  return label ? choiceText(label) : '';
}
