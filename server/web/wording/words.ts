import { IntlMessageFormat } from 'intl-messageformat';
import { ar } from './catalogues/ar';
import { de } from './catalogues/de';
import { en } from './catalogues/en';
import type { LanguageKey } from './languages';

/** What is put into a message: `{ count: 3 }`. */
export type Values = Readonly<Record<string, string | number>>;

/** Where a message stands: the page or part of a page, then the message. */
export type MessageKey = {
  [Part in keyof Catalogue]: `${Part}.${Extract<keyof Catalogue[Part], string>}`;
}[keyof Catalogue];

/** Gives a message in a language; views call it `t`. */
export type Words = (key: MessageKey, values?: Values) => string;

type Catalogue = typeof en;

/** A message for every one of English, in the syntax of ICU: `{count, plural, one {# item} other {# items}}`. */
export type Translation = {
  readonly [Part in keyof Catalogue]: { readonly [Key in keyof Catalogue[Part]]: string };
};

export const catalogues: Readonly<Record<LanguageKey, Translation>> = { en, de, ar };

const spoken = new Map<LanguageKey, Words>();

/** All words of a language. Numbers stand in European digits, as they do in items and figures. */
export function wordsIn(language: LanguageKey): Words {
  let words = spoken.get(language);
  if (!words) spoken.set(language, (words = speak(language)));
  return words;
}

function speak(language: LanguageKey): Words {
  const prepared = new Map<MessageKey, IntlMessageFormat | string>();
  return (key, values) => {
    let message = prepared.get(key);
    if (message === undefined) prepared.set(key, (message = prepare(language, key)));
    return typeof message === 'string' ? message : String(message.format(values));
  };
}

/** Most messages hold nothing to fill in. */
function prepare(language: LanguageKey, key: MessageKey): IntlMessageFormat | string {
  const [part, name] = key.split('.') as [keyof Translation, string];
  const text = (catalogues[language][part] as Readonly<Record<string, string>> | undefined)?.[name];
  if (text === undefined) throw new Error(`No catalogue has the message "${key}".`);
  if (!/[{}'<]/.test(text)) return text;
  return new IntlMessageFormat(text, `${language}-u-nu-latn`, undefined, { ignoreTag: true });
}
