-- Accounts for those who do not rate: links that make one or set another password, and second factors at sign-in.

CREATE TABLE access_links (
  id TEXT PRIMARY KEY,
  -- SHA-256 of the token in the link, so that a stolen copy of the database opens nothing.
  token_hash TEXT NOT NULL UNIQUE,
  -- What it does: makes an account of this role, or sets another password for this user.
  role TEXT CHECK (role IN ('admin', 'analyst', 'adjudicator')),
  user_id TEXT REFERENCES users (id),
  expires_at BIGINT NOT NULL,
  created_by TEXT REFERENCES users (id),
  created_at BIGINT NOT NULL,
  used_at BIGINT,
  revoked_at BIGINT,
  CHECK ((role IS NULL) <> (user_id IS NULL))
);
CREATE INDEX access_links_by_user ON access_links (user_id);

-- The key that codes are computed from, encrypted with the session secret; null where there is none.
ALTER TABLE users ADD COLUMN second_factor_key TEXT;
-- Since when a code is asked for at sign-in; null while the key waits for its first code.
ALTER TABLE users ADD COLUMN second_factor_since BIGINT;
-- The half minute of the last code that was used: it and those before it are worth nothing any more.
ALTER TABLE users ADD COLUMN second_factor_step BIGINT NOT NULL DEFAULT 0;

CREATE TABLE recovery_codes (
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  code_hash TEXT NOT NULL,
  used_at BIGINT,
  PRIMARY KEY (user_id, code_hash)
);

-- Sessions of those who do not rate are shorter from now on, which a session knows from its start.
DELETE FROM sessions WHERE user_id IN (SELECT id FROM users WHERE role <> 'rater');
