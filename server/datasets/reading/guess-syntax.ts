import type { Syntax } from './file-facts';
import { skipNested } from './json/skip-nested';

export interface Beginning {
  /** How the file begins, without a byte order mark. */
  readonly text: string;
  /** Whether that is all of it. */
  readonly isWhole: boolean;
  /** What its name says. */
  readonly named: Syntax | undefined;
}

/** What a file is by the text that it begins with; its name decides where that leaves a doubt. */
export function guessSyntax(beginning: Beginning): Syntax {
  const first = beginning.text.trimStart();
  const isTable = beginning.named === 'csv' || beginning.named === 'tsv';
  if (first.startsWith('{')) return guessObject(beginning);
  if (first.startsWith('[') && (!isTable || /^\[\s*[[{]/.test(first))) return guessList(beginning);
  if (beginning.named === 'jsonl' && linesOf(beginning).some((line) => line.startsWith('{'))) return 'jsonl';
  return guessTable(beginning);
}

/** One object a line, or one that goes over lines? */
function guessObject({ text, isWhole, named }: Beginning): Syntax {
  const [first = '', second] = linesOf({ text });
  const doubtful = named === 'json' ? 'json' : 'jsonl';
  const value = parsed(first);
  if (value !== undefined) {
    if (second !== undefined || !isWhole) return 'jsonl';
    return Object.values(value).some(isListOfObjects) ? 'json' : doubtful;
  }
  if (second === undefined) return doubtful;
  if (first.endsWith('[')) return 'json';
  if (parsed(second) !== undefined || !endsOpen(first)) return 'jsonl';
  return second.startsWith('{') ? doubtful : 'json';
}

/** Lists one a line are not what a list of records looks like, but a JSONL file may be that wrong. */
function guessList({ text, named }: Beginning): Syntax {
  const [first = '', second] = linesOf({ text });
  return named === 'jsonl' && second !== undefined && parsed(first) !== undefined ? 'jsonl' : 'json';
}

function guessTable({ text, named }: Beginning): Syntax {
  const [first = '', second] = linesOf({ text });
  const hasTab = first.includes('\t');
  const hasComma = first.includes(',');
  if (hasTab !== hasComma && (second !== undefined || named === undefined)) return hasTab ? 'tsv' : 'csv';
  return named ?? 'csv';
}

/** The first lines that are not blank. */
function linesOf({ text }: Pick<Beginning, 'text'>): string[] {
  const lines = text.split(/\r\n|\n|\r/, 100).map((line) => line.trim());
  return lines.filter((line) => line !== '');
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function isListOfObjects(value: unknown): boolean {
  return (
    Array.isArray(value) && typeof value[0] === 'object' && value[0] !== null && !Array.isArray(value[0])
  );
}

/** Whether a line leaves a bracket open, and is not cut off inside of a text. */
function endsOpen(line: string): boolean {
  const state = { depth: 0, isInText: false, isEscaped: false, line: 1, lineEnd: 10 };
  skipNested(state, Buffer.from(line), { at: 0, floor: -1 });
  return state.depth > 0 && !state.isInText;
}
