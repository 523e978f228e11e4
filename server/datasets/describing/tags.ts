import { hasControls } from '../../web/form-fields';

export const mostTags = 20;
export const longestTag = 40;

/** Tags as they are kept: lower case, one space between words, each once, sorted. */
export function normalizeTags(typed: string): string[] {
  const tags = typed
    .normalize('NFKC')
    .toLowerCase()
    .split(',')
    .map((tag) => tag.trim().replace(/\s+/g, ' '));
  return [...new Set(tags)].filter((tag) => tag !== '').sort();
}

/** Why these tags cannot be kept, or undefined. */
export function tagsFault(tags: readonly string[]): string | undefined {
  if (tags.length > mostTags) return `Enter at most ${mostTags} tags.`;
  if (tags.some((tag) => tag.length > longestTag)) return `Enter tags of at most ${longestTag} characters.`;
  if (tags.some(hasControls)) return 'Enter tags on one line, without control characters.';
  return undefined;
}
