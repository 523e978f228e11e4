import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { rateUntil } from './rate-loop';
import { ratingsWithin, within, type RoundOptions } from './rate-round';
import { assayTarget, startAssay } from './rate-target';

/**
 * How often the server had the disk write for each rating (fsync and fdatasync), as strace counts it.
 * @returns undefined where there is no strace
 */
export async function countSyncs(options: RoundOptions): Promise<number | undefined> {
  if (spawnSync('strace', ['-V']).status !== 0) return undefined;
  const folder = mkdtempSync(join(options.folder, 'syncs-'));
  const trace = join(folder, 'trace');
  // As the server's own child strace leaves it its process id; other calls of the system are not stopped at.
  const tracer = ['strace', '-D', '-f', '--seccomp-bpf', '-e', 'trace=fsync,fdatasync', '-o', trace];
  try {
    const { database, raters, seconds } = options;
    const server = await startAssay(database, join(folder, 'assay'), [...tracer, process.execPath]);
    const target = await assayTarget(server, database, raters);
    try {
      await target.enter('measured');
      const before = syncsIn(trace);
      const { submissions } = await rateUntil(target.raters, within(seconds, ratingsWithin(options)));
      return (syncsIn(trace) - before) / submissions.length;
    } finally {
      await target.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function syncsIn(trace: string): number {
  return readFileSync(trace, 'utf8').match(/\) += 0$/gm)?.length ?? 0;
}
