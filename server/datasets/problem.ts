/** What can be wrong with a record of a file, or with its bytes. Pages and downloads group problems by kind. */
export const problemKinds = {
  encoding: 'Bytes that are not UTF-8',
  'line-length': 'A line that is too long',
  depth: 'JSON nested too deeply',
  json: 'Not valid JSON',
  csv: 'A CSV row that does not fit',
  truncated: 'A last line that is cut off',
  'duplicate-key': 'A field named twice',
  'big-integer': 'A number that computers round',
  characters: 'Characters that do not stand alone, or should not be there',
  field: 'A field that is missing or of the wrong kind',
  label: 'A label that does not fit the choices',
  record: 'Another fault of a record',
} as const;
export type ProblemKind = keyof typeof problemKinds;

/** An error keeps the record out of the dataset; a warning only says what was noticed. */
export type Severity = 'error' | 'warning';

/** One thing wrong with one record, before its place is known. */
export interface Problem {
  readonly kind: ProblemKind;
  readonly severity: Severity;
  readonly reason: string;
}

/** A problem at its place in the file. At most one of a kind per line. */
export interface PlacedProblem extends Problem {
  /** From 1, as editors count. */
  readonly line: number;
  /** Where the line starts, in the unpacked bytes. */
  readonly byteOffset: number;
  /** The line's beginning. */
  readonly excerpt: string;
}

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}

/** What keeps a record out. */
export function errorOf(kind: ProblemKind, reason: string): Problem {
  return { kind, severity: 'error', reason };
}

/** What is only worth knowing. */
export function warningOf(kind: ProblemKind, reason: string): Problem {
  return { kind, severity: 'warning', reason };
}
