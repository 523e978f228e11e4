/** What spreadsheets take for the start of a formula, or swallow as a mark that text follows. */
const startsHazard = /^[=+\-@'\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const loneSurrogate = /\p{Surrogate}/gu;

/**
 * A text as a cell for spreadsheets: a ' stands before what they would run, and NUL, at which many readers stop,
 * and what is not a character becomes U+FFFD.
 */
export function csvText(text: string): string {
  const shown = text.replaceAll('\0', '\ufffd').replace(loneSurrogate, '\ufffd');
  return startsHazard.test(shown) ? `'${shown}` : shown;
}
