import { importsOf } from '../support/imports-of';
import { filesUnder, type SourceFile } from '../support/source-tree';

/** A folder imports from itself and from folders earlier in this list. */
const order = [
  'statistics',
  'db',
  'web',
  'audit',
  'jobs',
  'accounts',
  'questions',
  'datasets',
  'studies',
  'rating',
  'pay',
  'quality',
  'agreement',
  'reports',
  'upkeep',
  'bin',
];
/** Files beside the folders that everyone may import; they import only each other and `db`. */
const roots = ['errors', 'ids', 'log', 'paths', 'config', 'context', 'without-proto'];
/** Files that put everything together. */
const summits = ['app', 'index', 'worker'];

const files = filesUnder('server', '.ts');

/** Sentences about imports the rule does not allow. */
function faults(rule: (file: SourceFile, target: string, typeOnly: boolean) => boolean): string[] {
  return files.flatMap((file) =>
    importsOf(file)
      .filter(({ target, typeOnly }) => !rule(file, target, typeOnly))
      .map(({ target }) => `${file.path} imports ${target}`),
  );
}

/** `db` for `server/db/sqlite.ts`, `app` for `server/app.ts`; undefined for what is not ours. */
function roomOf(path: string): string | undefined {
  return /^server\/([^/.]+)/.exec(path)?.[1];
}

function isNamed(path: string, role: string): boolean {
  return new RegExp(`-${role}(\\.ts)?$`).test(path);
}

it('has a place in the order for every folder', () => {
  const rooms = new Set(files.map((file) => roomOf(file.path)));
  expect([...rooms].filter((room) => ![...order, ...roots, ...summits].includes(room ?? ''))).toEqual([]);
});

it('lets a folder import only from itself and from earlier folders', () => {
  const mayImport = (from: string, to: string): boolean => {
    if (summits.includes(from)) return true;
    if (roots.includes(from)) return roots.includes(to) || to === 'db';
    return roots.includes(to) || (order.includes(to) && order.indexOf(to) <= order.indexOf(from));
  };
  expect(
    faults(({ path }, target) => {
      const to = roomOf(target);
      return to === undefined || mayImport(roomOf(path) ?? '', to);
    }),
  ).toEqual([]);
});

it('lets statistics import nothing but statistics', () => {
  expect(
    faults(({ path }, target) => roomOf(path) !== 'statistics' || roomOf(target) === 'statistics'),
  ).toEqual([]);
});

it('knows express only where requests arrive', () => {
  const mayKnow = (path: string): boolean =>
    /^server\/(web\/.*|app|.*-routes|accounts\/sign-in)(\.ts)$/.test(path);
  expect(faults(({ path }, target) => !/^express(-session)?$/.test(target) || mayKnow(path))).toEqual([]);
});

it('lets only the app and other routes know routes', () => {
  expect(
    faults(
      ({ path }, target) => !isNamed(target, 'routes') || path === 'server/app.ts' || isNamed(path, 'routes'),
    ),
  ).toEqual([]);
});

it('lets forms know neither database nor stores', () => {
  expect(
    faults(({ path }, target, typeOnly) => {
      if (!isNamed(path, 'form') || typeOnly) return true;
      return !isNamed(target, 'store') && roomOf(target) !== 'db';
    }),
  ).toEqual([]);
});

it('lets stores know neither forms, nor routes, nor the flows built on them', () => {
  const opensTransactions = (target: string): boolean =>
    files.some(({ path, text }) => path === `${target}.ts` && /\.transaction\(/.test(text));
  expect(
    faults(({ path }, target, typeOnly) => {
      if (!isNamed(path, 'store') || typeOnly) return true;
      return !isNamed(target, 'form') && !isNamed(target, 'routes') && !opensTransactions(target);
    }),
  ).toEqual([]);
});
