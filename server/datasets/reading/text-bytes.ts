import { errorOf, type Problem } from '../problem';

/** How much of a record an error report quotes. */
const excerptLength = 200;
/** How much of what cannot be read is shown beside the preview. */
const shownBytes = 4000;

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const forgiving = new TextDecoder('utf-8', { ignoreBOM: true });

/** @returns undefined unless the bytes are UTF-8 */
export function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

/** The beginning of bytes that are too many or not UTF-8, with a replacement character for what is not. */
export function shownText(bytes: Uint8Array): string {
  return forgiving.decode(bytes.subarray(0, shownBytes)).trimEnd();
}

/** The beginning of a record. It never ends in half a character, and does not keep the rest of a file in memory. */
export function excerptOf(text: string): string {
  const splitsPair =
    /[\ud800-\udbff]/.test(text[excerptLength - 1] ?? '') &&
    /[\udc00-\udfff]/.test(text[excerptLength] ?? '');
  const start = text.slice(0, splitsPair ? excerptLength - 1 : excerptLength);
  return Buffer.from(start, 'utf16le').toString('utf16le');
}

/** What a record is called in sentences. */
export type RecordNoun = 'line' | 'record';

export function tooLongProblem(noun: RecordNoun, maxBytes: number): Problem {
  return errorOf(
    'line-length',
    `The ${noun} is longer than ${maxBytes.toLocaleString('en-US')} bytes. Shorten it, or look for a quote or a line end that is missing.`,
  );
}

export function encodingProblem(noun: RecordNoun, bytes: Uint8Array): Problem {
  const at = firstFault(bytes);
  const byte = (bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, '0');
  return errorOf(
    'encoding',
    `Byte ${(at + 1).toLocaleString('en-US')} of the ${noun} (0x${byte}) is not UTF-8. Save the file again as UTF-8.`,
  );
}

/** Where the first sequence starts that is not UTF-8 as RFC 3629 section 4 has it. */
function firstFault(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return 0;
}

function sequenceLength(bytes: Uint8Array, at: number): 0 | 1 | 2 | 3 | 4 {
  const first = bytes[at]!;
  const second = bytes[at + 1] ?? 0;
  const follows = (offset: number): boolean => ((bytes[at + offset] ?? 0) & 0xc0) === 0x80;
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4 || !follows(1)) return 0;
  if (first < 0xe0) return 2;
  // Overlong forms, surrogates, and what is beyond Unicode.
  if ((first === 0xe0 && second < 0xa0) || (first === 0xed && second > 0x9f)) return 0;
  if ((first === 0xf0 && second < 0x90) || (first === 0xf4 && second > 0x8f)) return 0;
  if (!follows(2)) return 0;
  if (first < 0xf0) return 3;
  return follows(3) ? 4 : 0;
}
