import { readFileSync } from 'node:fs';

/** Ticks a second in /proc: 100 on every Linux that Node runs on. */
const ticks = 100;

/** Seconds of processor that a process has used, its own and the kernel's for it (Linux: utime and stime). */
export function processorSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in brackets may hold spaces; utime and stime are the 14th and 15th fields of proc_pid_stat(5).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticks;
}
