import { stat, statfs } from 'node:fs/promises';
import { sqliteFile } from '../config';
import type { Context } from '../context';
import { quickCheck } from '../db/quick-check';
import { damaged } from './damaged';
import { dateTime, duration } from '../web/format';
import { findNewestEventTime } from './upkeep-store';

/** Something without which answers would not be safe. */
export interface StartCheck {
  /** @returns what is wrong and what to do, in a sentence; undefined when nothing is */
  run(context: Context): Promise<string | undefined>;
}

/** File systems across a network, by the number Linux knows them by (statfs(2)): their locks and fsyncs promise nothing. */
const networkFileSystems: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB2'],
  [0x5346414f, 'AFS'],
  [0x00c36400, 'Ceph'],
]);

/** The name of a network's file system by the number statfs(2) gives; undefined for a local disk. */
export function networkFileSystem(type: number): string | undefined {
  return networkFileSystems.get(type);
}

const localFileSystem: StartCheck = {
  run: async ({ config }) => {
    if (!sqliteFile(config)) return undefined;
    const { type } = await statfs(config.dataFolder);
    const name = networkFileSystem(type);
    return (
      name &&
      `The database lies on a network drive (${name}), where SQLite’s locks do not work. Put it on a local disk, or use PostgreSQL.`
    );
  },
};

const freeSpace: StartCheck = {
  run: async ({ config }) => {
    const { bavail, bsize } = await statfs(config.dataFolder);
    const free = Math.floor((bavail * bsize) / 2 ** 20);
    return free >= config.minFreeMib
      ? undefined
      : `The disk of ${config.dataFolder} has ${free} MiB free, of the ${config.minFreeMib} that MIN_FREE_MIB asks for. Make room first.`;
  },
};

const clock: StartCheck = {
  run: async ({ config, db, now }) => {
    const newest = await findNewestEventTime(db);
    const behind = newest === undefined ? 0 : newest - now();
    return behind <= config.clockToleranceMinutes * 60_000
      ? undefined
      : `The clock says ${dateTime(now())}, but the database has an event ${duration(behind)} later. Set the clock, or raise CLOCK_TOLERANCE_MINUTES if the event is wrong.`;
  },
};

/** Bytes of a database file that a start waits to be read through; of a larger one raters need not wait for that. */
const readBeforeServing = 64 * 2 ** 20;

const soundFile: StartCheck = {
  run: async ({ config, log }) => {
    const path = sqliteFile(config);
    if (!path) return undefined;
    const found = quickCheck(path);
    if ((await stat(path)).size > readBeforeServing) {
      void found.then((faults) => faults.length > 0 && log.error({ faults: faults.slice(0, 5) }, damaged));
      return undefined;
    }
    const [fault] = await found;
    return (
      fault &&
      `The database file is damaged (${fault}). Restore the last backup: docs/operations.md says how. Keep the damaged file.`
    );
  },
};

/** What is looked at before the first request is answered. */
export const startChecks: readonly StartCheck[] = [localFileSystem, freeSpace, clock, soundFile];

/** @throws Error naming everything that is wrong */
export async function checkBeforeServing(context: Context): Promise<void> {
  const faults = await Promise.all(startChecks.map((check) => check.run(context)));
  const found = faults.filter((fault) => fault !== undefined);
  if (found.length > 0) throw new Error(['Assay cannot serve:', ...found].join('\n- '));
}
