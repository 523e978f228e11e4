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

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', TG_ARGV[0];
END;
$$;

CREATE TRIGGER audit_events_are_kept BEFORE DELETE ON audit_events
FOR EACH ROW EXECUTE FUNCTION refuse_audit_change('Audit events are never deleted.');

-- TRUNCATE removes rows without asking the trigger above.
CREATE TRIGGER audit_events_are_not_truncated BEFORE TRUNCATE ON audit_events
FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change('Audit events are never deleted.');

CREATE TRIGGER audit_events_stay_as_they_are BEFORE UPDATE ON audit_events FOR EACH ROW
WHEN (OLD.sequence IS NOT NULL OR OLD.hash IS NOT NULL OR NEW.sequence IS NULL OR NEW.hash IS NULL
  OR NEW.id IS DISTINCT FROM OLD.id OR NEW.at IS DISTINCT FROM OLD.at
  OR NEW.actor_id IS DISTINCT FROM OLD.actor_id OR NEW.action IS DISTINCT FROM OLD.action
  OR NEW.object_id IS DISTINCT FROM OLD.object_id OR NEW.detail IS DISTINCT FROM OLD.detail)
EXECUTE FUNCTION refuse_audit_change('Audit events are never changed; sealing one sets its sequence and hash, once.');
