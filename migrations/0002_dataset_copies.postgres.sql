-- The same bytes may be two datasets: a release once shipped one file under two names, and a person decides whether
-- that was meant.
ALTER TABLE datasets DROP CONSTRAINT datasets_sha256_key;
CREATE INDEX datasets_by_hash ON datasets (sha256);
