/** What a template of a way back may be filled with. */
export interface ReturnValues {
  readonly participant: string;
  readonly session: string | null;
  readonly code: string;
}

const placeholder = /\{(\w*)\}/g;
const known = ['participant', 'session', 'code'];
export const longestLink = 500;

/** What is wrong with a template, as a sentence; undefined for a good one and for ''. */
export function returnLinkFault(template: string): string | undefined {
  if (template === '') return undefined;
  if (template.length > longestLink) return `Enter a link of at most ${longestLink} characters.`;
  const names = [...template.matchAll(placeholder)].map(([, name]) => name ?? '');
  if (names.some((name) => !known.includes(name))) {
    return 'Use no other placeholders than {participant}, {session} and {code}.';
  }
  // The host stands fast: what a panel sends must not decide where people are led.
  const host = /^https:\/\/[a-z0-9.-]+(:\d+)?([/?#]|$)/i;
  const filled = template.replace(placeholder, 'x');
  if (!host.test(template) || /[\s\p{C}\\]/u.test(template) || !URL.canParse(filled)) {
    return 'Enter a link that starts with https:// and a host.';
  }
  if (/^https:\/\/HOST\.|=(ID|TOKEN)(&|$)/.test(template)) return 'Replace HOST, ID and TOKEN by your own.';
  return undefined;
}

/** The way back with its values in it, encoded; null without a template, and when a value is missing. */
export function returnLinkOf(template: string, values: Partial<ReturnValues>): string | null {
  if (template === '') return null;
  const names = [...template.matchAll(placeholder)].map(([, name]) => name as keyof ReturnValues);
  if (names.some((name) => !values[name])) return null;
  return template.replace(placeholder, (_, name: keyof ReturnValues) =>
    encodeURIComponent(values[name] ?? ''),
  );
}
