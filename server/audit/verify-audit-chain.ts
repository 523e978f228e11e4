import type { Reads } from '../db/reads';
import {
  countUnsealedEvents,
  emptyChain,
  findAuditHead,
  listSealedEvents,
  type AuditHead,
  type SealedEvent,
} from './audit-store';
import { chainEvent } from './chain-event';

/** What a look at the whole chain has found. */
export interface ChainVerdict {
  /** Events that were found in their place, one after another. */
  readonly sealed: number;
  /** Events that wait for the sealer. */
  readonly unsealed: number;
  readonly head: AuditHead;
  /** The first place where the chain does not hold; undefined for one that holds. */
  readonly broken?: { readonly sequence: number; readonly reason: string };
}

/** Rows at a time, so that a chain of any length needs little memory. */
const batchSize = 1000;

/** Computes every hash again. Events may be added and sealed meanwhile. */
export async function verifyAuditChain(db: Reads): Promise<ChainVerdict> {
  const before = await findAuditHead(db);
  let last: AuditHead = emptyChain;
  let broken: ChainVerdict['broken'];
  for await (const events of sealedEvents(db)) {
    for (const event of events) {
      const due = chainEvent(last, event);
      broken = brokenAt(due, event) ?? brokenHead(due, before);
      if (broken) break;
      last = due;
    }
    if (broken) break;
  }
  const head = await findAuditHead(db);
  broken ??= brokenEnd(last, { before, head });
  const verdict = { sealed: last.sequence, unsealed: await countUnsealedEvents(db), head };
  return broken ? { ...verdict, broken } : verdict;
}

async function* sealedEvents(db: Reads): AsyncGenerator<SealedEvent[]> {
  let after = 0;
  for (;;) {
    const events = await listSealedEvents(db, { after, limit: batchSize });
    yield events;
    if (events.length < batchSize) return;
    after = events.at(-1)!.sequence;
  }
}

function brokenAt(due: AuditHead, found: AuditHead): ChainVerdict['broken'] {
  const { sequence } = due;
  if (found.sequence !== sequence) return { sequence, reason: `event ${sequence} is gone` };
  if (found.hash === due.hash) return undefined;
  return { sequence, reason: `event ${sequence} or its place is not what was sealed` };
}

/** The head is kept beside the events: who writes the chain anew must write that anew too. */
function brokenHead({ sequence, hash }: AuditHead, head: AuditHead): ChainVerdict['broken'] {
  if (sequence !== head.sequence || hash === head.hash) return undefined;
  return { sequence, reason: `event ${sequence} is not the one the head of the chain names` };
}

function brokenEnd(
  last: AuditHead,
  { before, head }: { before: AuditHead; head: AuditHead },
): ChainVerdict['broken'] {
  if (last.sequence < before.sequence) {
    const sequence = last.sequence + 1;
    return { sequence, reason: `events from ${sequence} to ${before.sequence} are gone` };
  }
  if (last.sequence <= head.sequence) return undefined;
  const sequence = head.sequence + 1;
  return { sequence, reason: `events from ${sequence} on stand behind the head of the chain` };
}
