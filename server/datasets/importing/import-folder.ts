import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Invalid } from '../../errors';
import { shownFileName } from '../describing/describe-file';
import { isDatasetFile } from '../reading/read-records';

export interface FoundFile {
  readonly path: string;
  readonly bytes: number;
}

export interface SkippedFile {
  readonly fileName: string;
  readonly reason: string;
}

export interface FoundFiles {
  readonly files: readonly FoundFile[];
  readonly skipped: readonly SkippedFile[];
}

/**
 * The dataset files among the given files and, at any depth, folders: in the order given, and by name inside.
 * @throws Invalid for a path that does not exist
 */
export async function findDatasetFiles(paths: readonly string[]): Promise<FoundFiles> {
  const files: FoundFile[] = [];
  const skipped: SkippedFile[] = [];
  for (const path of paths) await visit(path, files, skipped);
  return { files, skipped };
}

async function visit(path: string, files: FoundFile[], skipped: SkippedFile[]): Promise<void> {
  const found = await stat(path).catch(() => {
    throw new Invalid(`There is no file or folder ${path}.`, 'Check the path.');
  });
  const skip = (reason: string) => void skipped.push({ fileName: shownFileName(path), reason });
  if (found.isFile()) {
    if (isDatasetFile(path)) files.push({ path, bytes: found.size });
    else skip('not a .jsonl, .json, .csv or .tsv file');
  } else if (found.isDirectory()) {
    for (const entry of (await readdir(path, { withFileTypes: true })).sort(byName)) {
      // A link could lead in circles.
      const inside = join(path, entry.name);
      if (!entry.isSymbolicLink()) await visit(inside, files, skipped);
      else skipped.push({ fileName: shownFileName(inside), reason: 'a symbolic link' });
    }
  } else skip('not a file');
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}
