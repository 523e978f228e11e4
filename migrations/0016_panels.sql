-- A study can be opened to a panel outside (Prolific, CloudResearch Connect, SONA and others) by an address.

CREATE TABLE panels (
  id TEXT PRIMARY KEY,
  study_id TEXT NOT NULL UNIQUE REFERENCES studies (id),
  -- In the address that is given to the panel. Whoever takes part sees it, so it is no secret and stands here as it is.
  token TEXT NOT NULL UNIQUE,
  preset TEXT NOT NULL,
  -- The names of what the panel puts into the address; null where it sends no such thing.
  participant_parameter TEXT NOT NULL,
  study_parameter TEXT,
  session_parameter TEXT,
  -- How many rated items complete a session, and how long the panel is told that takes.
  session_items INTEGER NOT NULL CHECK (session_items >= 1),
  minutes INTEGER NOT NULL CHECK (minutes >= 1),
  -- Who runs the study and what for, in words of the administrator; '' for none.
  introduction TEXT NOT NULL,
  participant_limit INTEGER CHECK (participant_limit >= 1),
  -- How many have started: the last place is taken by one conditional statement.
  started INTEGER NOT NULL DEFAULT 0,
  -- Since when new participants are let in; null while they are not.
  opened_at BIGINT,
  created_at BIGINT NOT NULL
);

-- What a participant is given at the end, by how the visit ended.
CREATE TABLE panel_endings (
  panel_id TEXT NOT NULL REFERENCES panels (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('completed', 'screened out', 'quota full', 'left early')),
  code TEXT NOT NULL,
  -- Template with {participant}, {session} and {code}; '' for none.
  return_link TEXT NOT NULL,
  PRIMARY KEY (panel_id, outcome)
);

-- One participant of a panel, with an account of their own.
CREATE TABLE panel_visits (
  panel_id TEXT NOT NULL REFERENCES panels (id),
  participant TEXT NOT NULL,
  user_id TEXT NOT NULL UNIQUE REFERENCES users (id),
  panel_study TEXT,
  panel_session TEXT,
  -- SHA-256 of the code by which the participant comes back in another browser.
  reentry_hash TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  -- How it ended, and what was given then: it stays, whatever the panel's settings become.
  outcome TEXT CHECK (outcome IN ('completed', 'screened out', 'quota full', 'left early')),
  code TEXT,
  return_link TEXT,
  finished_at BIGINT,
  PRIMARY KEY (panel_id, participant),
  CHECK ((outcome IS NULL) = (finished_at IS NULL)),
  CHECK ((outcome IS NULL) = (code IS NULL))
);
