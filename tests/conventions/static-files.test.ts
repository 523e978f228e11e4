import ejs from 'ejs';
import { page } from '../support/html';
import { filesUnder, readSource, type SourceFile } from '../support/source-tree';
import { languages } from '../../server/web/wording/languages';
import { wordsIn } from '../../server/web/wording/words';
import { firstSettings, type Role } from '../../server/web/current-user';

const scripts = filesUnder('static', '.js');
const stylesheets = filesUnder('static', '.css');

function bytes(files: readonly SourceFile[]): number {
  return files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
}

function longerThan(lines: number, files: readonly SourceFile[]): string[] {
  return files.filter(({ text }) => text.trimEnd().split('\n').length > lines).map(({ path }) => path);
}

/** The stylesheets that the layout loads for a role; undefined for visitors. @param hasPlots whether on a page with plots */
function stylesFor(role: Role | undefined, hasPlots = false): SourceFile[] {
  const user = role && { username: 'somebody', role };
  const shared = {
    title: '',
    body: '',
    navigation: [],
    flash: null,
    version: '',
    reloadSeconds: undefined,
    path: '/',
    language: languages[0],
    languages,
    t: wordsIn('en'),
    settings: firstSettings,
    hasPlots,
  };
  const paths = new Proxy({}, { get: () => () => '/' });
  const $ = page(ejs.render(readSource('views/layout/page.ejs').text, { ...shared, user, paths }));
  const links = $('link[rel=stylesheet]').toArray();
  return links.map((link) => readSource(($(link).attr('href') ?? '').slice(1)));
}

const roles: readonly (Role | undefined)[] = ['admin', 'analyst', 'adjudicator', 'rater', undefined];

it.each(roles)('loads at most 20 kB of styles for %s, and 23 with those of plots', (role) => {
  const [styles, withPlots] = [stylesFor(role), stylesFor(role, true)];
  expect(styles.length).toBeGreaterThan(3);
  expect(bytes(styles)).toBeLessThanOrEqual(20_000);
  expect(withPlots).toHaveLength(styles.length + 1);
  expect(bytes(withPlots)).toBeLessThanOrEqual(23_000);
});

it('loads every stylesheet for somebody', () => {
  const loaded = new Set(roles.flatMap((role) => stylesFor(role, true)).map(({ path }) => path));
  expect(stylesheets.filter(({ path }) => !loaded.has(path))).toEqual([]);
});

it('sends at most 15 kB of scripts', () => {
  expect(bytes(scripts)).toBeGreaterThan(0);
  expect(bytes(scripts)).toBeLessThanOrEqual(15_000);
});

it('keeps scripts within 80 lines and stylesheets within 300', () => {
  expect(longerThan(80, scripts)).toEqual([]);
  expect(longerThan(300, stylesheets)).toEqual([]);
});

it('never makes markup or code out of text', () => {
  const maker =
    /innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|\beval\(|new Function/;
  expect(scripts.filter(({ text }) => maker.test(text)).map(({ path }) => path)).toEqual([]);
});

it('fetches nothing from elsewhere', () => {
  const address = /https?:\/\/(?!www\.w3\.org\/)|url\(\s*['"]?\/\//;
  const files = [...scripts, ...stylesheets];
  expect(files.filter(({ text }) => address.test(text)).map(({ path }) => path)).toEqual([]);
});

it('keeps nothing in the browser but whether keys are on, and since when somebody rates', () => {
  const kept = scripts.filter(({ text }) =>
    /(local|session)Storage|indexedDB|document\.cookie|caches\./.test(text),
  );
  expect(kept.map(({ path }) => path)).toEqual(['static/js/break-hint.js', 'static/js/shortcut-switch.js']);
});
