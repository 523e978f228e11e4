/** A piece of text, and whether it stands for a character that cannot be seen. */
export interface VisiblePiece {
  readonly text: string;
  readonly isInvisible: boolean;
}

/** Characters that cannot be seen, or not be told from a space or a line end. */
const invisible = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;

/**
 * The beginning of a text in pieces, in which every invisible character is named: `U+200B`, `U+D83D` for half of a
 * surrogate pair, `↵` and `→` for the line ends and tabs that files are full of.
 */
export function visiblePieces(text: string, longest: number): VisiblePiece[] {
  const pieces: { text: string; isInvisible: boolean }[] = [];
  const add = (part: string, isInvisible: boolean): void => {
    const last = pieces.at(-1);
    if (last && !last.isInvisible && !isInvisible) last.text += part;
    else pieces.push({ text: part, isInvisible });
  };
  let length = 0;
  for (const character of text) {
    if (length++ >= longest) {
      add('…', false);
      break;
    }
    if (invisible.test(character)) add(nameOf(character), true);
    else add(character, false);
  }
  return pieces;
}

function nameOf(character: string): string {
  if (character === '\n') return '↵';
  if (character === '\t') return '→';
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}
