-- The same bytes may be two datasets: a release once shipped one file under two names, and a person decides whether
-- that was meant. SQLite drops a constraint by building the table anew.
CREATE TABLE datasets_without_unique_hash (
  id TEXT PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  format TEXT NOT NULL,
  item_kind TEXT NOT NULL CHECK (item_kind IN ('choice', 'pronoun')),
  -- Gold sets hold items whose answer is certain; they are never sampled into a study.
  purpose TEXT NOT NULL CHECK (purpose IN ('evaluation', 'gold')),
  family TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('model', 'human')),
  polarity TEXT NOT NULL CHECK (polarity IN ('as named', 'inverted')),
  behavior TEXT NOT NULL,
  behavior_confirmed_at BIGINT,
  behavior_confirmed_by TEXT REFERENCES users (id),
  item_count INTEGER NOT NULL,
  labelled_count INTEGER NOT NULL,
  -- Lists show only ready datasets; one statement makes a finished import visible.
  state TEXT NOT NULL CHECK (state IN ('importing', 'ready')),
  created_at BIGINT NOT NULL
);
INSERT INTO datasets_without_unique_hash SELECT * FROM datasets;
DROP TABLE datasets;
ALTER TABLE datasets_without_unique_hash RENAME TO datasets;
CREATE INDEX datasets_by_hash ON datasets (sha256);
