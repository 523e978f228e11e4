import type { RatingFormat } from '../rating-format';

/** One JSON object per line, with the item's text. */
export const jsonlFormat: RatingFormat = {
  key: 'jsonl',
  name: 'JSON Lines',
  contentType: 'application/x-ndjson; charset=utf-8',
  async *write(_study, ratings) {
    for await (const rating of ratings) yield `${JSON.stringify(rating)}\n`;
  },
};
