-- What people set about their own account, personal links in place of passwords, what becomes of ratings whose rater
-- leaves, raters who are given nothing for now, and messages between administrators and raters.

ALTER TABLE users ADD COLUMN text_size TEXT NOT NULL DEFAULT 'normal' CHECK (text_size IN ('normal', 'large', 'larger'));
ALTER TABLE users ADD COLUMN shortcuts INTEGER NOT NULL DEFAULT 1 CHECK (shortcuts IN (0, 1));
ALTER TABLE users ADD COLUMN auto_advance INTEGER NOT NULL DEFAULT 0 CHECK (auto_advance IN (0, 1));
-- SHA-256 of the token in the link by which the user signs in, so that a stolen copy of the database signs nobody in.
ALTER TABLE users ADD COLUMN link_hash TEXT;
ALTER TABLE users ADD COLUMN link_made_at BIGINT;
CREATE UNIQUE INDEX users_by_link ON users (link_hash) WHERE link_hash IS NOT NULL;
-- Since when nothing is left of the account but what its ratings stand under.
ALTER TABLE users ADD COLUMN deleted_at BIGINT;

-- What becomes of the ratings of a rater who deletes the account; frozen with the study.
ALTER TABLE studies ADD COLUMN withdrawal TEXT NOT NULL DEFAULT 'keep' CHECK (withdrawal IN ('keep', 'remove'));

-- Since when the rater is given nothing for now, and why, as the rater reads it.
ALTER TABLE participations ADD COLUMN paused_at BIGINT;
ALTER TABLE participations ADD COLUMN pause_reason TEXT;
-- Since when the ratings are withdrawn: their exclusion is never taken back.
ALTER TABLE participations ADD COLUMN withdrawn_at BIGINT;

CREATE TABLE messages (
  id TEXT PRIMARY KEY,
  study_id TEXT NOT NULL REFERENCES studies (id),
  rater_id TEXT NOT NULL REFERENCES users (id),
  -- The message that the rater answers, once; null for what an administrator writes.
  reply_to TEXT UNIQUE REFERENCES messages (id),
  text TEXT NOT NULL,
  written_by TEXT REFERENCES users (id),
  sent_at BIGINT NOT NULL,
  -- When the rater has read it; null for replies.
  read_at BIGINT
);
CREATE INDEX messages_by_rater ON messages (rater_id, study_id);
CREATE INDEX messages_by_study ON messages (study_id);
