import type { MessageKey, Words } from './wording/words';

/** As the rating room has it; a test compares the two. */
export const helpSetSize = 20;

/** The keys of the rating page, as the page's own list has them. */
const keys: readonly (readonly [keys: string, text: MessageKey])[] = [
  ['1–9', 'rate.keyChoose'],
  ['Enter', 'rate.keySave'],
  ['c', 'rate.keyComment'],
  ['f', 'rate.keyFlag'],
  ['s', 'rate.keySkip'],
  ['u', 'rate.keyUndo'],
  ['g', 'rate.keyGuidelines'],
  ['b', 'rate.keyCover'],
  ['Ctrl + Enter', 'rate.keySaveAnywhere'],
];

export function helpPage(t: Words) {
  return {
    title: t('help.title'),
    setSize: helpSetSize,
    keyRows: keys.map(([names, text]) => ({ keys: names, text: t(text) })),
  };
}
