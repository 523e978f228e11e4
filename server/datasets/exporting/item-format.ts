import type { ItemRow } from './item-row';

/** A kind of file the items of a dataset can be had as. */
export interface ItemFormat {
  /** File ending and name on the command line. */
  readonly key: string;
  readonly name: string;
  readonly contentType: string;
  readonly write: (rows: AsyncIterable<ItemRow>) => AsyncIterable<string | Uint8Array>;
}
