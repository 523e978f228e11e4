-- What a study pays, and what was decided about it. What somebody has earned stands nowhere: it is computed from the
-- ratings and these terms (docs/decisions/0026-earnings-from-ratings.md).

-- Terms are never changed: new ones follow. Amounts are in minor units of the currency, such as cents.
CREATE TABLE pay_terms (
  id TEXT PRIMARY KEY,
  study_id TEXT NOT NULL REFERENCES studies (id),
  -- Items handed out from then on are paid by these terms; 0 for the first terms of a study.
  valid_from BIGINT NOT NULL,
  rate TEXT NOT NULL CHECK (rate IN ('none', 'item', 'hour')),
  amount BIGINT NOT NULL CHECK (amount >= 0),
  currency TEXT NOT NULL,
  estimated_seconds INTEGER NOT NULL CHECK (estimated_seconds >= 1),
  floor_per_hour BIGINT NOT NULL CHECK (floor_per_hour >= 0),
  idle_seconds INTEGER NOT NULL CHECK (idle_seconds >= 1),
  -- For each training item; null for the same rate as any item.
  training_amount BIGINT CHECK (training_amount >= 0),
  screen_out_amount BIGINT NOT NULL CHECK (screen_out_amount >= 0),
  created_by TEXT REFERENCES users (id),
  created_at BIGINT NOT NULL
);
CREATE INDEX pay_terms_by_study ON pay_terms (study_id, id);

-- Append-only. An approval with a rejection takes that one back.
CREATE TABLE pay_entries (
  id TEXT PRIMARY KEY,
  study_id TEXT NOT NULL REFERENCES studies (id),
  rater_id TEXT NOT NULL REFERENCES users (id),
  kind TEXT NOT NULL CHECK (kind IN ('approval', 'rejection', 'appeal', 'upholding', 'payment')),
  amount BIGINT NOT NULL CHECK (amount >= 0),
  batch_id TEXT,
  rejection_id TEXT REFERENCES pay_entries (id),
  -- A reason, an appeal or its answer, as its author wrote it.
  words TEXT,
  -- Null for what was approved by rule, after some days.
  created_by TEXT REFERENCES users (id),
  created_at BIGINT NOT NULL,
  CHECK ((kind = 'payment') = (batch_id IS NOT NULL)),
  CHECK (kind NOT IN ('appeal', 'upholding') OR rejection_id IS NOT NULL)
);
CREATE INDEX pay_entries_by_rater ON pay_entries (study_id, rater_id);
-- Nobody is paid twice in a batch, a rejection is appealed once, and an appeal is answered once.
CREATE UNIQUE INDEX pay_entries_one_per_batch ON pay_entries (study_id, rater_id, batch_id) WHERE kind = 'payment';
CREATE UNIQUE INDEX pay_entries_one_appeal ON pay_entries (rejection_id) WHERE kind = 'appeal';
CREATE UNIQUE INDEX pay_entries_one_answer ON pay_entries (rejection_id) WHERE kind IN ('approval', 'upholding');

-- A rating page asks what its rater has sent since the last one.
CREATE INDEX assignments_rated ON assignments (rater_id, current_rating_id) WHERE current_rating_id IS NOT NULL;
