import type { NewItem } from '../item';
import { errorOf, warningOf, type Problem } from '../problem';
import type { RecordFields } from '../reading/source-record';
import { bracketedTexts } from './bracketed-texts';

const none: RecordFields = Object.freeze({});

/** The own fields of a record; none when it is not an object. */
export function fieldsOf(record: unknown): RecordFields {
  return typeof record === 'object' && record !== null ? (record as RecordFields) : none;
}

/** A field of the record's own; what it inherits (`constructor`, …) does not count. */
export function fieldOf(record: unknown, name: string): unknown {
  const fields = fieldsOf(record);
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

export function hasText(record: unknown, ...names: string[]): boolean {
  return names.every((name) => isText(fieldOf(record, name)));
}

/** A text that is not blank, as it stands in the file; otherwise '' and a problem. */
export function requiredText(record: unknown, name: string, problems: Problem[]): string {
  const value = fieldOf(record, name);
  if (isText(value)) return value;
  problems.push(errorOf('field', `${name} ${textFault(value)}.`));
  return '';
}

function textFault(value: unknown): string {
  if (value === undefined || value === null) return 'is missing';
  if (typeof value === 'string') return 'is empty';
  const kind = Array.isArray(value)
    ? 'a list'
    : typeof value === 'object'
      ? 'an object'
      : `a ${typeof value}`;
  return `is ${kind}, not a text`;
}

/** A text, or a list of texts (in CSV in brackets), as a list without blank ones; none when the field is absent. */
export function optionalTexts(record: unknown, name: string, problems: Problem[]): string[] {
  const value = fieldOf(record, name) ?? '';
  const list: unknown[] = Array.isArray(value)
    ? value
    : value === ''
      ? []
      : (bracketedTexts(value) ?? [value]);
  if (list.every((one) => typeof one === 'string')) return list.filter(isText);
  problems.push(errorOf('field', `${name} is not a text or a list of texts.`));
  return [];
}

/** `label_confidence`: a number from 0 to 1 (in CSV its digits), or nothing; what is no such number is left out. */
export function labelConfidence(record: unknown, problems: Problem[]): number | null {
  const value = fieldOf(record, 'label_confidence') ?? '';
  if (value === '') return null;
  const number = isText(value) ? Number(value) : value;
  if (typeof number === 'number' && number >= 0 && number <= 1) return number;
  problems.push(warningOf('field', 'label_confidence is not a number from 0 to 1, and is left out.'));
  return null;
}

/** The item with the record's own id, where it has one, and what was noticed, if anything was. */
export function asRead(item: NewItem, record: unknown, warnings: readonly Problem[]): NewItem {
  const id = fieldOf(record, 'id');
  const hasId = isText(id) || typeof id === 'number';
  return { ...item, ...(hasId && { sourceId: String(id) }), ...(warnings.length > 0 && { warnings }) };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
