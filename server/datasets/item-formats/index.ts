import type { ItemFormat } from '../exporting/item-format';
import { csvItems } from './csv';
import { jsonlItems } from './jsonl';
import { parquetItems } from './parquet';

export const itemFormats: readonly ItemFormat[] = [jsonlItems, csvItems, parquetItems];
