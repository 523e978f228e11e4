import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A disk that can be filled without harm to anybody else. */
export interface SmallDisk {
  readonly folder: string;
  /** @returns a function that gives the room back */
  readonly fill: () => () => void;
  remove(): void;
}

const mebibytes = 64;

/** Mounts a disk of memory. @returns undefined where that is not allowed */
export function mountSmallDisk(folder: string): SmallDisk | undefined {
  mkdirSync(folder);
  const mounted = run('mount', '-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'assay-crash', folder);
  if (!mounted) return undefined;
  const remove = (): void => {
    process.off('exit', remove);
    run('umount', '--lazy', folder);
  };
  process.once('exit', remove);
  return { folder, fill: () => fill(join(folder, 'filler')), remove };
}

function fill(path: string): () => void {
  const file = openSync(path, 'w');
  let block = Buffer.alloc(1024 * 1024);
  while (block.length > 0) {
    try {
      writeSync(file, block);
    } catch (error) {
      if (!(error instanceof Object && 'code' in error && error.code === 'ENOSPC')) throw error;
      block = block.subarray(0, Math.floor(block.length / 2));
    }
  }
  closeSync(file);
  return () => rmSync(path, { force: true });
}

function run(command: string, ...words: string[]): boolean {
  return spawnSync(command, words, { stdio: 'ignore' }).status === 0;
}
