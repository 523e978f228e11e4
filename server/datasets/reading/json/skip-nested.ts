/** Where the reading of JSON bytes stands: how deep, whether inside of a text, and on which line. */
export interface Nesting {
  depth: number;
  isInText: boolean;
  isEscaped: boolean;
  line: number;
  /** The byte that ends lines. */
  readonly lineEnd: number;
}

/**
 * Goes on until no more than `floor` brackets are open, outside of any text. A text ends with its line even without
 * a quote, so that one quote too few does not swallow the file.
 * @returns the place after the last byte that was looked at
 */
export function skipNested(
  state: Nesting,
  block: Uint8Array,
  { at: start, floor }: { readonly at: number; readonly floor: number },
): number {
  let { depth, isInText, isEscaped, line } = state;
  let at = start;
  while (at < block.length && (isInText || depth > floor)) {
    const byte = block[at++]!;
    if (byte === state.lineEnd) {
      line++;
      isInText = isEscaped = false;
    } else if (isInText) {
      if (isEscaped) isEscaped = false;
      else if (byte === 0x5c) isEscaped = true;
      else if (byte === 0x22) isInText = false;
    } else if (byte === 0x22) isInText = true;
    // { [ and } ] differ in one bit each.
    else if ((byte | 0x20) === 0x7b) depth++;
    else if ((byte | 0x20) === 0x7d) depth--;
  }
  state.depth = depth;
  state.isInText = isInText;
  state.isEscaped = isEscaped;
  state.line = line;
  return at;
}
