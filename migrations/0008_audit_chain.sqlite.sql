-- Audit events can no longer be changed or removed, and get a place in a chain of hashes, in which a change made past
-- these triggers is found (docs/decisions/0018-audit-is-sealed-afterwards.md). An event is inserted without a place and
-- sealed soon after.
ALTER TABLE audit_events ADD COLUMN sequence BIGINT CHECK (sequence >= 1);
-- SHA-256, in hexadecimal digits, of the hash before and everything the event says.
ALTER TABLE audit_events ADD COLUMN hash TEXT CHECK ((hash IS NULL) = (sequence IS NULL));
CREATE UNIQUE INDEX audit_events_by_sequence ON audit_events (sequence) WHERE sequence IS NOT NULL;
CREATE INDEX audit_events_unsealed ON audit_events (id) WHERE sequence IS NULL;

-- The last place that was given; no row before the first. Whoever seals takes it first, so that sealers take turns.
CREATE TABLE audit_head (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  sequence BIGINT NOT NULL,
  hash TEXT NOT NULL
);

CREATE TRIGGER audit_events_are_kept BEFORE DELETE ON audit_events
BEGIN
  SELECT RAISE(ABORT, 'Audit events are never deleted.');
END;

CREATE TRIGGER audit_events_stay_as_they_are BEFORE UPDATE ON audit_events
WHEN OLD.sequence IS NOT NULL OR OLD.hash IS NOT NULL OR NEW.sequence IS NULL OR NEW.hash IS NULL
  OR NEW.id IS NOT OLD.id OR NEW.at IS NOT OLD.at OR NEW.actor_id IS NOT OLD.actor_id
  OR NEW.action IS NOT OLD.action OR NEW.object_id IS NOT OLD.object_id OR NEW.detail IS NOT OLD.detail
BEGIN
  SELECT RAISE(ABORT, 'Audit events are never changed; sealing one sets its sequence and hash, once.');
END;

-- INSERT OR REPLACE and UPDATE OR REPLACE delete without asking the first trigger.
CREATE TRIGGER audit_events_are_not_replaced BEFORE INSERT ON audit_events
WHEN EXISTS (SELECT 1 FROM audit_events e WHERE e.id = NEW.id OR e.sequence = NEW.sequence)
BEGIN
  SELECT RAISE(ABORT, 'Audit events are never replaced.');
END;

CREATE TRIGGER audit_events_are_not_displaced BEFORE UPDATE ON audit_events
WHEN EXISTS (SELECT 1 FROM audit_events e WHERE e.sequence = NEW.sequence AND e.id <> NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'Audit events are never replaced.');
END;
