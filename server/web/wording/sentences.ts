import { en } from './catalogues/en';
import type { LanguageKey } from './languages';
import { type MessageKey, wordsIn } from './words';

const keyOf = new Map<string, MessageKey>(
  Object.entries(en.sentences).map(([name, text]) => [text, `sentences.${name}` as MessageKey]),
);

/** The one sentence with a number in it: that of a limit. */
const waiting = /^Too many tries\. Wait (\d+) minutes?, then try again\.$/;

/** A sentence that was written in English where it was needed, in the language of a page; as it is where no catalogue has it. */
export function sentenceIn(language: LanguageKey, sentence: string): string {
  const minutes = waiting.exec(sentence)?.[1];
  if (minutes !== undefined) return wordsIn(language)('shell.waitThenTry', { minutes: Number(minutes) });
  const key = keyOf.get(sentence);
  return key === undefined ? sentence : wordsIn(language)(key);
}
