-- Who gets what, and when a study stops: quotas, gold items, stopping rules, states of a study, skips, flags,
-- exclusions, opt-outs, and answers that came after a sign-in had run out.

-- The most items one rater may rate; null for no limit. May be changed while the study runs.
ALTER TABLE studies ADD COLUMN rater_quota INTEGER CHECK (rater_quota >= 1);
-- The share of a rater's items that are gold.
ALTER TABLE studies ADD COLUMN gold_share DOUBLE PRECISION NOT NULL DEFAULT 0
  CHECK (gold_share >= 0 AND gold_share <= 0.5);
-- JSON: StoppingRules, frozen with the study; '{}' for none.
ALTER TABLE studies ADD COLUMN stopping TEXT NOT NULL DEFAULT '{}';
-- Paused: nothing is given out for now. Closed: nothing any more, nobody joins; can be opened again. Locked: no
-- rating changes any more, and what still comes is kept without being counted.
ALTER TABLE studies ADD COLUMN paused_at BIGINT;
ALTER TABLE studies ADD COLUMN closed_at BIGINT;
ALTER TABLE studies ADD COLUMN locked_at BIGINT;

-- What the study's sequential test has decided about the dataset; nothing of it is given out from then on.
ALTER TABLE study_datasets ADD COLUMN decision TEXT CHECK (decision IN ('above', 'below'));
ALTER TABLE study_datasets ADD COLUMN decided_at BIGINT;

-- Gold items lie beside the sample, under the dataset they are mixed into: no overlap, no place in any figure.
ALTER TABLE study_items ADD COLUMN is_gold INTEGER NOT NULL DEFAULT 0 CHECK (is_gold IN (0, 1));
-- Set once no more ratings of the item are wanted: whether its majority agrees with its label. Null before.
ALTER TABLE study_items ADD COLUMN outcome TEXT CHECK (outcome IN ('agrees', 'disagrees', 'no label'));
CREATE INDEX study_items_by_outcome ON study_items (study_dataset_id, outcome);

-- How many items of the study the rater has rated: a submission asks on every item, and must not count them all.
ALTER TABLE participations ADD COLUMN completed INTEGER NOT NULL DEFAULT 0;
UPDATE participations SET completed = (
  SELECT COUNT(*) FROM assignments a JOIN study_datasets sd ON sd.id = a.study_dataset_id
  WHERE a.rater_id = participations.rater_id AND a.state = 'completed' AND sd.study_id = participations.study_id);
-- Since when the rater is given nothing any more; what was rated stays.
ALTER TABLE participations ADD COLUMN removed_at BIGINT;

-- Copied from the study item, as the position is. A gold item has no slots, so that any number of raters can get it.
ALTER TABLE assignments ADD COLUMN is_gold INTEGER NOT NULL DEFAULT 0 CHECK (is_gold IN (0, 1));
-- 1 when the rater sees the item's choices last first: for yes-or-no items, in half of the slots.
ALTER TABLE assignments ADD COLUMN choices_reversed INTEGER NOT NULL DEFAULT 0 CHECK (choices_reversed IN (0, 1));
DROP INDEX assignments_one_per_slot;
CREATE UNIQUE INDEX assignments_one_per_slot ON assignments (study_item_id, slot)
  WHERE state <> 'expired' AND is_surplus = 0 AND is_gold = 0;
DROP INDEX assignments_by_rater;
CREATE INDEX assignments_by_rater ON assignments (rater_id, study_dataset_id, state);
-- Which leases have run out is asked at every claim.
CREATE INDEX assignments_by_lease ON assignments (lease_until) WHERE state = 'claimed';

-- The order of choices the rater saw, and what the rater says is wrong with the item; null when nothing.
ALTER TABLE ratings ADD COLUMN choices_reversed INTEGER NOT NULL DEFAULT 0 CHECK (choices_reversed IN (0, 1));
ALTER TABLE ratings ADD COLUMN flag TEXT;

-- Why a rater passed an item on. Its assignment is expired, so that an answer can still come.
CREATE TABLE skips (
  assignment_id TEXT PRIMARY KEY REFERENCES assignments (id),
  reason TEXT NOT NULL,
  comment TEXT,
  skipped_at BIGINT NOT NULL
);

-- Raters whose ratings are set aside in a study. They are kept as surplus, and their slots are given out again.
CREATE TABLE exclusions (
  study_id TEXT NOT NULL REFERENCES studies (id),
  rater_id TEXT NOT NULL REFERENCES users (id),
  reason TEXT NOT NULL,
  excluded_by TEXT REFERENCES users (id),
  excluded_at BIGINT NOT NULL,
  PRIMARY KEY (study_id, rater_id)
);

-- Content a rater does not want to see: nothing of a dataset with the tag is given to them.
CREATE TABLE opt_outs (
  rater_id TEXT NOT NULL REFERENCES users (id),
  tag TEXT NOT NULL,
  PRIMARY KEY (rater_id, tag)
);

-- Answers that came after their rater's sign-in had run out, kept for a day to be confirmed by that very rater.
CREATE TABLE parked_ratings (
  assignment_id TEXT PRIMARY KEY REFERENCES assignments (id),
  submission_id TEXT NOT NULL,
  base_revision INTEGER NOT NULL,
  -- JSON: answer by question.
  answers TEXT NOT NULL,
  comment TEXT,
  flag TEXT,
  parked_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX parked_ratings_by_expiry ON parked_ratings (expires_at);
