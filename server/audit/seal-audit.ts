import type { Context } from '../context';
import type { Database } from '../db/database';
import {
  findAuditHead,
  listUnsealedEvents,
  moveAuditHead,
  sealEvents,
  type AuditHead,
  type SealedEvent,
} from './audit-store';
import { chainEvent } from './chain-event';

/** How often a server should seal, in milliseconds. Until then a change of what it wrote last cannot be found. */
export const sealEvery = 5000;

/** Events per transaction: others wait a few milliseconds for it. */
const batchSize = 500;

/**
 * Gives every event that has none its place in the chain, in the order of ids, and logs the place it came to: a copy
 * of the log kept elsewhere then tells whether the chain was written anew. Any number of processes may do it at once.
 * @returns how many events were sealed by this call
 */
export async function sealAudit({ db, log }: Pick<Context, 'db' | 'log'>): Promise<number> {
  let sealed = 0;
  let last: AuditHead | undefined;
  for (;;) {
    const head = await findAuditHead(db);
    const events = await listUnsealedEvents(db, batchSize);
    if (events.length === 0) break;
    const batch = chained(head, events);
    if (!(await db.transaction((tx) => sealBatch(tx, head, batch)))) continue;
    last = batch.at(-1);
    sealed += batch.length;
    // What came meanwhile waits for the next time: beside busy raters there would always be something.
    if (batch.length < batchSize) break;
  }
  if (last) log.info({ sequence: last.sequence, hash: last.hash }, 'audit sealed');
  return sealed;
}

function chained(head: AuditHead, events: Parameters<typeof chainEvent>[1][]): SealedEvent[] {
  const batch: SealedEvent[] = [];
  for (const event of events) batch.push(chainEvent(batch.at(-1) ?? head, event));
  return batch;
}

/** All of the batch, or nothing when somebody else has sealed since the head was read. */
async function sealBatch(tx: Database, head: AuditHead, batch: readonly SealedEvent[]): Promise<boolean> {
  const { sequence, hash } = batch.at(-1)!;
  if (!(await moveAuditHead(tx, head, { sequence, hash }))) return false;
  const sealed = await sealEvents(tx, batch);
  if (sealed !== batch.length) throw new Error(`${batch.length - sealed} audit events have a place already.`);
  return true;
}
