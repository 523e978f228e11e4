import type { Problem } from '../problem';
import { decodeText, encodingProblem, shownText, tooLongProblem } from './text-bytes';

interface LinePlace {
  /** From 1, as editors count. */
  readonly number: number;
  /** Where the line starts, in the unpacked bytes. */
  readonly byteOffset: number;
}

export interface Line extends LinePlace {
  readonly text: string;
  readonly ending: '' | '\n' | '\r\n' | '\r';
}

export interface UnreadableLine extends LinePlace {
  /** What can be shown of it. */
  readonly text: string;
  readonly problem: Problem;
}

type AnyLine = Line | UnreadableLine;

export interface LineSplitter {
  /** The lines that end in this block. */
  push(block: Uint8Array): AnyLine[];
  /** The last line, when nothing ends it. */
  end(): AnyLine[];
}

export interface LineOptions {
  readonly maxBytes: number;
  /** Whether CR alone ends lines, as on old Macintoshes. */
  readonly endWithCr?: boolean;
}

/**
 * Splits bytes into lines at LF or CRLF. A byte order mark at the start is dropped; a line is UTF-8 or unreadable.
 * Lines of one block are decoded together, which is most of the speed.
 */
export function createLineSplitter({ maxBytes, endWithCr = false }: LineOptions): LineSplitter {
  const state: Splitting = {
    maxBytes,
    endByte: endWithCr ? carriageReturn : lineFeed,
    number: 1,
    byteOffset: 0,
    parts: [],
    length: 0,
  };
  return { push: (block) => push(state, block), end: () => (state.length > 0 ? [takeWaiting(state)] : []) };
}

interface Splitting {
  readonly maxBytes: number;
  readonly endByte: number;
  /** Of the next line. */
  number: number;
  byteOffset: number;
  /** The beginning of a line whose end is not there yet; its length counts on when it is too long to keep. */
  parts: Uint8Array[];
  length: number;
}

const lineFeed = 10;
const carriageReturn = 13;

function push(state: Splitting, block: Uint8Array): AnyLine[] {
  const lastEnd = block.lastIndexOf(state.endByte) + 1;
  const lines: AnyLine[] = [];
  let start = 0;
  // The first line of the file goes alone too: it may have a mark.
  if (lastEnd > 0 && (state.length > 0 || state.number === 1)) {
    start = block.indexOf(state.endByte) + 1;
    wait(state, block.subarray(0, start));
    lines.push(takeWaiting(state));
  }
  const whole = lastEnd > start ? takeWhole(state, block.subarray(start, lastEnd)) : [];
  wait(state, block.subarray(lastEnd));
  return lines.length === 0 ? whole : lines.concat(whole);
}

function wait(state: Splitting, piece: Uint8Array): void {
  if (state.length <= state.maxBytes && piece.length > 0) state.parts.push(piece);
  state.length += piece.length;
}

function takeWaiting(state: Splitting): AnyLine {
  const { parts, length } = state;
  const bytes = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
  const line = oneLine(state, bytes);
  state.number++;
  state.byteOffset += length;
  state.parts = [];
  state.length = 0;
  return line;
}

/** Lines that all end in this block. */
function takeWhole(state: Splitting, block: Uint8Array): AnyLine[] {
  const text = block.length <= state.maxBytes ? decodeText(block) : undefined;
  if (text === undefined) return takeOneByOne(state, block);
  const lines = linesOf(state, block, text);
  state.number += lines.length;
  state.byteOffset += block.length;
  return lines;
}

function takeOneByOne(state: Splitting, block: Uint8Array): AnyLine[] {
  const lines: AnyLine[] = [];
  for (let start = 0; start < block.length;) {
    const end = block.indexOf(state.endByte, start) + 1;
    wait(state, block.subarray(start, end));
    lines.push(takeWaiting(state));
    start = end;
  }
  return lines;
}

/** Only where not all is ASCII do bytes and characters differ. */
function linesOf({ endByte, number, byteOffset }: Splitting, block: Uint8Array, text: string): Line[] {
  const lines: Line[] = [];
  const endCharacter = endByte === lineFeed ? '\n' : '\r';
  const isAscii = text.length === block.length;
  let byteStart = 0;
  for (let start = 0; start < text.length;) {
    const end = text.indexOf(endCharacter, start);
    const isCrLf = endByte === lineFeed && end > start && text.charCodeAt(end - 1) === carriageReturn;
    lines.push({
      number: number + lines.length,
      byteOffset: byteOffset + (isAscii ? start : byteStart),
      text: text.slice(start, isCrLf ? end - 1 : end),
      ending: isCrLf ? '\r\n' : endCharacter,
    });
    start = end + 1;
    if (!isAscii) byteStart = block.indexOf(endByte, byteStart) + 1;
  }
  return lines;
}

/** The line whose bytes these are, of one that is too long only the beginning. */
function oneLine({ number, byteOffset, length, maxBytes }: Splitting, bytes: Uint8Array): AnyLine {
  const place = { number, byteOffset };
  const own = number === 1 ? withoutMark(bytes) : bytes;
  if (length > maxBytes) {
    return { ...place, text: shownText(own), problem: tooLongProblem('line', maxBytes) };
  }
  const ending = endingOf(own);
  const text = decodeText(own.subarray(0, own.length - ending.length));
  if (text !== undefined) return { ...place, text, ending };
  return { ...place, text: shownText(own), problem: encodingProblem('line', own) };
}

function endingOf(bytes: Uint8Array): Line['ending'] {
  if (bytes.at(-1) === carriageReturn) return '\r';
  if (bytes.at(-1) !== lineFeed) return '';
  return bytes.at(-2) === carriageReturn ? '\r\n' : '\n';
}

/** Without the byte order mark of UTF-8. */
export function withoutMark(bytes: Uint8Array): Uint8Array {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return hasMark ? bytes.subarray(3) : bytes;
}
