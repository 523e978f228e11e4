import type { ItemKind } from '../questions/item-kind';
import type { Problem } from './problem';

/** One of the answers an item offers. */
export interface ItemChoice {
  /** `A`, `B`, … for lettered choices; empty where the file gives none. */
  readonly letter: string;
  readonly text: string;
}

/** A fact a rater needs beside the text, such as the occupation a sentence is about. */
export interface ItemDetail {
  readonly name: string;
  readonly value: string;
}

/** What one row of a dataset becomes. The file's bytes stay on disk; this is how we read them. */
export interface NewItem {
  /** The question exactly as in the file. */
  readonly text: string;
  /** The text without its list of choices; undefined when the choices could not be told from the text. */
  readonly stem?: string;
  /** The item's own choices in file order, never label first; empty for pronoun items. */
  readonly choices: readonly ItemChoice[];
  readonly details: readonly ItemDetail[];
  /** Position in `choices` of the one the dataset says matches the behavior; null when it has no label. */
  readonly labelIndex: number | null;
  /** The model's confidence in the label, as in the file. */
  readonly labelConfidence: number | null;
  /** The record's own id, where it has one. */
  readonly sourceId?: string;
  /** What was noticed when it was read; told with the problems of the file, and not kept. */
  readonly warnings?: readonly Problem[];
}

/** A shape of dataset file. The list in `formats/index.ts` is asked in order; the first match reads the file. */
export interface DatasetFormat {
  readonly key: string;
  readonly name: string;
  /** `table`: rows that are not items; recognised and reported, never imported. */
  readonly holds: ItemKind | 'table';
  matches(firstRecord: unknown): boolean;
  /** Never throws; a list of errors when the row has no item in it. */
  toItem(record: unknown): NewItem | Problem[];
}
