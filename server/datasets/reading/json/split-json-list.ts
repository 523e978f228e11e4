import { skipNested, type Nesting } from './skip-nested';

/** An element of the list as it stands in the file, or what is wrong between elements. */
export type ListPart = Element | ListFault;

export interface Element {
  readonly line: number;
  readonly byteOffset: number;
  /** Only the beginning, when it is longer than `length` says. */
  readonly bytes: Uint8Array;
  readonly length: number;
  /** Whether the file ends inside of it. */
  readonly isCutOff: boolean;
}

export interface ListFault {
  readonly line: number;
  readonly byteOffset: number;
  readonly fault: keyof typeof listFaults;
}

export const listFaults = {
  neither: 'The file is neither a list of objects nor an object.',
  'no element': 'A comma stands here with no record before it. Remove it.',
  'no comma': 'A comma is missing before this record.',
  'last comma': 'A comma stands after the last record. Remove it.',
  'stray brace': 'A closing brace stands here that nothing opens. Remove it.',
  'second list': 'The file has a second list of records. Only the first was read: make a file of each.',
  more: 'The list ends, but the file goes on. Nothing from here on was read: make it one list.',
  'cut off': 'The file ends before its list does: it is cut off. Get the whole file.',
} as const;

/**
 * start: nothing read; object: inside of the outer object, no list yet; list: among the elements; rest: inside of the
 * outer object after the list; ended: after the outer bracket; stopped: nothing more is looked at.
 */
type Phase = 'start' | 'object' | 'list' | 'rest' | 'ended' | 'stopped';

interface Splitting extends Nesting {
  readonly maxBytes: number;
  readonly emit: (part: ListPart) => void;
  phase: Phase;
  /** How many brackets are open between elements: 1, or 2 when the list stands in an object. */
  listDepth: number;
  expected: 'element or ]' | 'element' | ', or ]';
  /** Whether a `[` of the outer object has just been opened, so that `{` makes it a list of objects. */
  isOpening: boolean;
  /** What is being collected: an element, or the outer object while it may be a record itself. */
  piece: Piece | undefined;
  /** Where the block starts in the file. */
  blockOffset: number;
}

interface Piece {
  readonly line: number;
  readonly byteOffset: number;
  readonly isBracketed: boolean;
  parts: Uint8Array[];
  length: number;
  /** Where its bytes start in this block. */
  start: number;
}

export interface ListSplitter {
  push(block: Uint8Array): void;
  end(): void;
}

/**
 * Splits a JSON list of objects into its elements without holding more than one; also a list inside of an object, and
 * an object that has no such list, which is then the one element.
 */
export function createListSplitter(
  options: { readonly maxBytes: number; readonly lineEnd: number },
  emit: (part: ListPart) => void,
): ListSplitter {
  const state: Splitting = {
    ...options,
    emit,
    line: 1,
    depth: 0,
    isInText: false,
    isEscaped: false,
    phase: 'start',
    listDepth: 1,
    expected: 'element or ]',
    isOpening: false,
    piece: undefined,
    blockOffset: 0,
  };
  return { push: (block) => push(state, block), end: () => end(state) };
}

function push(state: Splitting, block: Uint8Array): void {
  for (let at = 0; at < block.length && state.phase !== 'stopped';) {
    const floor = state.phase === 'list' ? state.listDepth : 1;
    if (state.isInText || (state.depth > floor && !state.isOpening)) {
      at = skipNested(state, block, { at, floor });
      if (state.piece?.isBracketed && state.phase === 'list' && isBetween(state)) finish(state, block, at);
    } else {
      if (block[at] === state.lineEnd) state.line++;
      if (!isBlank(block[at]!)) step(state, block, at);
      at++;
    }
  }
  if (state.piece) keep(state.piece, block.subarray(state.piece.start), state.maxBytes);
  if (state.piece) state.piece.start = 0;
  state.blockOffset += block.length;
}

