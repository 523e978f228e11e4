/** A language that pages for raters are written in. */
export interface Language {
  /** BCP 47. */
  readonly key: string;
  /** In itself, as the choice of languages shows it. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  /** Whether the translation is our own and no native speaker has gone over it: pages say so. */
  readonly isUnchecked: boolean;
}

/** The first one is what everything is written in first, and what stands where nothing else is known. A new one is a line here and a catalogue. */
export const languages = [
  { key: 'en', name: 'English', direction: 'ltr', isUnchecked: false },
  { key: 'de', name: 'Deutsch', direction: 'ltr', isUnchecked: true },
  { key: 'ar', name: 'العربية', direction: 'rtl', isUnchecked: true },
] as const satisfies readonly Language[];

export type LanguageKey = (typeof languages)[number]['key'];

export const languageKeys = languages.map(({ key }) => key);

export function isLanguage(value: unknown): value is LanguageKey {
  return languages.some(({ key }) => key === value);
}

export function languageOf(key: LanguageKey): Language & { readonly key: LanguageKey } {
  return languages.find((language) => language.key === key) ?? languages[0];
}
