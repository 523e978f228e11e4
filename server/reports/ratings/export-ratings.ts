import type { Database } from '../../db/database';
import {
  type ExportedItem,
  listExportedAnswers,
  listExportedItems,
  listExportedRevisions,
  type PositionRange,
} from './export-store';
import { type ExportedDataset, type RatingLine, ratingLine } from './rating-line';
import type { ReportedStudy } from '../report';

/** A study and its datasets in order. */
export interface RatingsSource {
  readonly study: ReportedStudy;
  readonly datasets: readonly (ExportedDataset & { readonly id: string })[];
}

const itemsAtOnce = 50;

/**
 * Every revision of every rating of a study, by dataset, item, rater's pseudonym and revision. Reads a few items
 * at a time and holds no cursor open, so a slow reader neither fills the memory nor stops the raters.
 */
export async function* exportRatings(
  db: Database,
  { study, datasets }: RatingsSource,
): AsyncGenerator<RatingLine> {
  for (const dataset of datasets) {
    let after = -1;
    for (;;) {
      const items = await listExportedItems(db, dataset.id, { after, limit: itemsAtOnce });
      const last = items.at(-1)?.position;
      if (last === undefined) break;
      yield* linesOf(db, { study, dataset, items }, { studyDatasetId: dataset.id, after, last });
      after = last;
    }
  }
}

interface ItemsToExport {
  readonly study: ReportedStudy;
  readonly dataset: ExportedDataset;
  readonly items: readonly ExportedItem[];
}

async function* linesOf(
  db: Database,
  { study, dataset, items }: ItemsToExport,
  range: PositionRange,
): AsyncGenerator<RatingLine> {
  const itemAt = new Map(items.map((item) => [item.position, item]));
  const revisions = await listExportedRevisions(db, range);
  const answersOf = new Map(revisions.map(({ id }) => [id, new Map<string, string>()]));
  for (const { ratingId, question, value } of await listExportedAnswers(db, range)) {
    answersOf.get(ratingId)?.set(question, value);
  }
  for (const revision of revisions) {
    const item = itemAt.get(revision.position)!;
    yield ratingLine({ study, dataset, item, revision, answers: answersOf.get(revision.id)! });
  }
}
