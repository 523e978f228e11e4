import { hostname } from 'node:os';
import type { Context } from '../context';

/** The runs of this very process; whoever else claims our process id is an earlier process that is gone. */
const living = new Set<string>();

/** A name for one run in this process: `host/process id/unique`. Call `release` when the run has ended. */
export function createHolder(context: Pick<Context, 'newId'>): { holder: string; release: () => void } {
  const holder = `${hostname()}/${process.pid}/${context.newId()}`;
  living.add(holder);
  return { holder, release: () => void living.delete(holder) };
}

/** The process that a name without slashes was given by, as `isGone` takes it; undefined for other names. */
export function holderIn(name: string): string | undefined {
  const [, pid, host] = /^[^.]+\.(\d+)\.(.+)$/.exec(name) ?? [];
  return pid && `${host}/${pid}/${name}`;
}

/** Makes a name of this process out of one that is unique: for files that nobody needs once it is gone. */
export function heldName(unique: string): string {
  return `${unique}.${process.pid}.${hostname()}`;
}

/**
 * Whether the holder of a job is certainly gone, so that nobody needs to wait for its lease to lapse: a process of
 * this host that no longer runs. Of other hosts nothing is certain.
 */
export function isGone(holder: string): boolean {
  const [host, pid] = holder.split('/');
  if (host !== hostname()) return false;
  return Number(pid) === process.pid ? !living.has(holder) : !isRunning(Number(pid));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is a process all the same.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
