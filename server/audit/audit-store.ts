import type { Database } from '../db/database';
import type { Reads } from '../db/reads';
import { valueRows } from '../db/value-rows';

export interface AuditEvent {
  readonly id: string;
  readonly at: number;
  readonly actorId: string | null;
  readonly action: string;
  readonly objectId: string | null;
  readonly detail: string;
}

/** A place in the chain: how many events come up to here, and the hash that stands for all of them. */
export interface AuditHead {
  readonly sequence: number;
  readonly hash: string;
}

export type SealedEvent = AuditEvent & AuditHead;

/** Where every chain begins. */
export const emptyChain: AuditHead = { sequence: 0, hash: '' };

const eventColumns = 'id, at, actor_id AS "actorId", action, object_id AS "objectId", detail';

export async function insertAuditEvent(db: Database, event: AuditEvent): Promise<void> {
  await db.run(
    'INSERT INTO audit_events (id, at, actor_id, action, object_id, detail) VALUES (?, ?, ?, ?, ?, ?)',
    event.id,
    event.at,
    event.actorId,
    event.action,
    event.objectId,
    event.detail,
  );
}

/** The last place that was given. */
export async function findAuditHead(db: Reads): Promise<AuditHead> {
  const row = await db.get<AuditHead>('SELECT sequence, hash FROM audit_head');
  return row ?? emptyChain;
}

/** The hash in a place of the chain; undefined when nothing is sealed there. */
export async function findHashAt(db: Reads, sequence: number): Promise<string | undefined> {
  const row = await db.get<{ hash: string }>('SELECT hash FROM audit_events WHERE sequence = ?', sequence);
  return row?.hash;
}

/** The oldest events without a place. */
export async function listUnsealedEvents(db: Reads, limit: number): Promise<AuditEvent[]> {
  return db.all<AuditEvent>(
    `SELECT ${eventColumns} FROM audit_events WHERE sequence IS NULL ORDER BY id LIMIT ?`,
    limit,
  );
}

export async function countUnsealedEvents(db: Reads): Promise<number> {
  const row = await db.get<{ events: number }>(
    'SELECT COUNT(*) AS events FROM audit_events WHERE sequence IS NULL',
  );
  return row?.events ?? 0;
}

/** Events in the order of the chain. */
export async function listSealedEvents(
  db: Reads,
  { after, limit }: { after: number; limit: number },
): Promise<SealedEvent[]> {
  return db.all<SealedEvent>(
    `SELECT ${eventColumns}, sequence, hash FROM audit_events WHERE sequence > ? ORDER BY sequence LIMIT ?`,
    after,
    limit,
  );
}

/** Takes the places from one head to another. @returns false when somebody else has taken them since */
export async function moveAuditHead(tx: Database, from: AuditHead, to: AuditHead): Promise<boolean> {
  // Either statement makes a second sealer wait until the first has committed, and then changes nothing.
  if (from.sequence === 0) {
    const { changes } = await tx.run(
      'INSERT INTO audit_head (id, sequence, hash) VALUES (1, ?, ?) ON CONFLICT (id) DO NOTHING',
      to.sequence,
      to.hash,
    );
    return changes === 1;
  }
  const { changes } = await tx.run(
    'UPDATE audit_head SET sequence = ?, hash = ? WHERE sequence = ? AND hash = ?',
    to.sequence,
    to.hash,
    from.sequence,
    from.hash,
  );
  return changes === 1;
}

/** Events per statement: few round trips. */
const chunkSize = 100;

/** Gives events their places. @returns how many had none */
export async function sealEvents(tx: Database, events: readonly SealedEvent[]): Promise<number> {
  let sealed = 0;
  for (let start = 0; start < events.length; start += chunkSize) {
    const chunk = events.slice(start, start + chunkSize);
    const { changes } = await tx.run(
      `WITH places (id, sequence, hash) AS (VALUES ${valueRows(['TEXT', 'BIGINT', 'TEXT'], chunk.length)})
       UPDATE audit_events SET sequence = places.sequence, hash = places.hash FROM places
       WHERE audit_events.id = places.id AND audit_events.sequence IS NULL`,
      ...chunk.flatMap(({ id, sequence, hash }) => [id, sequence, hash]),
    );
    sealed += changes;
  }
  return sealed;
}
