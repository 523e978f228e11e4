-- In a blind study, the share of the labelled items that are rated with their label shown, to measure how much that
-- sways raters.
ALTER TABLE studies ADD COLUMN verify_share DOUBLE PRECISION NOT NULL DEFAULT 0
  CHECK (verify_share >= 0 AND verify_share <= 0.5);
-- How the item is rated: as its study says, but for the items that a blind study shows with their label.
ALTER TABLE study_items ADD COLUMN label_mode TEXT NOT NULL DEFAULT 'blind' CHECK (label_mode IN ('blind', 'verify'));
UPDATE study_items SET label_mode = 'verify' WHERE study_dataset_id IN (
  SELECT sd.id FROM study_datasets sd JOIN studies s ON s.id = sd.study_id WHERE s.label_mode = 'verify');
