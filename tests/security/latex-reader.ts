const written: Readonly<Record<string, string>> = {
  textbackslash: '\\',
  textasciicircum: '^',
  textasciitilde: '~',
};

/**
 * Reads LaTeX as the program would, as far as text goes: a character stands for itself, a backslash before a mark for the
 * mark, and three words for three characters.
 * @returns the text that would be printed, and whatever else the program would have obeyed
 */
export function readLatex(source: string): { text: string; obeyed: string[] } {
  const obeyed: string[] = [];
  const text = source.replace(
    /\\([a-z]+)\{\}|\\([{}$&#%_])|[\\{}$&#%_^~]|[\p{Cc}\p{Cs}]/giu,
    (found, word: string | undefined, mark: string | undefined) => {
      if (mark !== undefined) return mark;
      if (word !== undefined && Object.hasOwn(written, word)) return written[word]!;
      obeyed.push(found);
      return '';
    },
  );
  return { text, obeyed };
}
