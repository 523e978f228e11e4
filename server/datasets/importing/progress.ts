import type { ImportRun } from '../import-store';

/** How far one file is. */
export interface ImportProgress {
  readonly step: 'checking' | 'importing';
  /** Bytes of the file. */
  readonly done: number;
  readonly total: number;
  /** Records read, or items written, so far. */
  readonly rows: number;
}

export type Tell = (progress: ImportProgress) => void;

/**
 * What a file's progress is measured in: bytes as they are read, which are more than on disk if it is packed.
 * @param byteOffset beyond the end is the end
 */
export function placeIn(
  { bytes, facts }: Pick<ImportRun, 'bytes' | 'facts'>,
  byteOffset: number,
): { done: number; total: number } {
  const total = facts?.unpackedBytes ?? bytes;
  return { done: Math.min(byteOffset, total), total };
}

/** Smaller files are read faster than a thread starts. */
const threadFrom = 256 * 1024;

export function isWorthThread(run: Pick<ImportRun, 'bytes' | 'facts'>): boolean {
  return placeIn(run, 0).total >= threadFrom;
}
