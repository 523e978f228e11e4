import { z } from 'zod';
import { parseForm, wholeNumber, type ParsedForm, type Typed } from '../../../web/form-fields';
import type { ForecastInput } from './forecast';

export const forecastFields = ['perDataset', 'overlap', 'seconds', 'pay'] as const;

/** As the published studies asked, at the pace and pay that a first study may count on. */
const usual: Typed = { perDataset: '100', overlap: '3', seconds: '30', pay: '12' };

const payMessage = 'Enter the pay per hour: a number from 0 to 1,000, with at most two decimals.';
const schema = z.object({
  perDataset: wholeNumber('the items per dataset', 1, 100_000),
  overlap: wholeNumber('the raters per item', 1, 20),
  seconds: wholeNumber('the seconds per item', 1, 3600),
  pay: z
    .string({ error: payMessage })
    .trim()
    .regex(/^\d{1,4}(\.\d{1,2})?$/, payMessage)
    .transform(Number)
    .refine((value) => value <= 1000, payMessage),
});

/** Reads the four figures of a forecast from an address; what is missing is as usual. */
export function parseForecast(
  query: Readonly<Record<string, unknown>>,
): ParsedForm<ForecastInput> & { readonly shown: Typed } {
  const shown: Typed = { ...usual };
  for (const name of forecastFields) {
    const value = query[name];
    if (typeof value === 'string') shown[name] = value;
  }
  return { ...parseForm(schema, shown), shown };
}
