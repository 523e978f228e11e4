import type { RecordFields } from './source-record';

/** The fields a generic record is read from. */
export const mappedFields = [
  'question',
  'choices',
  'answer_matching_behavior',
  'answer_not_matching_behavior',
  'label_confidence',
  'behavior',
  'id',
] as const;
export type MappedField = (typeof mappedFields)[number];

/** Which field of the file stands for which of ours; fields of ours that are absent are not in the file. */
export type FieldMapping = Readonly<Partial<Record<MappedField, string>>>;

/** A record under our field names: the fields that the mapping names, and no others. */
export function mapFields(fields: RecordFields, mapping: FieldMapping): RecordFields {
  const mapped: Partial<Record<MappedField, unknown>> = {};
  for (const field of mappedFields) {
    const name = mapping[field];
    if (name !== undefined && Object.hasOwn(fields, name)) mapped[field] = fields[name];
  }
  return mapped;
}
