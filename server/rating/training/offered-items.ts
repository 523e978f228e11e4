import type { Database } from '../../db/database';
import { listDatasets } from '../../datasets/dataset-store';
import { listExplanations } from '../../datasets/gold/gold-store';
import { listItems, toContent, type Item } from '../../datasets/item-store';
import { listQuarantinedLines } from '../../datasets/lint/lint-decision-store';
import { listStudyDatasets } from '../../studies/study-store';
import { listSampledContents } from './training-store';

/** A gold item that a training may hold. */
export interface OfferedItem {
  readonly item: Item;
  readonly slug: string;
  /** Why its answer is what it is, as written on the page of the gold set; empty when nothing is. */
  readonly explanation: string;
}

/** More of a gold set than this is not looked at: a training needs eight. */
const mostLooked = 500;

/**
 * The gold items a study can train with: of gold sets tied to its datasets, with a label, not quarantined, and none that
 * says the same as an item its raters rate.
 */
export async function listOffered(db: Database, studyId: string): Promise<OfferedItem[]> {
  const ids = new Set((await listStudyDatasets(db, studyId)).map(({ datasetId }) => datasetId));
  const golds = (await listDatasets(db)).filter(({ goldFor }) => goldFor !== null && ids.has(goldFor));
  if (golds.length === 0) return [];
  const sampled = new Set((await listSampledContents(db, studyId)).map(saidBy));
  const offered: OfferedItem[] = [];
  for (const { id, slug } of golds) {
    const quarantined = new Set(await listQuarantinedLines(db, id));
    const explained = new Map((await listExplanations(db, id)).map((one) => [one.itemId, one.explanation]));
    for (const item of await listItems(db, id, { limit: mostLooked })) {
      if (item.labelIndex === null || quarantined.has(item.line) || sampled.has(saidBy(toContent(item))))
        continue;
      offered.push({ item, slug, explanation: explained.get(item.id) ?? '' });
    }
  }
  return offered;
}

/** What a rater reads of an item, as one text; spaces and small or capital letters make no other item. */
function saidBy(content: string): string {
  const { text, choices } = JSON.parse(content) as Pick<Item, 'text' | 'choices'>;
  const texts = [text, ...choices.map((choice) => choice.text)];
  return texts.map((one) => one.replace(/\s+/g, ' ').trim().toLowerCase()).join('\n');
}
