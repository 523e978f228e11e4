-- How many items were drawn from the dataset, gold items aside: asked for every rater who comes to the end of a set,
-- who must not wait until all of them are counted.
ALTER TABLE study_datasets ADD COLUMN items INTEGER NOT NULL DEFAULT 0;
UPDATE study_datasets SET items = (
  SELECT COUNT(*) FROM study_items si WHERE si.study_dataset_id = study_datasets.id AND si.is_gold = 0);
