-- Imports become a sequence of steps that survive a restart, with jobs for the long ones; datasets get a catalogue,
-- lint findings, pairs and gold sets. Tables are built anew where a CHECK changes, the referring one first.

-- Long work, done once by whoever holds the lease.
CREATE TABLE jobs (
  id TEXT PRIMARY KEY,
  -- Which function does it, and on what.
  name TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
  attempts INTEGER NOT NULL DEFAULT 0,
  -- The process that runs it, and until when nobody else may.
  holder TEXT,
  lease_until BIGINT,
  -- Not before this time; a job that failed waits before it is tried again.
  due_at BIGINT NOT NULL,
  -- In units of the job's own, bytes for files; total is null while unknown.
  done BIGINT NOT NULL DEFAULT 0,
  total BIGINT,
  -- Why it failed, in words safe to show.
  message TEXT,
  cancel_requested_at BIGINT,
  created_at BIGINT NOT NULL,
  started_at BIGINT,
  finished_at BIGINT,
  CHECK ((state = 'running') = (holder IS NOT NULL)),
  CHECK ((state = 'running') = (lease_until IS NOT NULL))
);
-- One at a time for a subject.
CREATE UNIQUE INDEX jobs_one_open ON jobs (name, subject_id) WHERE state IN ('queued', 'running');
CREATE INDEX jobs_open ON jobs (state, due_at);
CREATE INDEX jobs_by_subject ON jobs (subject_id, created_at);

CREATE TABLE imports_in_steps (
  id TEXT PRIMARY KEY,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('received', 'checking', 'checked', 'refused', 'importing', 'imported')),
  -- JSON: what the bytes look like (FileFacts); '{}' before anybody looked.
  facts TEXT NOT NULL,
  -- The key of the format that reads it; null when none does.
  format TEXT,
  -- JSON: field of ours -> field of the file; null when the format finds its fields itself.
  mapping TEXT,
  -- JSON: what an admin said about the dataset to be (ImportPlan); null before.
  plan TEXT,
  -- Why the file cannot become a dataset; null unless refused.
  refusal TEXT,
  -- Found by the check: records, of which readable as items (of which labelled), failed; records with a warning.
  records BIGINT NOT NULL,
  items BIGINT NOT NULL,
  labelled BIGINT NOT NULL,
  failed BIGINT NOT NULL,
  warned BIGINT NOT NULL,
  dataset_id TEXT,
  created_by TEXT REFERENCES users (id),
  created_at BIGINT NOT NULL
);
INSERT INTO imports_in_steps
SELECT id, file_name, sha256, bytes,
  CASE outcome WHEN 'importing' THEN 'received' WHEN 'imported' THEN 'imported'
    WHEN 'already imported' THEN 'imported' ELSE 'refused' END,
  '{}', format, NULL, NULL,
  CASE outcome WHEN 'not items' THEN 'This is a table, not a dataset: its rows are not items.'
    WHEN 'no items' THEN 'No line of this file could be read as an item.' END,
  records, imported, 0, failed, 0, dataset_id, created_by, created_at
FROM imports;

CREATE TABLE import_problems_by_kind (
  import_id TEXT NOT NULL REFERENCES imports_in_steps (id) ON DELETE CASCADE,
  line INTEGER NOT NULL,
  byte_offset BIGINT NOT NULL,
  -- An error keeps the record out; a warning does not.
  severity TEXT NOT NULL CHECK (severity IN ('error', 'warning')),
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  -- JSON string, so that NUL and other controls survive on both engines.
  excerpt TEXT NOT NULL,
  PRIMARY KEY (import_id, line, kind)
);
INSERT INTO import_problems_by_kind
SELECT import_id, line, byte_offset, 'error', 'record', reason, excerpt FROM import_problems;
DROP TABLE import_problems;
DROP TABLE imports;
ALTER TABLE imports_in_steps RENAME TO imports;
ALTER TABLE import_problems_by_kind RENAME TO import_problems;
CREATE INDEX imports_by_hash ON imports (sha256);

