import type { ItemChoice } from '../datasets/item';

/**
 * Whether the choices of an item may stand either way: yes and no, without letters. Letters are part of the item's
 * text, and other choices may refer to each other.
 */
export function choicesMayTurn(choices: readonly ItemChoice[]): boolean {
  const words = choices.map(({ letter, text }) => (letter === '' ? text.trim().toLowerCase() : letter));
  return words.length === 2 && words.includes('yes') && words.includes('no');
}
