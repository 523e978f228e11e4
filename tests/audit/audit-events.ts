import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditEvent } from '../../server/audit/audit-store';
import type { Database } from '../../server/db/database';
import { insertRows } from '../../server/db/insert-rows';
import { migrate } from '../../server/db/migrate';
import { openDatabase } from '../../server/db/open-database';
import { createPostgresSchema, migrationsFolder, type Engine } from '../support/engines';

/** Events that differ in everything, under ids that sort as they are numbered. */
export function auditEvents(count: number, from = 1): AuditEvent[] {
  return Array.from({ length: count }, (_, index) => {
    const number = from + index;
    const name = String(number).padStart(6, '0');
    return {
      id: `event-${name}`,
      at: 1_700_000_000_000 + number,
      actorId: number % 3 === 0 ? null : `user-${name}`,
      action: `thing ${number} done`,
      objectId: number % 5 === 0 ? null : `object-${name}`,
      detail: JSON.stringify({ number }),
    };
  });
}

export async function insertEvents(db: Database, events: readonly AuditEvent[]): Promise<void> {
  const columns = ['id', 'at', 'actor_id', 'action', 'object_id', 'detail'];
  const rows = events.map((event) => [
    event.id,
    event.at,
    event.actorId,
    event.action,
    event.objectId,
    event.detail,
  ]);
  await insertRows(db, 'audit_events', columns, rows);
}

/** A database with today's schema that can be opened more than once, as two processes would. */
export async function createSharedDatabase(
  engine: Engine,
): Promise<{ url: string; open(): Promise<Database>; drop(): Promise<void> }> {
  const schema = engine === 'postgres' ? await createPostgresSchema() : undefined;
  const url = schema?.url ?? `sqlite:${join(mkdtempSync(join(tmpdir(), 'shared-')), 'assay.db')}`;
  const db = await openDatabase(url);
  await migrate(db, migrationsFolder, 0);
  await db.close();
  return { url, open: () => openDatabase(url), drop: async () => schema?.drop() };
}

const withoutTriggers = {
  sqlite: `DROP TRIGGER audit_events_are_kept; DROP TRIGGER audit_events_stay_as_they_are;
    DROP TRIGGER audit_events_are_not_replaced; DROP TRIGGER audit_events_are_not_displaced;`,
  postgres: 'ALTER TABLE audit_events DISABLE TRIGGER USER;',
};

/** Takes away what keeps audit events as they are, as somebody with all rights could. */
export async function dropAuditTriggers(db: Database): Promise<void> {
  await db.script(withoutTriggers[db.dialect]);
}