ALTER TABLE datasets ADD COLUMN import_id TEXT;
UPDATE datasets SET import_id =
  (SELECT MIN(i.id) FROM imports i WHERE i.dataset_id = datasets.id AND i.state = 'imported');
ALTER TABLE datasets ADD COLUMN category TEXT NOT NULL DEFAULT '';
ALTER TABLE datasets ADD COLUMN content_note TEXT NOT NULL DEFAULT '';
-- For a gold set: the dataset its items are certain examples of.
ALTER TABLE datasets ADD COLUMN gold_for TEXT REFERENCES datasets (id);
ALTER TABLE datasets ADD COLUMN behavior_version INTEGER NOT NULL DEFAULT 1;
CREATE INDEX datasets_by_import ON datasets (import_id);

CREATE TABLE dataset_tags (
  dataset_id TEXT NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
  tag TEXT NOT NULL,
  PRIMARY KEY (dataset_id, tag)
);

-- Every behavior sentence a dataset ever had; datasets.behavior is the newest. A rating keeps the version its
-- study was frozen with.
CREATE TABLE behaviors (
  dataset_id TEXT NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
  version INTEGER NOT NULL CHECK (version >= 1),
  behavior TEXT NOT NULL,
  polarity TEXT NOT NULL CHECK (polarity IN ('as named', 'inverted')),
  set_by TEXT REFERENCES users (id),
  set_at BIGINT NOT NULL,
  PRIMARY KEY (dataset_id, version)
);
INSERT INTO behaviors
SELECT id, 1, behavior, polarity, behavior_confirmed_by, COALESCE(behavior_confirmed_at, created_at) FROM datasets;
ALTER TABLE study_datasets ADD COLUMN behavior_version INTEGER NOT NULL DEFAULT 1;

-- A model-written and a human-written set of one behavior, as a person confirmed or rejected them.
CREATE TABLE dataset_pairs (
  model_dataset_id TEXT NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
  human_dataset_id TEXT NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
  verdict TEXT NOT NULL CHECK (verdict IN ('confirmed', 'rejected')),
  -- Whether the labels of the two point the same way.
  alignment TEXT NOT NULL CHECK (alignment IN ('same', 'opposite')),
  decided_by TEXT REFERENCES users (id),
  decided_at BIGINT NOT NULL,
  PRIMARY KEY (model_dataset_id, human_dataset_id)
);

-- Why a gold item's answer is what it is, as raters in training read it.
CREATE TABLE gold_explanations (
  item_id TEXT PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE,
  -- JSON string, as all free text beside items.
  explanation TEXT NOT NULL,
  written_by TEXT REFERENCES users (id),
  written_at BIGINT NOT NULL
);

-- What the lint rules found in a file; line 0 stands for the file as a whole.
CREATE TABLE lint_findings (
  import_id TEXT NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
  rule TEXT NOT NULL,
  line INTEGER NOT NULL,
  -- JSON string: what exactly, quoting the item where that helps.
  detail TEXT NOT NULL,
  PRIMARY KEY (import_id, rule, line)
);
CREATE INDEX lint_findings_by_line ON lint_findings (import_id, line);

-- What a person decided about all findings of a rule in a dataset: nothing here means nothing decided.
CREATE TABLE lint_decisions (
  dataset_id TEXT NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
  rule TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('ignored', 'quarantined')),
  decided_by TEXT REFERENCES users (id),
  decided_at BIGINT NOT NULL,
  PRIMARY KEY (dataset_id, rule)
);

-- A hash of each item's text, to find the same item in other datasets.
CREATE TABLE item_texts (
  import_id TEXT NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
  line INTEGER NOT NULL,
  text_key BIGINT NOT NULL,
  PRIMARY KEY (import_id, line)
);
CREATE INDEX item_texts_by_key ON item_texts (text_key, import_id, line);

-- Removing items asks who refers to them.
CREATE INDEX study_items_by_item ON study_items (item_id);
