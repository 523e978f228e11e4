import type { Kind, Point, Words } from './plot';

/** Heights of letters in units of a plot: where it is shown wide, and where it is small. */
const wideLetters = 11;
const smallLetters = 14;

/** What letters take of their height in the widest of the usual fonts, so that others fit as well. */
const letterWidths: readonly [RegExp, number][] = [
  [/[ijlI.,:;|!' ]/, 0.34],
  [/[frt()[\]/\\-]/, 0.42],
  [/[acekosvxyz]/, 0.62],
  [/[mwMW%@&…—]/, 1],
  [/[A-Z]/, 0.8],
  [/[ -~\u00a0-\u02ff\u0370-\u04ff–−]/, 0.66],
  [/\p{M}/u, 0.1],
  [/[\p{Script=Hebrew}\p{Script=Arabic}]/u, 0.8],
  [/[\ufdf0-\ufdff]/, 6],
];
const widestLetter = 1.3;

/** What stands for a name nobody could see. */
const noName = '(empty)';

/** Longer texts than this are cut in any place a plot has. */
const longest = 200;

/**
 * The text of others, cut with an ellipsis to the width it has: once for plots shown wide, once for small ones.
 * @param place.x where it starts, or ends with the anchor `end`
 */
export function fitted(
  kind: Kind,
  [x, y]: Point,
  text: string,
  place: { readonly width: number; readonly anchor?: Words['anchor'] },
): Words {
  const name = nameOf(text);
  const long = cut(name, place.width, wideLetters);
  const short = cut(name, place.width, smallLetters);
  const { anchor = 'start' } = place;
  const at = { x: Math.round(x * 10) / 10 + 0, y: Math.round(y * 10) / 10 + 0 };
  return { shape: 'text', kind, ...at, anchor, text: long, ...(short === long ? {} : { short }) };
}

/** How wide a text can get, in units. */
export function widthOf(text: string, height = smallLetters): number {
  let width = 0;
  for (const letter of text) width += letterWidth(letter) * height;
  return width;
}

/** A name in full, for tables. */
export function wholeName(text: string): string {
  return text.trim() === '' ? noName : text;
}

/** The width of a column of names: that of the widest, up to a limit. */
export function nameWidth(names: readonly string[], limit: number): number {
  return names.reduce((width, name) => Math.min(limit, Math.max(width, widthOf(nameOf(name)) + 2)), 40);
}

/**
 * A text with space as single blanks, and with what cannot be seen, turns the order of letters around, or is no
 * character of XML as �.
 */
export function readable(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu, '\ufffd');
}

/** A text that can be seen, without its end if that cannot matter. */
function nameOf(text: string): string {
  return readable(text.slice(0, 2 * longest)) || noName;
}

function cut(text: string, width: number, height: number): string {
  const letters = [...text].slice(0, longest);
  if (letters.length === [...text].length && widthOf(text, height) <= width) return text;
  let room = width - widthOf('…', height);
  const fitting = letters.findIndex((letter) => (room -= letterWidth(letter) * height) < 0);
  return `${letters
    .slice(0, fitting === -1 ? longest : fitting)
    .join('')
    .trimEnd()}…`;
}

function letterWidth(letter: string): number {
  return letterWidths.find(([pattern]) => pattern.test(letter))?.[1] ?? widestLetter;
}
