import { errorOf, warningOf, type Problem } from '../../problem';
import type { ReadLimits } from '../read-limits';
import type { FailedRecord, RecordFields, SourceRecord } from '../source-record';
import type { RecordNoun } from '../text-bytes';
import { characterWarnings } from '../character-warnings';
import { shown, shownNames } from '../shown-names';
import { scanJson, type BigNumber, type JsonScan } from './scan-json';

export interface JsonText {
  readonly line: number;
  readonly byteOffset: number;
  readonly text: string;
  readonly noun: RecordNoun;
  /** Whether the file ends with it, without a line end. */
  readonly isLast: boolean;
}

const none: readonly Problem[] = Object.freeze([]);

/**
 * The record in a JSON text. What `JSON.parse` does not tell is looked for only where cheap signs of it are found:
 * most records have none.
 */
export function jsonRecord(json: JsonText, limits: ReadLimits): SourceRecord | FailedRecord {
  const { line, byteOffset, text } = json;
  const failed = (problem: Problem): FailedRecord => ({ line, byteOffset, text, problem });
  if (mayBeDeep(text, limits.depth) && scanJson(text, limits.depth).depth > limits.depth) {
    return failed(errorOf('depth', deepReason(json.noun, limits.depth)));
  }
  const value = parsed(text);
  if (value === undefined) return failed(faultOf(json, limits));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return failed(errorOf('json', `The ${json.noun} is JSON, but not an object in braces.`));
  }
  const fields = value as RecordFields;
  if (!isSuspect(text, fields)) return { line, byteOffset, text, fields, warnings: none };
  return { line, byteOffset, text, ...looked(text, fields, scanJson(text, limits.depth)) };
}

/** More brackets than the depth allows, if all were within each other. */
function mayBeDeep(text: string, depth: number): boolean {
  let brackets = 0;
  for (const bracket of '{[') {
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) {
      if (++brackets > depth) return true;
    }
  }
  return false;
}

function deepReason(noun: RecordNoun, depth: number): string {
  return `The ${noun} has more than ${depth} brackets within each other. Give each record plain fields.`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function faultOf({ text, noun, isLast }: JsonText, { depth }: ReadLimits): Problem {
  const { fault } = scanJson(text, depth);
  if (fault?.isCutOff && isLast) {
    return errorOf('truncated', `The file ends inside of this ${noun}: it is cut off. Get the whole file.`);
  }
  const place = fault ? ` at character ${(fault.at + 1).toLocaleString('en-US')}, ${fault.reason}` : '';
  return errorOf('json', `The ${noun} is not valid JSON${place && `:${place}`}.`);
}

/** Whether a field may be named twice, a number rounded, or a text hold what should not be there. */
function isSuspect(text: string, fields: RecordFields): boolean {
  const names = countNames(fields);
  return names < 0 || text.includes('\\u') || colonsAfterQuotes(text, names) !== names;
}

/** How many names a value has, at any depth; less than none when a number in it may have been rounded. */
function countNames(value: object): number {
  let names = 0;
  const isList = Array.isArray(value);
  for (const name in value) {
    const inner = (value as RecordFields)[name];
    if (!isList) names++;
    if (typeof inner === 'number' && !(Math.abs(inner) <= Number.MAX_SAFE_INTEGER)) return -1;
    if (typeof inner !== 'object' || inner === null) continue;
    const own = countNames(inner);
    if (own < 0) return -1;
    names += own;
  }
  return names;
}

const spacedColon = /"[ \t\n\r]+:/;

/** How many names a text can have: at most one for each colon after a quote. */
function colonsAfterQuotes(text: string, enough: number): number {
  let colons = 0;
  for (let at = text.indexOf('":'); at >= 0 && colons <= enough; at = text.indexOf('":', at + 2)) colons++;
  return spacedColon.test(text) ? -1 : colons;
}

function looked(
  text: string,
  fields: RecordFields,
  { repeated, bigNumbers }: JsonScan,
): { fields: RecordFields; warnings: readonly Problem[] } {
  const exact = bigNumbers.length > 0 ? (JSON.parse(inQuotes(text, bigNumbers)) as RecordFields) : fields;
  const warnings = [
    ...repeatedNames(repeated),
    ...roundedNumbers(text, bigNumbers),
    ...characterWarnings(exact),
  ];
  return { fields: exact, warnings: warnings.length > 0 ? warnings : none };
}

function repeatedNames(names: readonly string[]): Problem[] {
  if (names.length === 0) return [];
  const verb = names.length === 1 ? 'is' : 'are';
  return [warningOf('duplicate-key', `${shownNames(names)} ${verb} there twice: the last value counts.`)];
}

function roundedNumbers(text: string, [first, ...others]: readonly BigNumber[]): Problem[] {
  if (!first) return [];
  const number = shown(text.slice(first.start, first.end));
  const more = others.length > 0 ? `, and there are ${others.length} more like it` : '';
  const reason = `${shown(first.name)} is ${number}, which computers round${more}: it is kept as text. Write it in quotes.`;
  return [warningOf('big-integer', reason)];
}

function inQuotes(text: string, numbers: readonly BigNumber[]): string {
  let quoted = '';
  let from = 0;
  for (const { start, end } of numbers) {
    quoted += `${text.slice(from, start)}"${text.slice(start, end)}"`;
    from = end;
  }
  return quoted + text.slice(from);
}
