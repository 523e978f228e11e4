import type { Database } from '../../db/database';
import { listDatasets } from '../dataset-store';
import { countQuarantined, listDecisions } from '../lint/lint-decision-store';
import { summarizeLint } from '../lint/report/lint-summary';
import { browse, type CatalogueEntry, type CataloguePlace } from './catalogue';
import type { CatalogueQuery } from './catalogue-query';
import type { StudyUses } from './study-uses';
import { listAllTags } from './tag-store';

export interface ListedEntry extends CatalogueEntry {
  readonly quarantined: number;
}

export interface Catalogue extends CataloguePlace<ListedEntry> {
  /** Every dataset there is, whether or not it was asked for. */
  readonly all: readonly CatalogueEntry[];
}

/** The part of the list of datasets that a query asks for. Findings are counted for the datasets shown only, if that will do. */
export async function loadCatalogue(
  db: Database,
  uses: StudyUses,
  query: CatalogueQuery,
): Promise<Catalogue> {
  const datasets = await listDatasets(db);
  const tags = await listAllTags(db);
  const used = new Set(await uses.listUsedDatasets(db));
  const sortedByLint = query.sort === 'lint' ? await summarizeLint(db, datasets) : undefined;
  const all = datasets.map((dataset) => ({
    dataset,
    tags: tags.get(dataset.id) ?? [],
    isInStudy: used.has(dataset.id),
    lint: sortedByLint?.get(dataset.id),
  }));
  const place = browse(all, query);
  const shown = place.entries.map(({ dataset }) => dataset);
  const lint = sortedByLint ?? (await summarizeLint(db, shown));
  const decisions = await listDecisions(db);
  const decided = new Set(
    decisions.filter(({ decision }) => decision === 'quarantined').map(({ datasetId }) => datasetId),
  );
  const entries: ListedEntry[] = [];
  for (const entry of place.entries) {
    const { id } = entry.dataset;
    const quarantined = decided.has(id) ? await countQuarantined(db, id) : 0;
    entries.push({ ...entry, lint: lint.get(id), quarantined });
  }
  return { ...place, entries, all };
}
