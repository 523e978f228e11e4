import { escapeInvisible } from '../../importing/escape-invisible';

/** The beginning of a text on one line, with every character visible that is not: `↵` for a line end, the rest as escapes. */
export function visibleText(text: string, length = 200): string {
  const characters = Array.from(text.slice(0, 2 * length));
  const start = characters.slice(0, length).join('');
  const isCut = start.length < text.length;
  return escapeInvisible(start.replace(/\r\n|\r|\n/g, ' ↵ ')).trim() + (isCut ? '…' : '');
}
