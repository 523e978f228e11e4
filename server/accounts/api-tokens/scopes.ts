import { paths } from '../../paths';

/** What a token may be made for, and the downloads that are open to it. A new scope is a line here. */
export const scopes = [
  { key: 'reports:read', text: 'Files of reports', patterns: [paths.reportFile(':id', ':name')] },
  { key: 'ratings:read', text: 'Ratings of studies', patterns: [paths.ratings(':id', ':format')] },
  {
    key: 'datasets:read',
    text: 'Items and originals of datasets, and what lint found in them',
    patterns: [
      paths.datasetItemsFile(':id', ':format'),
      paths.datasetOriginal(':id'),
      paths.datasetLintJson(':id'),
      paths.lintTable(':format'),
    ],
  },
] as const;

export type Scope = (typeof scopes)[number]['key'];

/** Downloads without a scope, which count with the others. */
const furtherDownloads = [
  paths.accountData(),
  paths.importProblems(':id'),
  paths.payList(':id'),
  paths.panelCsv(':id'),
];

/** The scope that an address needs; undefined for what no token opens. */
export function scopeOf(path: string): Scope | undefined {
  return scopes.find(({ patterns }) => patterns.some((pattern) => fits(pattern, path)))?.key;
}

/** Whether the address is that of a file made from the database. */
export function isDownload(path: string): boolean {
  return scopeOf(path) !== undefined || furtherDownloads.some((pattern) => fits(pattern, path));
}

/** Whether a path is one of a pattern, as Express sees it: whatever the case, with or without a slash at the end. */
function fits(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const parts = path.toLowerCase().replace(/\/$/, '').split('/');
  return (
    wanted.length === parts.length &&
    wanted.every((part, index) => {
      const [fixed = '', name] = part.split(':');
      const given = parts[index]!;
      return name === undefined ? given === fixed : given.startsWith(fixed) && given.length > fixed.length;
    })
  );
}
