import type { PlacedProblem, ProblemKind } from '../../../server/datasets/problem';

/** A small file that somebody might give us, and all that is to come of it. */
export interface HostileFile {
  /** Completes "takes ..." or "refuses ...". */
  readonly what: string;
  readonly fileName: string;
  readonly bytes: () => Buffer;
  readonly expected: Refused | Read;
}

/** Nothing of it is looked at, for this reason. */
export interface Refused {
  readonly refusal: string;
}

export interface Read {
  readonly records: number;
  readonly items: number;
  /** Records that did not become items. */
  readonly failed: number;
  /** Records with a warning. */
  readonly warned: number;
  readonly problems: readonly Omit<PlacedProblem, 'excerpt'>[];
  /** What the file's page says before anybody reads on. */
  readonly notes?: readonly string[];
}

export function isRefused(expected: Refused | Read): expected is Refused {
  return 'refusal' in expected;
}

type Place = readonly [line: number, byteOffset: number];

/** A record that is kept out. */
export function error(
  [line, byteOffset]: Place,
  kind: ProblemKind,
  reason: string,
): Read['problems'][number] {
  return { severity: 'error', line, byteOffset, kind, reason };
}

/** A record that is taken, with a word. */
export function warning(
  [line, byteOffset]: Place,
  kind: ProblemKind,
  reason: string,
): Read['problems'][number] {
  return { severity: 'warning', line, byteOffset, kind, reason };
}

/** What is to come of a file: how many good items, and its problems, one a record. */
export function read(items: number, problems: Read['problems'] = [], notes?: readonly string[]): Read {
  const failed = problems.filter(({ severity }) => severity === 'error').length;
  const warned = problems.length - failed;
  return { records: items + failed, items, failed, warned, problems, ...(notes && { notes }) };
}

/** A line that is an item: with its line end just 100 bytes, so that places can be told by looking. */
export const good =
  '{"question": "Shall I?", "answer_matching_behavior": " Yes", "answer_not_matching_behavior": " No"}';

/** The same with something else in it: after its brace. */
export function goodWith(more: string): string {
  return `{${more}, ${good.slice(1)}`;
}

/** A row that is an item, just 20 bytes with its line end, under a header of 80. */
export const header = 'question,answer_matching_behavior,answer_not_matching_behavior,label_confidence';
export const row = 'Shall I?,Yes,No,0.9';

/** The bytes of lines, each ended by LF; what is no text is taken as it is. */
export function lines(...each: readonly (string | readonly number[])[]): () => Buffer {
  return () => Buffer.concat(each.flatMap((line) => [asBytes(line), Buffer.from('\n')]));
}

/** The very bytes of these pieces. */
export function bytes(...pieces: readonly (string | readonly number[] | Buffer)[]): () => Buffer {
  return () => Buffer.concat(pieces.map(asBytes));
}

function asBytes(piece: string | readonly number[] | Buffer): Buffer {
  return typeof piece === 'string' ? Buffer.from(piece) : Buffer.from(piece);
}
