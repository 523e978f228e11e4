-- How many records a job has read, or items it has written, for whoever waits for it.
ALTER TABLE jobs ADD COLUMN counted BIGINT NOT NULL DEFAULT 0;
