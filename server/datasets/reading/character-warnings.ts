import { warningOf, type Problem } from '../problem';
import { shownNames } from './shown-names';
import type { RecordFields } from './source-record';

const faults: readonly (readonly [RegExp, string, string])[] = [
  [/\0/, 'The character NUL', 'other programs may cut the text there'],
  // In Unicode mode a pair is one character, so that only halves are found.
  [/\p{Surrogate}/u, 'Half of a character (a lone surrogate)', 'it cannot be saved as UTF-8'],
];

/** Says which fields have characters that not every program can keep. */
export function characterWarnings(fields: RecordFields): Problem[] {
  return faults.flatMap(([pattern, what, but]) => {
    const names = Object.keys(fields).filter((name) => pattern.test(name) || hasText(fields[name], pattern));
    if (names.length === 0) return [];
    return [warningOf('characters', `${what} stands in ${shownNames(names)}: it is kept, but ${but}.`)];
  });
}

/** Values are no deeper than the depth limit. */
function hasText(value: unknown, pattern: RegExp): boolean {
  if (typeof value === 'string') return pattern.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, inner]) => pattern.test(name) || hasText(inner, pattern));
}
