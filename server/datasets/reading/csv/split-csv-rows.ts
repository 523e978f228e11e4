import { errorOf } from '../../problem';
import type { Line, UnreadableLine } from '../read-lines';
import type { FailedRecord } from '../source-record';
import { parseCsvRow } from './parse-csv-row';

export interface CsvRow {
  readonly line: number;
  readonly byteOffset: number;
  readonly text: string;
  readonly cells: readonly string[];
  /** Whether the file ends with it, without a line end. */
  readonly isLast: boolean;
}

export interface CsvSplitter {
  push(lines: readonly (Line | UnreadableLine)[]): (CsvRow | FailedRecord)[];
  end(): (CsvRow | FailedRecord)[];
}

/**
 * Splits CSV lines into rows. Lines wait while a quote is open; where that leads nowhere only the line with the
 * stray quote fails and the lines after it are read anew.
 * @param maxLength how many characters wait for a closing quote
 */
export function createCsvSplitter(delimiter: string, maxLength: number): CsvSplitter {
  const state: Splitting = { delimiter, maxLength, waiting: [], length: 0, isOpen: false };
  return {
    push: (lines) => {
      const rows: (CsvRow | FailedRecord)[] = [];
      for (const line of lines) see(state, line, rows);
      return rows;
    },
    end: () => {
      const rows: (CsvRow | FailedRecord)[] = [];
      takeRows(state, state.waiting.length, rows);
      return rows;
    },
  };
}

/** A cell of more lines is taken for a quote that was never closed. */
const mostLines = 10_000;

interface Splitting {
  readonly delimiter: string;
  readonly maxLength: number;
  /** The lines of a row whose quotes are not closed yet. */
  waiting: Line[];
  length: number;
  isOpen: boolean;
}

function see(state: Splitting, line: Line | UnreadableLine, rows: (CsvRow | FailedRecord)[]): void {
  if ('problem' in line) {
    takeRows(state, state.waiting.length, rows);
    rows.push({ ...placeOf(line), text: line.text, problem: line.problem });
    return;
  }
  state.waiting.push(line);
  // Blank lines have a length too: of nothing but their ends a file could be without an end.
  state.length += line.text.length + line.ending.length;
  state.isOpen = state.isOpen !== hasOddQuotes(line);
  if (state.isOpen && state.length <= state.maxLength && state.waiting.length < mostLines) return;
  if (state.isOpen) takeRows(state, 1, rows);
  else takeClosed(state, rows);
}

/** All waiting lines are one row, unless a quote of it is a stray one. */
function takeClosed(state: Splitting, rows: (CsvRow | FailedRecord)[]): void {
  const { waiting } = state;
  const first = waiting[0]!;
  const text = joined(waiting, 0, waiting.length);
  const isBlank = waiting.length === 1 && text.trim() === '';
  const cells = isBlank ? [] : parseCsvRow(text, state.delimiter);
  if (!cells) return takeRows(state, 0, rows);
  const isLast = waiting.at(-1)!.ending === '';
  if (!isBlank) rows.push({ line: first.number, byteOffset: first.byteOffset, text, cells, isLast });
  state.waiting = [];
  state.length = 0;
}

/**
 * Takes the rows in the waiting lines; those of a last row that is still open go on waiting.
 * @param giveUpBefore a quote opened before this place and still open is a stray one: its line fails
 */
function takeRows(state: Splitting, giveUpBefore: number, rows: (CsvRow | FailedRecord)[]): void {
  const lines = state.waiting;
  let start = 0;
  while (start < lines.length) {
    const end = endOfRow(lines, start);
    if (end === undefined && start >= giveUpBefore) break;
    const first = lines[start]!;
    const isBlank = end === start + 1 && first.text.trim() === '';
    const cells = end === undefined ? undefined : parseCsvRow(joined(lines, start, end), state.delimiter);
    if (cells && !isBlank) {
      const isLast = end === lines.length && lines.at(-1)!.ending === '';
      rows.push({ ...placeOf(first), text: joined(lines, start, end!), cells, isLast });
    } else if (!isBlank) rows.push({ ...placeOf(first), text: first.text, problem: quoteFault });
    start = cells ? end! : start + 1;
  }
  state.waiting = start === 0 ? lines : lines.slice(start);
  state.length = state.waiting.reduce((sum, { text, ending }) => sum + text.length + ending.length, 0);
  state.isOpen = state.waiting.length > 0;
}

/** The line after the one where the quotes opened since `start` are closed, if any. */
function endOfRow(lines: readonly Line[], start: number): number | undefined {
  let isOpen = false;
  for (let i = start; i < lines.length; i++) {
    isOpen = isOpen !== hasOddQuotes(lines[i]!);
    if (!isOpen) return i + 1;
  }
  return undefined;
}

function joined(lines: readonly Line[], start: number, end: number): string {
  let text = lines[start]!.text;
  for (let i = start + 1; i < end; i++) text += lines[i - 1]!.ending + lines[i]!.text;
  return text;
}

const quoteFault = errorOf(
  'csv',
  'The quotes of the row do not match: a value with a quote in it must be in quotes, with its own quotes doubled.',
);

function hasOddQuotes(line: Line): boolean {
  let odd = false;
  for (let i = line.text.indexOf('"'); i >= 0; i = line.text.indexOf('"', i + 1)) odd = !odd;
  return odd;
}

function placeOf({ number, byteOffset }: Line | UnreadableLine): { line: number; byteOffset: number } {
  return { line: number, byteOffset };
}
