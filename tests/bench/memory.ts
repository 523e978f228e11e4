import { readFileSync } from 'node:fs';

/** Watches how much memory a process has in use (Linux: VmRSS); asked again, it gives the most since last time. */
export function watchMemory(pid: number): { take(): number; stop(): void } {
  let most = 0;
  const look = (): void => {
    most = Math.max(most, megabytes(pid, 'VmRSS'));
  };
  const timer = setInterval(look, 50);
  return {
    take: () => {
      look();
      const taken = most;
      most = 0;
      return taken;
    },
    stop: () => clearInterval(timer),
  };
}

/** The most memory a process ever had in use, as the kernel counted it. */
export function peakMemory(pid: number): number {
  return megabytes(pid, 'VmHWM');
}

function megabytes(pid: number, line: 'VmRSS' | 'VmHWM'): number {
  const kibibytes = new RegExp(`^${line}:\\s+(\\d+) kB`, 'm').exec(
    readFileSync(`/proc/${pid}/status`, 'utf8'),
  );
  return (Number(kibibytes?.[1] ?? 0) * 1024) / 1e6;
}
