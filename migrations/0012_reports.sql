-- Reports of studies: asked for, computed in the thread, then kept as they are.

CREATE TABLE reports (
  id TEXT PRIMARY KEY,
  study_id TEXT NOT NULL REFERENCES studies (id),
  seed BIGINT NOT NULL,
  -- The label agreement that datasets are held against.
  bar DOUBLE PRECISION NOT NULL CHECK (bar > 0 AND bar < 1),
  -- What the ratings were like when they were read (watermark.ts); null until it is computed.
  watermark TEXT,
  -- JSON: the report as its file holds it, and the SHA-256 of that text.
  content TEXT,
  sha256 TEXT,
  created_by TEXT REFERENCES users (id),
  created_at BIGINT NOT NULL,
  built_at BIGINT,
  CHECK ((content IS NULL) = (built_at IS NULL))
);
CREATE INDEX reports_by_study ON reports (study_id, id);
