-- Browsers that somebody has signed in with, so that strangers who guess passwords cannot keep them out; and tokens by
-- which programs download.

CREATE TABLE known_browsers (
  -- SHA-256 of the token in the browser's cookie.
  token_hash TEXT NOT NULL,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  -- The session it signed in to last: where all others are ended, all other browsers are forgotten.
  session_hash TEXT NOT NULL,
  used_at BIGINT NOT NULL,
  PRIMARY KEY (token_hash, user_id)
);
CREATE INDEX known_browsers_by_user ON known_browsers (user_id, used_at);

CREATE TABLE api_tokens (
  id TEXT PRIMARY KEY,
  -- SHA-256 of the token, which is stored nowhere.
  token_hash TEXT NOT NULL UNIQUE,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  -- The role when it was made: with another one it opens nothing.
  role TEXT NOT NULL,
  -- JSON string, as all free text beside items.
  name TEXT NOT NULL,
  -- JSON: a list of names.
  scopes TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  -- Within a minute.
  used_at BIGINT,
  revoked_at BIGINT
);
CREATE INDEX api_tokens_by_user ON api_tokens (user_id);
