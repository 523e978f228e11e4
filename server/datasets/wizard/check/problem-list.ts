import { paths } from '../../../paths';
import { wholeNumber } from '../../../web/format';
import { problemKinds, type PlacedProblem, type ProblemKind, type Severity } from '../../problem';
import { visiblePieces } from '../preview/visible-pieces';

export const problemsPerPage = 50;
const longestExcerpt = 200;

/** Where a page of problems starts: after this one. */
export type ProblemPlace = Pick<PlacedProblem, 'line' | 'kind'>;

export interface ProblemCount extends Pick<PlacedProblem, 'kind' | 'severity'> {
  readonly count: number;
}

export interface FoundProblems {
  readonly importId: string;
  readonly counts: readonly ProblemCount[];
  /** One more than a page holds when there are further ones. */
  readonly problems: readonly PlacedProblem[];
  readonly after: ProblemPlace | undefined;
}

export const severityNames: Readonly<Record<Severity, string>> = { error: 'Error', warning: 'Warning' };

/** Reads `?after=LINE.KIND`; anything else is the first page. */
export function readProblemPlace(asked: unknown): ProblemPlace | undefined {
  const [, line, kind] = (typeof asked === 'string' && /^(\d{1,10})\.([a-z-]+)$/.exec(asked)) || [];
  return line && kind && kind in problemKinds ? { line: Number(line), kind: kind as ProblemKind } : undefined;
}

/** Problems as a table of kinds and a table of places, worst kinds first. */
export function problemList({ importId, counts, problems, after }: FoundProblems) {
  const shown = problems.slice(0, problemsPerPage);
  const last = problems.length > shown.length ? shown.at(-1) : undefined;
  const here = paths.import(importId);
  return {
    problemKinds: [...counts]
      .sort((a, b) => (a.severity === b.severity ? b.count - a.count : a.severity === 'error' ? -1 : 1))
      .map(({ kind, severity, count }) => [problemKinds[kind], severityNames[severity], wholeNumber(count)]),
    problems: shown.map(({ line, byteOffset, severity, reason, excerpt }) => ({
      line: wholeNumber(line),
      byteOffset: wholeNumber(byteOffset),
      severity: severityNames[severity],
      reason,
      excerpt: visiblePieces(excerpt, longestExcerpt),
    })),
    problemsFile: paths.importProblems(importId),
    firstProblems: after && { text: 'First problems', href: `${here}#problems` },
    nextProblems: last && {
      text: 'More problems',
      href: `${here}?after=${last.line}.${last.kind}#problems`,
    },
  };
}
