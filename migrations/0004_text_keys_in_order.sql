-- Keys of texts are written and read in the order of the keys: a million keys in no order touch a page each, in order
-- they touch every page once. So nothing finds them by line any more.
CREATE TABLE item_texts_in_order (
  import_id TEXT NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
  text_key BIGINT NOT NULL,
  line INTEGER NOT NULL,
  PRIMARY KEY (import_id, text_key, line)
);
INSERT INTO item_texts_in_order (import_id, text_key, line)
SELECT import_id, text_key, line FROM item_texts ORDER BY import_id, text_key, line;
DROP TABLE item_texts;
ALTER TABLE item_texts_in_order RENAME TO item_texts;
CREATE INDEX item_texts_by_key ON item_texts (text_key, import_id, line);
