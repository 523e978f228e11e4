-- Which run of the rules found it last; '' for the check of the file. So a new run can put its findings in the place of
-- older ones a little at a time: what it did not find again goes when it has ended.
ALTER TABLE lint_findings ADD COLUMN found_by TEXT NOT NULL DEFAULT '';

-- With the rule in it, findings are counted from the index alone.
DROP INDEX lint_findings_by_line;
CREATE INDEX lint_findings_by_line ON lint_findings (import_id, line, rule);
