import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { projectFolder } from '../../support/source-tree';
import type { Invariant } from './view';

interface Verdict {
  readonly ok: boolean;
  readonly checks: readonly {
    readonly ok: boolean;
    readonly name: string;
    readonly faults: readonly unknown[];
  }[];
}

/** The audit chain, counters and whatever else the program looks through for those who run it. */
export const verified: Invariant = {
  name: '`assay verify` finds nothing wrong',
  atTheEnd: true,
  check: async ({ databaseUrl, assay }) => {
    const env = { PATH: process.env.PATH, DATABASE_URL: databaseUrl };
    const words = [assay, 'verify', '--json'];
    const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: projectFolder, env }).catch(
      (error: unknown) => error as { stdout: string },
    );
    const { ok, checks } = JSON.parse(stdout) as Verdict;
    if (ok) return [];
    return checks
      .filter((check) => !check.ok)
      .map(({ name, faults }) => `${name}: ${JSON.stringify(faults)}`);
  },
};
