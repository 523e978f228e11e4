import { hash as digest } from 'node:crypto';
import type { AuditEvent, AuditHead, SealedEvent } from './audit-store';

/**
 * The event in the place after `previous`. Its hash is the SHA-256, in hexadecimal digits, of the hash before and all
 * that the event says, as a JSON list in UTF-8: texts that are put together otherwise are never the same.
 */
export function chainEvent(previous: AuditHead, event: AuditEvent): SealedEvent {
  const { id, at, actorId, action, objectId, detail } = event;
  const said = JSON.stringify([previous.hash, id, at, actorId, action, objectId, detail]);
  return { ...event, sequence: previous.sequence + 1, hash: digest('sha256', said, 'hex') };
}
