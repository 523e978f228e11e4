import type { RatingFormat } from '../rating-format';
import { csvFormat } from './csv';
import { jsonlFormat } from './jsonl';

export const ratingFormats: readonly RatingFormat[] = [jsonlFormat, csvFormat];
