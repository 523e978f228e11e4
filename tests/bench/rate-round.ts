import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { watchMemory } from './memory';
import { processorSeconds } from './processor-time';
import { overlap, type ReadyDatabase } from './rate-database';
import { rateUntil, type Met } from './rate-loop';
import { assayTarget, bareTarget, startAssay, type Target } from './rate-target';

/** What one server did in one round. */
export interface Round extends Met {
  /** Ratings saved a second. */
  readonly rate: number;
  /** Milliseconds of processor per rating and its page, the server's alone. */
  readonly processor: number;
  /** The same of whoever sends. */
  readonly driver: number;
  /** The most it had in use. */
  readonly megabytes: number;
}

/** The same round of Assay and of the bare server. */
export interface Pair {
  readonly assay: Round;
  readonly bare: Round;
  /** Bytes of the two pages. */
  readonly pageBytes: readonly [number, number];
}

export interface RoundOptions {
  readonly folder: string;
  readonly database: ReadyDatabase;
  readonly raters: number;
  readonly seconds: number;
}

/** Before a round is measured, its server answers so long: V8 compiles what runs often, and that takes a while. */
const warmUpSeconds = 2.5;

/** One round of Assay, then one of the bare server, each in a new process. */
export async function measurePair(options: RoundOptions): Promise<Pair> {
  const { database, raters } = options;
  const folder = mkdtempSync(join(options.folder, 'round-'));
  try {
    const server = await startAssay(database, join(folder, 'assay'));
    const assay = await measureTarget(await assayTarget(server, database, raters), options);
    const target = await bareTarget(assay.pageBytes, join(folder, 'bare'), raters);
    const bare = await measureTarget(target, options);
    if (Math.abs(bare.pageBytes / assay.pageBytes - 1) > 0.05) {
      throw new Error(`The bare page has ${bare.pageBytes} bytes, Assay's ${assay.pageBytes}.`);
    }
    return { assay: assay.round, bare: bare.round, pageBytes: [assay.pageBytes, bare.pageBytes] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureTarget(
  target: Target,
  options: RoundOptions,
): Promise<{ round: Round; pageBytes: number }> {
  try {
    const most = ratingsWithin(options);
    await target.enter('warm-up');
    await rateUntil(target.raters, within(warmUpSeconds, most));
    await target.enter('measured');
    const [{ visitor, location }] = target.raters as [Target['raters'][0]];
    const pageBytes = (await visitor.get(location)).body.length;
    return { round: await measureRound(target, within(options.seconds, most)), pageBytes };
  } finally {
    await target.stop();
  }
}

export async function measureRound(
  { server, raters }: Target,
  isOver: (met: Met) => boolean,
): Promise<Round> {
  const memory = watchMemory(server.pid);
  const before = [processorSeconds(server.pid), processorSeconds(process.pid)] as const;
  const start = performance.now();
  const met = await rateUntil(raters, isOver);
  const seconds = (performance.now() - start) / 1000;
  const count = met.submissions.length;
  const used = (pid: number, at: 0 | 1): number => ((processorSeconds(pid) - before[at]) * 1000) / count;
  const round = { rate: count / seconds, processor: used(server.pid, 0), driver: used(process.pid, 1) };
  const megabytes = memory.take();
  memory.stop();
  return { ...met, ...round, megabytes };
}

/** Four fifths of the ratings the raters could give: near its end a study has not work for everybody. */
export function ratingsWithin({ database, raters }: Pick<RoundOptions, 'database' | 'raters'>): number {
  return Math.floor(0.8 * database.items * Math.min(overlap, raters));
}

export function within(seconds: number, ratings: number): (met: Met) => boolean {
  const end = performance.now() + seconds * 1000;
  return (met) => performance.now() >= end || met.submissions.length >= ratings;
}
