import { visibleText } from '../report/visible-text';

/** A text in quotation marks for a finding: its beginning, with every invisible character as an escape. */
export function quoted(text: string, length = 80): string {
  const visible = Array.from(visibleText(text.trimStart(), length));
  // The escapes count too.
  const start = visible.slice(0, length).join('');
  return `“${start}${visible.length > length && !start.endsWith('…') ? '…' : ''}”`;
}

/** What stands around a place of a text, in quotation marks. */
export function quotedAround(text: string, start: number, length: number): string {
  const end = start + Math.min(length, 60) + 20;
  return quoted(text.slice(besidePair(text, start - 20), besidePair(text, end)), 120);
}

/** The place, or the one before where it would cut a surrogate pair in two. */
function besidePair(text: string, place: number): number {
  if (place <= 0) return 0;
  const isHalf = (unit: number, first: number): boolean => unit >= first && unit < first + 0x400;
  const cuts = isHalf(text.charCodeAt(place - 1), 0xd800) && isHalf(text.charCodeAt(place), 0xdc00);
  return cuts ? place - 1 : place;
}

/** `once`, `16 times`. */
export function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
