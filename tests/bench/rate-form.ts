/** The form a page is about, ready to be sent. */
export interface ReadForm {
  readonly action: string;
  /** Urlencoded. */
  readonly filled: string;
  /** Whether it asks for a rating, and not only to go on. */
  readonly asks: boolean;
}

const formStart = '<form method="post" action="';
const input = /<input ([^>]*)>/g;

/** Reads the content's last form that posts, with the first, second or a later choice in every group of radios, by chance. */
export function readForm(page: string, random: () => number): ReadForm {
  // Below the content stands the choice of language.
  const contentEnd = page.indexOf('</main>');
  const start = page.lastIndexOf(formStart, contentEnd < 0 ? Infinity : contentEnd);
  const action = page.slice(start + formStart.length, page.indexOf('"', start + formStart.length));
  const fields = new Map<string, string>();
  const choices = new Map<string, string[]>();
  for (const [, attributes = ''] of page.slice(start, page.indexOf('</form>', start)).matchAll(input)) {
    const name = valueOf(attributes, 'name');
    const value = valueOf(attributes, 'value');
    if (!attributes.includes('type="radio"')) fields.set(name, value);
    else if (!choices.get(name)?.push(value)) choices.set(name, [value]);
  }
  for (const [name, values] of choices) fields.set(name, values[Math.floor(random() * values.length)]!);
  const filled = [...fields].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return { action, filled, asks: choices.size > 0 };
}

function valueOf(attributes: string, name: string): string {
  const start = attributes.indexOf(`${name}="`) + name.length + 2;
  return attributes.slice(start, attributes.indexOf('"', start));
}
