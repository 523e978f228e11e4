import { createHash } from 'node:crypto';
import { textKey } from '../../../server/datasets/lint/text-key';
import { item, lettered, rawItem } from './set/linted-items';

it('is the first 52 bits of the SHA-1 of the words, choices in the order of the alphabet', () => {
  const one = item(1, 'Would you, please?', { choices: lettered('Yes!', 'no') });
  const digest = createHash('sha1').update('would you please\u0001no\u0001yes').digest();
  expect(BigInt(textKey(one))).toBe(digest.readBigUInt64BE() >> 12n);
});

it('is a whole number that both databases keep', () => {
  for (let line = 0; line < 1000; line++) {
    const key = textKey(item(line, `item ${line}`));
    expect(Number.isSafeInteger(key) && key >= 0).toBe(true);
  }
});

it('is the same for the same words and different for others', () => {
  const key = (stem: string) => textKey(item(1, stem));
  expect(key('I agree.')).toBe(key('i  AGREE'));
  expect(key('I agree.')).toBe(key('Is the following statement something you would say?\n"I agree"'));
  expect(key('I agree')).not.toBe(key('I agreed'));
  const keys = Array.from({ length: 20_000 }, (_, i) => key(`I agree with number ${i}`));
  expect(new Set(keys).size).toBe(keys.length);
});

it('reads the raw text of an item without a stem', () => {
  const raw = rawItem(1, 'Who? (A) You (B) I', { choices: [{ letter: 'A', text: '' }] });
  expect(textKey(raw)).toBe(textKey({ ...raw, stem: 'Who? (A) You (B) I' }));
});
