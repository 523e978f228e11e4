-- What raters are told: who asks, whom to write to, how long it takes, what they agree to, and how to rate.

ALTER TABLE studies ADD COLUMN organiser TEXT NOT NULL DEFAULT '';
ALTER TABLE studies ADD COLUMN contact TEXT NOT NULL DEFAULT '';
-- How long an item takes, as the admin guesses; null for nothing said.
ALTER TABLE studies ADD COLUMN seconds_per_item INTEGER CHECK (seconds_per_item BETWEEN 1 AND 3600);

-- Markdown. A changed text is a new version; none is ever changed or taken out. An empty text asks or says nothing any more.
CREATE TABLE study_texts (
  id TEXT PRIMARY KEY,
  study_id TEXT NOT NULL REFERENCES studies (id),
  kind TEXT NOT NULL CHECK (kind IN ('consent', 'guidelines')),
  version INTEGER NOT NULL,
  content TEXT NOT NULL,
  created_by TEXT REFERENCES users (id),
  created_at BIGINT NOT NULL,
  UNIQUE (study_id, kind, version)
);
-- The newest of each, so that a page need not look for it; null while there is none, and when the newest is empty.
ALTER TABLE studies ADD COLUMN consent_text_id TEXT REFERENCES study_texts (id);
ALTER TABLE studies ADD COLUMN guidelines_text_id TEXT REFERENCES study_texts (id);

-- What a rater answered to a version.
CREATE TABLE consents (
  rater_id TEXT NOT NULL REFERENCES users (id),
  text_id TEXT NOT NULL REFERENCES study_texts (id),
  decision TEXT NOT NULL CHECK (decision IN ('accepted', 'declined')),
  decided_at BIGINT NOT NULL,
  PRIMARY KEY (rater_id, text_id)
);
