import ts from 'typescript';
import { filesUnder, nodesOf, pathsUnder } from '../support/source-tree';

const files = filesUnder('server', '.ts');
const names = ['server', 'tests', 'views', 'static', 'docs'].flatMap(pathsUnder);

it('writes file names in kebab-case', () => {
  // Data keeps the names of the files it stands for.
  const ours = names.filter((path) => !/\/(fixtures|demo-data)\/|\/(README\.md|Caddyfile)$/.test(path));
  const kebab = /^([a-z0-9]+(-[a-z0-9]+)*\/)*[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)+$/;
  expect(ours.filter((path) => !kebab.test(path))).toEqual([]);
});

it('has no file whose name says nothing', () => {
  const empty = /(^|[/-])(utils?|helpers?|common|misc|manager|base|stuff|shared)([-./]|$)/;
  expect(names.filter((path) => empty.test(path))).toEqual([]);
});

it('uses index.ts only for lists and for the start', () => {
  const indexes = files.filter(({ path }) => path.endsWith('/index.ts') && path !== 'server/index.ts');
  const withoutList = indexes.filter(({ text }) => !/export const \w+: readonly [\w<>]+\[\] = \[/.test(text));
  expect(withoutList.map(({ path }) => path)).toEqual([]);
});

it('exports by name, from the file that holds the thing', () => {
  const passedOn = files.filter((file) =>
    nodesOf(file, ts.isExportDeclaration).some((node) => node.moduleSpecifier),
  );
  const unnamed = files.filter((file) => nodesOf(file, ts.isExportAssignment).length > 0);
  expect([...passedOn, ...unnamed].map(({ path }) => path)).toEqual([]);
});

it('keeps test files within 400 lines', () => {
  const long = filesUnder('tests', '.ts').filter(({ text }) => text.trimEnd().split('\n').length > 400);
  expect(long.map(({ path }) => path)).toEqual([]);
});
