import { type Request, type RequestHandler, Router } from 'express';
import type { Context } from '../context';
import { choiceText } from '../datasets/choice-text';
import { findItem, type Item } from '../datasets/item-store';
import { NotFound } from '../errors';
import { paths } from '../paths';
import { blindItem } from '../rating/blind-item';
import { listDatasetDecisions } from '../studies/decision-store';
import { listStudyDatasets, loadStudy } from '../studies/study-store';
import { isId, pathId } from '../web/path-id';
import { renderPage } from '../web/render-page';
import { requireReader } from '../web/require-role';
import { listItemRatings, listItemSkips } from './agreement-store';
import { datasetPage, findItems, type ItemSelection } from './dataset-page';
import { itemPage } from './item-page';
import type { ItemInWords } from './item-rows';
import { loadTallies } from './load-tally';

/** What was found about one dataset of a study, and about one item. */
export function agreementRoutes(context: Context): Router {
  const router = Router();
  router.get(paths.studyDataset(':id', ':slug'), requireReader, showDataset(context));
  router.get(paths.studyItem(':id', ':itemId'), requireReader, showItem(context));
  return router;
}

function showDataset(context: Context): RequestHandler {
  const { db } = context;
  return async (req, res) => {
    const study = await loadStudy(db, pathId(req));
    const datasets = await listStudyDatasets(db, study.id);
    const dataset = datasets.find(({ slug }) => slug === req.params.slug);
    if (!dataset) throw new NotFound('The study has no such dataset.');
    const decisions = await listDatasetDecisions(db, study.id);
    const decided = decisions.find(({ studyDatasetId }) => studyDatasetId === dataset.id);
    const decision = decided?.decision ?? null;
    const tallies = await loadTallies(db, study, dataset.id);
    const found = findItems(study, tallies, itemSelection(req.query));
    const words: ItemInWords[] = [];
    for (const { itemId } of found.items) words.push(inWords(await loadItem(context, itemId)));
    renderPage(res, 'agreement/dataset', datasetPage({ study, dataset, decision, ...tallies, found, words }));
  };
}

function showItem(context: Context): RequestHandler {
  const { db } = context;
  return async (req, res) => {
    const study = await loadStudy(db, pathId(req));
    const item = await loadItem(context, req.params.itemId);
    const datasets = await listStudyDatasets(db, study.id);
    const dataset = datasets.find(({ datasetId }) => datasetId === item.datasetId);
    const tallies = dataset && (await loadTallies(db, study, dataset.id));
    const isThis = ({ itemId }: { itemId: string }): boolean => itemId === item.id;
    const shown = tallies?.shown.items.find(isThis);
    const counted = shown ?? tallies?.tally.items.find(isThis);
    if (!dataset || !counted) throw new NotFound('The study has no such item.');
    const place = { studyDatasetId: dataset.id, itemId: item.id };
    const ratings = await listItemRatings(db, place);
    const skips = await listItemSkips(db, place);
    const { labelConfidence } = item;
    const words = { ...inWords(item), shown: blindItem(item), labelConfidence };
    renderPage(
      res,
      'agreement/item',
      itemPage({ study, dataset, counted, isShown: shown !== undefined, words, ratings, skips }),
    );
  };
}

async function loadItem({ db }: Context, id: unknown): Promise<Item> {
  const item = typeof id === 'string' && isId(id) ? await findItem(db, id) : undefined;
  if (!item) throw new NotFound('The study has no such item.');
  return item;
}

function inWords({ text, stem, choices }: Item): ItemInWords {
  return { text: stem || text, choices: choices.map(choiceText) };
}

function itemSelection({ show, page }: Request['query']): ItemSelection {
  const number = typeof page === 'string' && /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1;
  return { show: show === 'disagreements' || show === 'shown' ? show : 'all', page: number };
}
