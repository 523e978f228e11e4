import { parseForm, type FieldError } from '../../../web/form-fields';
import { z } from 'zod';
import { formats } from '../../formats';
import { mappedFields, type FieldMapping, type MappedField } from '../../reading/field-mapping';
import { guessMapping } from './guess-mapping';

/** The format whose fields a person names; all others find theirs by themselves. */
export const mappableFormat = 'generic';
/** Without these two a record cannot become an item. */
const neededFields: readonly MappedField[] = ['question', 'answer_matching_behavior'];

/** How the form says which field of the file stands for ours: by its place in the list, so that any name will do. */
export const mappingField = (field: MappedField): string => `map-${field}`;

const place = z
  .string()
  .transform((typed) => (/^\d{0,3}$/.test(typed) ? typed : undefined))
  .optional();
const schema = z.strictObject({
  format: z.string().optional(),
  ...Object.fromEntries(mappedFields.map((field) => [mappingField(field), place])),
});

/** How a person wants a file to be read. */
export interface Reading {
  readonly format: string;
  /** Null when the format finds its fields by itself. */
  readonly mapping: FieldMapping | null;
  readonly errors: readonly FieldError[];
}

/**
 * Reads the form of the preview, or its address; what they leave out is as `before`.
 * @param names the fields of the file
 */
export function parseReading(
  body: unknown,
  names: readonly string[],
  before: Omit<Reading, 'errors'>,
): Reading {
  const form = parseForm(schema, body);
  const values = (form.values ?? {}) as Record<string, string | undefined>;
  const format = values.format ?? before.format;
  if (form.errors || !formats.some(({ key, holds }) => key === format && holds !== 'table')) {
    return { ...before, errors: [{ name: 'format', message: 'Choose a format.' }] };
  }
  if (format !== mappableFormat) return { format, mapping: null, errors: [] };
  const isAnswered = mappedFields.some((field) => values[mappingField(field)] !== undefined);
  const mapping = isAnswered
    ? mappingOf(values, names)
    : ((before.format === format ? before.mapping : null) ?? guessMapping(names));
  return { format, mapping, errors: faultsOf(mapping) };
}

function mappingOf(values: Record<string, string | undefined>, names: readonly string[]): FieldMapping {
  const pairs = mappedFields.flatMap((field) => {
    const value = values[mappingField(field)];
    const name = value ? names[Number(value)] : undefined;
    return name === undefined ? [] : [[field, name] as const];
  });
  return Object.fromEntries(pairs);
}

function faultsOf(mapping: FieldMapping): FieldError[] {
  const missing = neededFields.filter((field) => mapping[field] === undefined);
  return missing.map((field) => ({
    name: mappingField(field),
    message: `Say which field is the ${fieldWords[field].toLowerCase()}.`,
  }));
}

export const fieldWords: Readonly<Record<MappedField, string>> = {
  question: 'Question',
  choices: 'Choices',
  answer_matching_behavior: 'Answer that matches the behavior',
  answer_not_matching_behavior: 'Answer that does not match it',
  label_confidence: 'Label confidence',
  behavior: 'Behavior',
  id: 'Id',
};
