import { basename } from 'node:path';
import { filesUnder } from '../support/source-tree';

const withFunctions = filesUnder('server/statistics', '.ts').filter(({ path, text }) => {
  return /^export function/m.test(text) && basename(path) !== 'outcome.ts';
});
/** Those that give a statistic: a value that may be undefined for a reason. */
const statistics = withFunctions.filter(({ text }) =>
  /^export function[\s\S]*?\): [^{]*\b(Outcome|Undefined)\b/m.test(text),
);

it('finds the functions it is to judge', () => {
  expect(withFunctions.length).toBeGreaterThan(8);
  expect(statistics.length).toBeGreaterThan(5);
});

const tests = filesUnder('tests/statistics', '.test.ts');

/** The tests that import something of a file besides types. */
function testsOf(path: string): typeof tests {
  const name = path.replace(/\.ts$/, '').replace(/[.]/g, '\\.');
  const imported = new RegExp(`import \\{([^}]*)\\} from '[./]+/${name}';`);
  return tests.filter(({ text }) => {
    const names =
      imported
        .exec(text)?.[1]
        ?.split(',')
        .map((one) => one.trim()) ?? [];
    return names.some((one) => one !== '' && !one.startsWith('type '));
  });
}

it.each(withFunctions.map(({ path }) => path))('has a test of %s', (path) => {
  expect(testsOf(path)).not.toEqual([]);
});

it.each(statistics.map(({ path }) => path))('has numbers from elsewhere for %s', (path) => {
  const compared = testsOf(path).filter(({ text }) => /\b(fixtureCases\s*[<(]|published)/.test(text));
  expect(compared.map((test) => test.path)).not.toEqual([]);
});

it.each(statistics)('says what $path means and when it is undefined', ({ text }) => {
  expect(text).toMatch(/\/\*\*[\s\S]*\b(undefined|Undefined)\b[\s\S]*\*\//);
});
