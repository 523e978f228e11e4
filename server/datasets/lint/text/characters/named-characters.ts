import { times } from '../quoted';

const names: Readonly<Record<number, string>> = {
  0x00: 'NUL',
  0x09: 'tab',
  0x0b: 'vertical tab',
  0x0c: 'form feed',
  0x0d: 'carriage return',
  0x1b: 'escape',
  0x7f: 'delete',
  0xad: 'soft hyphen',
  0x180e: 'Mongolian vowel separator',
  0x200b: 'zero-width space',
  0x200c: 'zero-width non-joiner',
  0x200d: 'zero-width joiner',
  0x200e: 'left-to-right mark',
  0x200f: 'right-to-left mark',
  0x2028: 'line separator',
  0x2029: 'paragraph separator',
  0x202a: 'left-to-right embedding',
  0x202b: 'right-to-left embedding',
  0x202c: 'end of a change of direction',
  0x202d: 'left-to-right override',
  0x202e: 'right-to-left override',
  0x2060: 'word joiner',
  0x3164: 'Hangul filler',
  0xfeff: 'byte order mark',
};

/** How many kinds are named; hostile text could have hundreds. */
const mostNamed = 4;

/** A megabyte of them is not worth counting to its end. */
const mostCounted = 1000;

/** `U+200B (zero-width space) twice and U+00AD (soft hyphen) once`, or undefined without any. */
export function namedCharacters(text: string, pattern: RegExp): string | undefined {
  const counts = new Map<number, number>();
  let counted = 0;
  for (const [character] of text.matchAll(pattern)) {
    const code = character.codePointAt(0)!;
    counts.set(code, (counts.get(code) ?? 0) + 1);
    if (++counted === mostCounted) break;
  }
  if (counts.size === 0) return undefined;
  const named = [...counts].slice(0, mostNamed).map(([code, count]) => `${nameOf(code)} ${times(count)}`);
  const more = counts.size - named.length;
  const rest =
    (more === 0 ? '' : ` and ${more} more`) + (counted < mostCounted ? '' : ', counted no further');
  return named.join(', ') + rest;
}

function nameOf(code: number): string {
  const name = names[code];
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}${name === undefined ? '' : ` (${name})`}`;
}
