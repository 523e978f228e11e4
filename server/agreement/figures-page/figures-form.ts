import { z } from 'zod';
import { parseCsvRow } from '../../datasets/reading/csv/parse-csv-row';
import { hasControls, oneOf } from '../../web/form-fields';

const longest = 2000;

/** A line that may be left empty. */
function optionalLine(label: string) {
  return z
    .string({ error: `Enter ${label}, or leave it empty.` })
    .trim()
    .max(longest, `Enter ${label} of at most ${longest} characters.`)
    .refine((value) => !hasControls(value), `Enter ${label} on one line, without control characters.`);
}

/** The names of the form's fields beside its files. */
export const figureFields = ['item', 'rater', 'value', 'scale', 'order', 'repeats'] as const;

export const figuresForm = z
  .strictObject({
    item: optionalLine('the name of a column'),
    rater: optionalLine('the name of a column'),
    value: optionalLine('the name of a column'),
    scale: oneOf('what the categories are', ['nominal', 'ordinal', 'interval']),
    order: optionalLine('the categories'),
    repeats: oneOf('which ratings count', ['last', 'all']),
  })
  .transform((form, check) => {
    const order = form.order === '' ? undefined : parseCsvRow(form.order, ',');
    const fault = faultOf(form, order);
    if (fault !== undefined) check.addIssue({ code: 'custom', path: ['order'], message: fault });
    return { ...form, order };
  });

function faultOf(
  { scale, order }: { scale: string; order: string },
  names: readonly string[] | undefined,
): string | undefined {
  if (order === '') {
    return scale === 'ordinal'
      ? 'Enter all categories from one end to the other: the scale has an order.'
      : undefined;
  }
  if (!names) return 'Enter the categories with commas between them; the quotes do not match.';
  if (new Set(names).size < names.length) return 'Enter each category once.';
  if (names.includes('')) return 'Enter no empty category.';
  const isNoNumber = (name: string): boolean => name.trim() === '' || !Number.isFinite(Number(name));
  if (scale === 'interval' && names.some(isNoNumber)) return 'Enter numbers: the scale has distances.';
  return undefined;
}
