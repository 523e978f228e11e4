-- Slots that are free or claimed have small indexes of their own, and the index of all of them says nothing of their
-- state: an answer then moves no entry from one place of a large index to another.
DROP INDEX assignments_open;
CREATE INDEX assignments_in_order ON assignments (study_dataset_id, position);
CREATE INDEX assignments_free ON assignments (study_dataset_id, position, slot) WHERE state = 'free';
CREATE INDEX assignments_claimed ON assignments (study_dataset_id, position) WHERE state = 'claimed';
