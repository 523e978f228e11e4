/** Text on one line of Markdown that stays text: no markup, no HTML, no link, no table cell, no reordering marks. It must not begin a line. */
export function markdownText(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ')
    .replace(/[\\`*_{}[\]()<>#+!|~&:@=$]|(?<=www)\./gi, (mark) => `&#${mark.codePointAt(0)};`);
}

/** A text as a YAML scalar: JSON is YAML, and quotes everything. */
export function yamlText(text: string): string {
  return JSON.stringify(text.replace(/\p{Cs}/gu, '\ufffd')).replace(
    /[<>\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
