import { z } from 'zod';
import { parseForm, type ParsedForm, wholeNumber } from '../web/form-fields';

const schema = z
  .strictObject({
    barPercent: wholeNumber('the bar in percent', 1, 99),
    seed: wholeNumber('a seed', 0, 2 ** 31 - 1),
  })
  .transform(({ barPercent, seed }) => ({ bar: barPercent / 100, seed }));

/** What is asked about a report: the label agreement that datasets are held against, and the seed of its samples. */
export function parseReportForm(body: unknown): ParsedForm<{ bar: number; seed: number }> {
  return parseForm(schema, body);
}
