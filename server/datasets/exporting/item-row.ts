import { choiceName, choiceText } from '../choice-text';
import type { NewItem } from '../item';

/** The columns of exported items, in every format the same and in this order. */
export const itemColumns = ['number', 'text', 'choices', 'label', 'label_confidence', 'content'] as const;

/** One exported item: what people read, and last the item itself, which is what we read back. */
export interface ItemRow {
  /** From 1, in the order of the dataset. */
  readonly number: number;
  readonly text: string;
  readonly choices: readonly string[];
  readonly label: string | null;
  readonly label_confidence: number | null;
  readonly content: NewItem;
}

/** The row of an item. It depends on nothing but item and number, so the same items give the same bytes. */
export function itemRow(item: NewItem, number: number): ItemRow {
  const { text, stem, choices, details, labelIndex, labelConfidence, sourceId } = item;
  return {
    number,
    text,
    choices: choices.map(choiceText),
    label: labelIndex === null ? null : choiceName(choices[labelIndex]!),
    label_confidence: labelConfidence,
    content: {
      text,
      ...(stem !== undefined && { stem }),
      choices: choices.map(({ letter, text }) => ({ letter, text })),
      details: details.map(({ name, value }) => ({ name, value })),
      labelIndex,
      labelConfidence,
      ...(sourceId !== undefined && { sourceId }),
    },
  };
}

/** JSON in ASCII alone, so that it survives every program that changes characters it does not like. */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\x7f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
