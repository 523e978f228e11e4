const longest = 40;
const most = 3;

/** Text from a file as a sentence can have it: short, and with a visible escape for what cannot be seen. */
export function shown(text: string): string {
  const short = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return short.replace(
    /\p{C}/gu,
    (one) => escapes[one] ?? Array.from({ length: one.length }, escapeUnit, one).join(''),
  );
}

const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeUnit(this: string, _: unknown, i: number): string {
  return `\\u${this.charCodeAt(i).toString(16).padStart(4, '0')}`;
}

/** `a`, `a and b`, or `a, b, c and 7 more`. */
export function shownNames(names: readonly string[]): string {
  const listed = names.slice(0, most).map(shown);
  const others = names.length - listed.length;
  const last = others > 0 ? `${others} more` : listed.length > 1 ? listed.pop() : undefined;
  return last === undefined ? listed.join() : `${listed.join(', ')} and ${last}`;
}