function isBetween(state: Splitting): boolean {
  return !state.isInText && state.depth === state.listDepth;
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function step(state: Splitting, block: Uint8Array, at: number): void {
  switch (state.phase) {
    case 'start':
      return stepAtStart(state, block[at]!, at);
    case 'object':
    case 'rest':
      return stepInObject(state, block, at);
    case 'list':
      return stepInList(state, block, at);
    case 'ended':
      fault(state, 'more', at);
      state.phase = 'stopped';
      return;
    case 'stopped':
      return;
  }
}

const [comma, quote] = [0x2c, 0x22];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];
const mark: readonly number[] = [0xef, 0xbb, 0xbf];

function stepAtStart(state: Splitting, byte: number, at: number): void {
  if (mark.includes(byte)) return;
  state.depth = 1;
  if (byte === openBracket) state.phase = 'list';
  else if (byte === openBrace) {
    state.phase = 'object';
    begin(state, at, true);
  } else {
    fault(state, 'neither', at);
    state.phase = 'stopped';
  }
}

/** At depth 1, or right after a `[` there. */
function stepInObject(state: Splitting, block: Uint8Array, at: number): void {
  const byte = block[at]!;
  if (state.isOpening) {
    state.isOpening = false;
    if (byte === openBrace && state.phase === 'rest') fault(state, 'second list', at);
    else if (byte === openBrace) {
      state.phase = 'list';
      state.listDepth = 2;
      state.piece = undefined;
      return stepInList(state, block, at);
    }
  }
  if (byte === quote) state.isInText = true;
  else if (byte === openBrace || byte === openBracket) state.depth++;
  else if (byte === closeBrace || byte === closeBracket) state.depth--;
  state.isOpening = byte === openBracket && state.depth === 2;
  if (state.depth > 0) return;
  if (state.piece) finish(state, block, at + 1);
  state.phase = 'ended';
}

/** Between elements, or in one without brackets. */
function stepInList(state: Splitting, block: Uint8Array, at: number): void {
  const byte = block[at]!;
  if (byte === comma || byte === closeBracket) {
    if (state.piece) finish(state, block, at);
    if (byte === comma) takeComma(state, at);
    else closeList(state, at);
    return;
  }
  if (byte === quote) state.isInText = true;
  else if (byte === openBrace || byte === openBracket) state.depth++;
  else if (byte === closeBrace && !state.piece) return fault(state, 'stray brace', at);
  if (state.piece) return;
  if (state.expected === ', or ]') fault(state, 'no comma', at);
  begin(state, at, byte === openBrace || byte === openBracket);
}

function takeComma(state: Splitting, at: number): void {
  if (state.expected !== ', or ]') fault(state, 'no element', at);
  state.expected = 'element';
}

function closeList(state: Splitting, at: number): void {
  if (state.expected === 'element') fault(state, 'last comma', at);
  state.depth--;
  state.phase = state.listDepth === 1 ? 'ended' : 'rest';
}

function begin(state: Splitting, at: number, isBracketed: boolean): void {
  const { line, blockOffset } = state;
  state.piece = { line, byteOffset: blockOffset + at, isBracketed, parts: [], length: 0, start: at };
}

function finish(state: Splitting, block: Uint8Array, end: number): void {
  const piece = state.piece!;
  keep(piece, block.subarray(piece.start, end), state.maxBytes);
  emitPiece(state, piece, false);
}

function keep(piece: Piece, bytes: Uint8Array, maxBytes: number): void {
  if (piece.length <= maxBytes) piece.parts.push(bytes);
  piece.length += bytes.length;
}

function emitPiece(state: Splitting, { line, byteOffset, parts, length }: Piece, isCutOff: boolean): void {
  const bytes = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
  state.emit({ line, byteOffset, bytes, length, isCutOff });
  state.piece = undefined;
  state.expected = ', or ]';
}

function fault(state: Splitting, name: ListFault['fault'], at: number): void {
  state.emit({ line: state.line, byteOffset: state.blockOffset + at, fault: name });
}

function end(state: Splitting): void {
  if (state.piece) emitPiece(state, state.piece, true);
  else if (state.phase === 'list' || state.phase === 'rest') fault(state, 'cut off', 0);
}
