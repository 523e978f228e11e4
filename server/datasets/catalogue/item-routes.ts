import { Router, type Request } from 'express';
import type { Context } from '../../context';
import { NotFound } from '../../errors';
import { paths } from '../../paths';
import { pathId } from '../../web/path-id';
import { renderPage } from '../../web/render-page';
import { requireReader } from '../../web/require-role';
import { loadDataset, type Dataset } from '../dataset-store';
import { listItemsOnLines } from '../item-store';
import { listDecisions } from '../lint/lint-decision-store';
import { countFindings, listFindingsOfLines } from '../lint-store';
import { itemPage } from './item-page';
import { itemFilterOf, lineAfter, readItemQuery } from './item-query';
import { findNeighbourLines } from './item-search-store';
import { itemsPage, itemsPerPage } from './items-page';
import { readRecord } from './read-record';
import { searchItems, type FoundItems } from './search-items';

/** The items of a dataset, and each by itself. */
export function itemRoutes(context: Context): Router {
  const router = Router();
  addList(router, context);
  addItemPage(router, context);
  return router;
}

function addList(router: Router, context: Context): void {
  const { db } = context;
  router.get(paths.datasetItems(':id'), requireReader, async (req, res) => {
    const dataset = await loadDataset(db, pathId(req));
    const query = readItemQuery(req.query);
    const { filter, errors } = itemFilterOf(query);
    const place = { after: lineAfter(query), limit: itemsPerPage };
    const found = errors.length > 0 ? nothing : await searchItems(db, dataset, filter, place);
    const page = itemsPage({
      dataset,
      query,
      errors,
      found,
      findings: await findingsOn(
        context,
        dataset,
        found.items.map(({ line }) => line),
      ),
      decisions: await decisionsOf(context, dataset),
      rules: await rulesOf(context, dataset),
    });
    renderPage(res, 'datasets/items', page, errors.length > 0 ? 422 : 200);
  });
}

function addItemPage(router: Router, context: Context): void {
  const { db } = context;
  router.get(paths.datasetItem(':id', ':line'), requireReader, async (req, res) => {
    const dataset = await loadDataset(db, pathId(req));
    const line = pathLine(req);
    const [item] = await listItemsOnLines(db, dataset.id, [line]);
    if (!item) throw new NotFound('There is no item on this line.', 'Choose one from the list of items.');
    const page = itemPage({
      dataset,
      item,
      isRaw: req.query.view === 'raw',
      findings: await findingsOn(context, dataset, [line]),
      decisions: await decisionsOf(context, dataset),
      neighbours: await findNeighbourLines(db, dataset.id, line),
      record: await readRecord(context, dataset, line),
    });
    renderPage(res, 'datasets/item', page);
  });
}

const nothing: FoundItems = { items: [], found: 0, isAtLeast: false, hasMore: false };

function pathLine(req: Request): number {
  const { line } = req.params;
  if (typeof line !== 'string' || !/^[1-9]\d{0,8}$/.test(line)) throw new NotFound();
  return Number(line);
}

async function findingsOn({ db }: Context, { importId }: Dataset, lines: readonly number[]) {
  return importId === null ? [] : listFindingsOfLines(db, importId, lines);
}

async function decisionsOf({ db }: Context, { id }: Dataset): Promise<ReadonlyMap<string, string>> {
  const decisions = await listDecisions(db, id);
  return new Map(decisions.map(({ rule, decision }) => [rule, decision]));
}

async function rulesOf({ db }: Context, { importId }: Dataset): Promise<string[]> {
  const counts = importId === null ? [] : await countFindings(db, importId);
  return counts.filter(({ items }) => items > 0).map(({ rule }) => rule);
}
