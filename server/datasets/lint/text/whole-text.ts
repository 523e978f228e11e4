import type { LintedItem } from '../lint-rule';

/** All that a rater reads of an item, and what a first look at its characters tells. */
export interface WholeText {
  readonly text: string;
  /** Which kinds of characters are in it: so that most rules need no second look at most items. */
  readonly kinds: number;
  /** The longest stretch in which no line can be broken: where it starts, and its length in UTF-16 units. */
  readonly longest: { readonly start: number; readonly length: number };
}

/** Kinds of characters, one bit each. */
export const kindOf = {
  /** May end a line: blanks, writing without spaces between words, invisible places to break. */
  breaking: 1,
  control: 2,
  tabOrReturn: 4,
  bidi: 8,
  invisible: 16,
  /** What wrongly decoded text has: U+FFFD, half a surrogate pair, or the letters that stand for a first byte. */
  suspect: 32,
  /** `<`, `[` or `{`. */
  bracket: 64,
  /** What markup is made of beside brackets. */
  markup: 128,
} as const;

const ranges: readonly (readonly [kind: number, ...characters: readonly (readonly [number, number?])[]])[] = [
  [kindOf.breaking, [0x09, 0x0d], [0x20], [0xad], [0x0e00, 0x0eff], [0x0f00, 0x109f], [0x1100, 0x11ff]],
  [
    kindOf.breaking,
    [0x1680],
    [0x1780, 0x17ff],
    [0x2000, 0x200b],
    [0x2028, 0x2029],
    [0x205f],
    [0x2e80, 0xa4cf],
  ],
  [kindOf.breaking, [0xac00, 0xdfff], [0xf900, 0xfaff], [0xff00, 0xffef]],
  [
    kindOf.control,
    [0x00, 0x08],
    [0x0b, 0x0c],
    [0x0e, 0x1f],
    [0x7f, 0x9f],
    [0x2028, 0x2029],
    [0xfffe, 0xffff],
  ],
  [kindOf.tabOrReturn, [0x09], [0x0d]],
  [kindOf.bidi, [0x061c], [0x200e, 0x200f], [0x202a, 0x202e], [0x2066, 0x2069]],
  [kindOf.invisible, [0xad], [0x034f], [0x115f, 0x1160], [0x17b4, 0x17b5], [0x180e], [0x200b, 0x200d]],
  [kindOf.invisible, [0x2060, 0x2064], [0x206a, 0x206f], [0x3164], [0xfeff], [0xffa0], [0xdb40]],
  [kindOf.suspect, [0xc2, 0xc3], [0xd0, 0xd1], [0xe2], [0xef], [0xf0], [0xd800, 0xdfff], [0xfffd]],
  [kindOf.bracket, [0x3c], [0x5b], [0x7b]],
  [kindOf.markup, [0x23], [0x26], [0x2a], [0x3c], [0x3e], [0x5b], [0x5f], [0x60]],
];

/** The kinds of each UTF-16 unit. */
const kinds = new Uint8Array(0x10000);
for (const [kind, ...characters] of ranges) {
  for (const [first, last = first] of characters) {
    for (let unit = first; unit <= last; unit++) kinds[unit]! |= kind;
  }
}

/** Several rules ask for the same item in turn. */
let latest: { readonly item: LintedItem; readonly whole: WholeText } | undefined;

export function wholeText(item: LintedItem): WholeText {
  if (latest?.item !== item) latest = { item, whole: look(textOf(item)) };
  return latest.whole;
}

/** Choices that were read from the text are in it already. */
function textOf({ text, stem, choices, details }: LintedItem): string {
  let whole = text;
  if (stem === undefined || stem === text) for (const choice of choices) whole += `\n${choice.text}`;
  for (const { value } of details) whole += `\n${value}`;
  return whole;
}

const { breaking } = kindOf;

function look(text: string): WholeText {
  const end = text.length;
  let found = 0;
  let start = 0;
  let length = 0;
  for (let i = 0, from = 0; i <= end; i++) {
    const kind = i === end ? breaking : kinds[text.charCodeAt(i)]!;
    found |= kind;
    if ((kind & breaking) === 0) continue;
    if (i - from > length) [start, length] = [from, i - from];
    from = i + 1;
  }
  return { text, kinds: found, longest: { start, length } };
}
