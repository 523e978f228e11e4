import { languageKeys, languages } from '../../server/web/wording/languages';
import { catalogues, type MessageKey, wordsIn } from '../../server/web/wording/words';
import { setSize } from '../../server/rating/submit-rating';
import { helpSetSize } from '../../server/web/help-page';
import { filesUnder } from '../support/source-tree';

/** Every message of a language, by its key. */
function messagesOf(language: keyof typeof catalogues): Map<string, string> {
  return new Map(
    Object.entries(catalogues[language]).flatMap(([part, messages]) =>
      Object.entries(messages as Record<string, string>).map(
        ([key, text]) => [`${part}.${key}`, text] as const,
      ),
    ),
  );
}

/** The names of what is put into a message, and by which of them it has forms. */
function holesOf(text: string): string {
  return [...new Set([...text.matchAll(/\{(\w+)(?=\}|, )/g)].map(([, name]) => name))].sort().join();
}

const english = messagesOf('en');
const sources = [...filesUnder('views', '.ejs'), ...filesUnder('server', '.ts')].filter(
  ({ path }) => !path.includes('/wording/catalogues/'),
);
const others = languageKeys.filter((key) => key !== 'en');

it.each(others)('says everything in %s, with the same things put in', (language) => {
  const messages = messagesOf(language);
  expect([...messages.keys()].sort()).toEqual([...english.keys()].sort());
  const differing = [...messages].filter(([key, text]) => holesOf(text) !== holesOf(english.get(key)!));
  expect(differing.map(([key]) => key)).toEqual([]);
});

it.each(languageKeys)('has every plural form that %s needs', (language) => {
  const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const lacking = [...messagesOf(language)].filter(([, text]) => {
    const forms = [...text.matchAll(/\{\w+, plural,((?:\s*(?:=\d+|\w+) \{(?:[^{}]|\{\w+\})*\})+)\s*\}/g)];
    const plurals = text.match(/, plural,/g)?.length ?? 0;
    if (forms.length !== plurals) return true;
    return forms.some(([, list]) => wanted.some((form) => !new RegExp(`\\b${form} \\{`).test(list!)));
  });
  expect(lacking.map(([key]) => key)).toEqual([]);
});

it('uses every message, and has every message that is used', () => {
  const text = sources.map((file) => file.text).join('\n');
  const used = new Set([...text.matchAll(/\bt\(\s*['`]([\w.]+)['`]/g)].map(([, key]) => key!));
  expect([...used].filter((key) => !english.has(key))).toEqual([]);
  const isUsed = (key: string): boolean => new RegExp(`['\`]${key.replace('.', '\\.')}['\`]`).test(text);
  const unused = [...english.keys()].filter((key) => !key.startsWith('sentences.') && !isUsed(key));
  expect(unused).toEqual([]);
});

it('has no sentence that is said nowhere any more', () => {
  const text = sources.map((file) => file.text).join('\n');
  // Forms say `Enter ${label}.` of what is to be entered.
  const isSaid = (sentence: string): boolean =>
    text.includes(`'${sentence}'`) || text.includes(`'${/^Enter (.+)\.$/.exec(sentence)?.[1]}'`);
  expect(Object.values(catalogues.en.sentences).filter((sentence) => !isSaid(sentence))).toEqual([]);
});

it('leaves no words in the views that raters see', () => {
  const theirs = filesUnder('views', '.ejs').filter(({ path }) =>
    /^views\/(rating|errors|help|layout|accounts\/(join|sign-in)\.ejs)/.test(path),
  );
  expect(theirs.length).toBeGreaterThan(12);
  const words = theirs.flatMap(({ path, text }) => {
    const shown = text
      .replaceAll(/<%[\s\S]*?%>/g, '')
      .replaceAll(/<kbd>.*?<\/kbd>/g, '')
      .replaceAll(/\b(?:aria-label|title|alt|placeholder)="([^"]*)"/g, '>$1<')
      .replaceAll(/<[^>]*>/g, ' ');
    return [...shown.matchAll(/\p{L}{2,}/gu)].map(([word]) => `${path}: ${word}`);
  });
  expect(words).toEqual(['views/layout/page.ejs: Assay', 'views/layout/page.ejs: Assay']);
});

it('fills in, and writes numbers as figures do', () => {
  expect(wordsIn('en')('shell.page', { page: 1, pages: 12 })).toBe('Page 1 of 12');
  expect(wordsIn('ar')('shell.page', { page: 1, pages: 12 })).toContain('12');
  expect(() => wordsIn('en')('shell.nothing' as MessageKey)).toThrow('shell.nothing');
});

it('says which translations nobody has gone over', () => {
  expect(languages.filter(({ isUnchecked }) => isUnchecked).map(({ key }) => key)).toEqual(['de', 'ar']);
});

it('tells raters the size of a set as it is', () => {
  expect(helpSetSize).toBe(setSize);
});
