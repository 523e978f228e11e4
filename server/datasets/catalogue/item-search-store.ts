import type { Database } from '../../db/database';
import { toItem, type Item, type ItemRow } from '../item-store';
import { contentPatterns, type ItemFilter } from './item-filter';

/** Where items are looked for. */
export interface SearchedDataset {
  readonly id: string;
  readonly importId: string | null;
}

/** Lines from one on, up to but not with another. */
export interface LineSlice {
  readonly from: number;
  readonly to: number;
}

/**
 * The items of a slice in file order, without most that the filter does not ask for: what stands in JSON is for the
 * caller to look at.
 */
export async function listCandidates(
  db: Database,
  { id, importId }: SearchedDataset,
  filter: ItemFilter,
  { from, to }: LineSlice,
): Promise<Item[]> {
  const { choices, minConfidence, maxConfidence, rule, quarantined } = filter;
  const rows = await db.all<ItemRow>(
    candidates,
    id,
    from,
    to,
    ...patternsOf(filter.text),
    // No text stands in an item for its having no label.
    ...patternsOf(filter.label?.toLowerCase() === 'none' ? null : filter.label),
    ...[choices, choices],
    ...[minConfidence, minConfidence, maxConfidence, maxConfidence],
    ...[rule, importId, rule],
    ...[quarantined, quarantined, importId],
  );
  return rows.map(toItem);
}

function patternsOf(text: string | null): (string | null)[] {
  if (text === null) return [null, null, null];
  const { folded, exact } = contentPatterns(text);
  return [folded, folded, exact];
}

/** Every choice has the key `letter`, nine characters with what belongs to it; in texts JSON writes quotes otherwise. */
const candidates = `SELECT id, dataset_id, line, content, label_index, label_confidence FROM items
  WHERE dataset_id = ? AND line >= ? AND line < ?
    AND (CAST(? AS TEXT) IS NULL OR (lower(content) LIKE ? ESCAPE '!' AND content LIKE ? ESCAPE '!'))
    AND (CAST(? AS TEXT) IS NULL OR (lower(content) LIKE ? ESCAPE '!' AND content LIKE ? ESCAPE '!'))
    AND (CAST(? AS INTEGER) IS NULL
      OR length(content) - length(replace(content, '"letter":', '')) = 9 * CAST(? AS INTEGER))
    AND (CAST(? AS DOUBLE PRECISION) IS NULL OR label_confidence >= ?)
    AND (CAST(? AS DOUBLE PRECISION) IS NULL OR label_confidence <= ?)
    AND (CAST(? AS TEXT) IS NULL OR EXISTS (
      SELECT 1 FROM lint_findings f WHERE f.import_id = ? AND f.rule = ? AND f.line = items.line))
    AND (CAST(? AS TEXT) IS NULL OR CAST(? AS TEXT) = CASE WHEN EXISTS (
      SELECT 1 FROM lint_decisions d JOIN lint_findings f ON f.rule = d.rule AND f.line = items.line
      WHERE d.dataset_id = items.dataset_id AND d.decision = 'quarantined' AND f.import_id = ?)
      THEN 'yes' ELSE 'no' END)
  ORDER BY line`;

/** The first line, from this one on, on which an item asked for may stand; undefined after the last. */
export async function findCandidateLine(
  db: Database,
  { id, importId }: SearchedDataset,
  { rule }: Pick<ItemFilter, 'rule'>,
  from: number,
): Promise<number | undefined> {
  if (rule !== null) {
    const found = await db.get<CandidateRow>(candidateByRule, importId, rule, from);
    return found?.line ?? undefined;
  }
  const next = await db.get<CandidateRow>(candidateOfAll, id, from);
  return next?.line ?? undefined;
}

interface CandidateRow {
  line: number | null;
}

const candidateByRule =
  'SELECT MIN(line) AS line FROM lint_findings WHERE import_id = ? AND rule = ? AND line >= ?';
const candidateOfAll = 'SELECT MIN(line) AS line FROM items WHERE dataset_id = ? AND line >= ?';

/** The lines of the items before and after a line, where there are any. */
export async function findNeighbourLines(
  db: Database,
  datasetId: string,
  line: number,
): Promise<{ previous: number | undefined; next: number | undefined }> {
  const row = await db.get<{ previous: number | null; next: number | null }>(
    `SELECT (SELECT MAX(line) FROM items WHERE dataset_id = ? AND line < ?) AS previous,
       (SELECT MIN(line) FROM items WHERE dataset_id = ? AND line > ?) AS next`,
    datasetId,
    line,
    datasetId,
    line,
  );
  return { previous: row?.previous ?? undefined, next: row?.next ?? undefined };
}
