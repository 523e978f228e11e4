-- Training: gold items that raters answer, with feedback, before a study gives them work. Its answers are no ratings, so
-- they have tables of their own.

CREATE TABLE training_sets (
  id TEXT PRIMARY KEY,
  study_id TEXT NOT NULL REFERENCES studies (id),
  -- The first rater who begins fixes a version; changes then make a new one.
  version INTEGER NOT NULL CHECK (version >= 1),
  -- How many items must be answered right.
  pass_mark INTEGER NOT NULL CHECK (pass_mark >= 1),
  tries INTEGER NOT NULL CHECK (tries BETWEEN 1 AND 10),
  delay_minutes INTEGER NOT NULL CHECK (delay_minutes >= 0),
  -- JSON string: what raters read about pay for the training; may be empty.
  pay_words TEXT NOT NULL,
  -- Since when raters train with it; null for a draft.
  opened_at BIGINT,
  created_by TEXT REFERENCES users (id),
  created_at BIGINT NOT NULL,
  UNIQUE (study_id, version)
);

CREATE TABLE training_items (
  id TEXT PRIMARY KEY,
  training_set_id TEXT NOT NULL REFERENCES training_sets (id),
  item_id TEXT NOT NULL REFERENCES items (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('clear', 'ambiguous', 'mislabelled')),
  -- JSON: the right answer by question; a question that is missing does not count.
  right_answers TEXT NOT NULL,
  -- JSON string, as all free text beside items.
  reason TEXT NOT NULL,
  UNIQUE (training_set_id, item_id)
);
CREATE INDEX training_items_by_item ON training_items (item_id);

-- One try of one rater.
CREATE TABLE training_runs (
  id TEXT PRIMARY KEY,
  training_set_id TEXT NOT NULL REFERENCES training_sets (id),
  study_id TEXT NOT NULL REFERENCES studies (id),
  rater_id TEXT NOT NULL REFERENCES users (id),
  -- Tries are counted anew in each round; asking a rater to train again begins one.
  training_round INTEGER NOT NULL CHECK (training_round >= 1),
  try INTEGER NOT NULL CHECK (try >= 1),
  started_at BIGINT NOT NULL,
  finished_at BIGINT,
  right_items INTEGER,
  is_passed INTEGER CHECK (is_passed IN (0, 1)),
  UNIQUE (study_id, rater_id, training_round, try),
  CHECK ((finished_at IS NULL) = (right_items IS NULL)),
  CHECK ((finished_at IS NULL) = (is_passed IS NULL))
);
CREATE INDEX training_runs_by_set ON training_runs (training_set_id);

CREATE TABLE training_answers (
  run_id TEXT NOT NULL REFERENCES training_runs (id),
  training_item_id TEXT NOT NULL REFERENCES training_items (id),
  served_at BIGINT NOT NULL,
  answered_at BIGINT,
  -- JSON: answer by question.
  answers TEXT,
  is_right INTEGER CHECK (is_right IN (0, 1)),
  PRIMARY KEY (run_id, training_item_id),
  CHECK ((answered_at IS NULL) = (answers IS NULL)),
  CHECK ((answered_at IS NULL) = (is_right IS NULL))
);

-- Whoever joined before the study had training goes on without.
ALTER TABLE participations ADD COLUMN training TEXT NOT NULL DEFAULT 'not needed'
  CHECK (training IN ('not needed', 'required', 'passed'));
ALTER TABLE participations ADD COLUMN training_round INTEGER NOT NULL DEFAULT 1 CHECK (training_round >= 1);
-- JSON string: why an administrator let the rater pass; null when the rater passed, or has not yet.
ALTER TABLE participations ADD COLUMN training_pass_reason TEXT;
