-- The language a rater has chosen for pages; null for what the browser asks for.
ALTER TABLE users ADD COLUMN language TEXT;
