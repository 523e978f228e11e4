import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { projectFolder } from '../support/source-tree';
import type { Place } from './place';

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line as a person runs it. */
export function startAssay(
  { env }: Pick<Place, 'env'>,
  ...words: string[]
): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, ['dist/bin/assay.js', ...words], {
    cwd: projectFolder,
    env: { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => (printed.stdout += String(text)));
  child.stderr.on('data', (text) => (printed.stderr += String(text)));
  const ended = once(child, 'close').then(([status]): Ended => ({
    status: status as number | null,
    ...printed,
  }));
  return { child, ended };
}

export function runAssay(place: Pick<Place, 'env'>, ...words: string[]): Promise<Ended> {
  return startAssay(place, ...words).ended;
}
