import { statSync } from 'node:fs';
import { sealAudit, sealEvery } from '../audit/seal-audit';
import { sqliteFile } from '../config';
import type { Context } from '../context';
import { quickCheck } from '../db/quick-check';
import { freeLapsedClaims } from '../studies/end-claims';
import { damaged } from './damaged';

/** What a server does now and then, whoever asks for what. */
export interface Chore {
  readonly name: string;
  /** Milliseconds between two runs. */
  readonly every: number;
  run(context: Context): Promise<void>;
}

const minute = 60_000;
const day = 24 * 60 * minute;
/** Beyond this size something keeps the log from being written back. */
const largeLog = 256 * 2 ** 20;

/** Everything a server does by itself. Each may run in several processes at once. */
export const chores: readonly Chore[] = [
  {
    name: 'seal the audit',
    every: sealEvery,
    run: async (context) => void (await sealAudit(context)),
  },
  {
    name: 'free lapsed claims',
    every: minute,
    run: (context) => freeLapsedClaims(context, nobody),
  },
  {
    name: 'watch the log of the database',
    every: minute,
    run: async ({ config, log }) => {
      const path = sqliteFile(config);
      const bytes = path ? (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) : 0;
      if (bytes > largeLog)
        log.warn({ bytes }, 'the log of the database grows: some process reads for too long');
    },
  },
  {
    name: 'look for damage',
    every: day,
    run: async ({ config, log }) => {
      const path = sqliteFile(config);
      const faults = path ? await quickCheck(path) : [];
      if (faults.length > 0) log.error({ faults: faults.slice(0, 5) }, damaged);
    },
  },
];

/** A rater nobody is: everybody else's claims are those of others. */
const nobody = '';

export interface RunningChores {
  /** Starts nothing any more and waits for what runs. */
  stop(): Promise<void>;
}

/** Runs each chore now and then. One that fails is tried again when it is due the next time. */
export function startChores(context: Context, list: readonly Chore[]): RunningChores {
  const running = new Map<Chore, Promise<void>>();
  const start = (chore: Chore): void => {
    if (running.has(chore)) return;
    const run = chore
      .run(context)
      .catch((error: unknown) => context.log.error({ chore: chore.name, err: error }, 'a chore failed'))
      .finally(() => running.delete(chore));
    running.set(chore, run);
  };
  const timers = list.map((chore) => setInterval(() => start(chore), chore.every).unref());
  return {
    stop: async () => {
      timers.forEach(clearInterval);
      await Promise.all(running.values());
    },
  };
}
