import { hash } from 'node:crypto';
import { normalForm, type ReadText } from './normal-form';

/**
 * 52 bits of the SHA-1 of an item's normal form: equal for items that ask the same in the same words, and for others
 * with a chance of one in 4.5 million billions, so whoever must be certain compares the forms.
 */
export function textKey(item: ReadText): number {
  return hash52(normalForm(item));
}

/** The first 52 bits of the SHA-1 of a text, as a whole number. */
export function hash52(text: string): number {
  return parseInt(hash('sha1', text, 'hex').slice(0, 13), 16);
}
