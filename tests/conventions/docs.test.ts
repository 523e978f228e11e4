import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesUnder, projectFolder, readSource, type SourceFile } from '../support/source-tree';

const documents = [
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md'].map(readSource),
  ...filesUnder('docs', '.md'),
];
const { scripts } = JSON.parse(readSource('package.json').text) as { scripts: Record<string, string> };

function allMatches(files: readonly SourceFile[], pattern: RegExp): { path: string; match: string }[] {
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(pattern)].map(([, match]) => ({ path, match: match ?? '' })),
  );
}

/** `study create` for a command of a command, `migrate` for one without. */
function commands(): Set<string> {
  const texts = filesUnder('server/bin', '.ts').map(({ text }) => text);
  const words = texts.flatMap((text) => [...text.matchAll(/(?:new Command|\.command)\('([a-z-]+)/g)]);
  return new Set(words.map(([, word]) => word ?? ''));
}

it('names only npm scripts that exist', () => {
  const named = allMatches(documents, /\bnpm run (?:-s )?([a-z][a-z:-]*)/g);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter(({ match }) => !(match in scripts))).toEqual([]);
});

it('names only commands that exist', () => {
  const named = allMatches(documents, /\bassay -- ([a-z][a-z-]*)/g);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter(({ match }) => !commands().has(match))).toEqual([]);
});

it('names every command of the command line in the README or in docs', () => {
  const text = documents.map((document) => document.text).join('\n');
  const missing = [...commands()].filter((word) => !new RegExp(`\\b${word}\\b`).test(text));
  expect(missing).toEqual([]);
});

it('links only to files that exist', () => {
  const links = allMatches(documents, /\]\((?!https?:|#|mailto:)([^)#\s]+)/g);
  expect(links.length).toBeGreaterThan(0);
  expect(links.filter(({ path, match }) => !existsSync(join(projectFolder, dirname(path), match)))).toEqual(
    [],
  );
});

it('names only decisions that exist', () => {
  const code = [
    ...filesUnder('server', '.ts'),
    ...filesUnder('tests', '.ts'),
    ...filesUnder('migrations', '.sql'),
  ];
  const named = allMatches([...documents, ...code], /\b(docs\/decisions\/[0-9a-z-]+\.md)/g);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter(({ match }) => !existsSync(join(projectFolder, match)))).toEqual([]);
});

it('lets .ci/run run the tests', () => {
  expect(readSource('.ci/run').text).toMatch(/^npm test$/m);
});
