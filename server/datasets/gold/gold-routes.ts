import { Router, type Request } from 'express';
import type { Context } from '../../context';
import { NotFound } from '../../errors';
import { paths } from '../../paths';
import { currentUser } from '../../web/current-user';
import { setFlash } from '../../web/flash';
import { parseForm } from '../../web/form-fields';
import { pageNumber } from '../../web/page-number';
import { pathId } from '../../web/path-id';
import { renderPage } from '../../web/render-page';
import { requireAdmin } from '../../web/require-role';
import { listDatasets, loadDataset, type Dataset } from '../dataset-store';
import { listItems } from '../item-store';
import { explainGoldItem, tieGold } from './edit-gold';
import { assertItemNamed, explanationForm, goldTieForm } from './gold-form';
import { goldItemsPerPage, goldPage, type GoldShown } from './gold-page';
import { listExplanations } from './gold-store';

/** A gold set: the dataset it belongs to, and explanations of its answers. */
export function goldRoutes(context: Context): Router {
  const router = Router();

  router.get(paths.datasetGold(':id'), requireAdmin, async (req, res) => {
    renderPage(res, 'datasets/gold', goldPage(await shown(context, req)));
  });

  router.post(paths.goldTie(':id'), requireAdmin, async (req, res) => {
    const gold = await loadGold(context, req);
    const parsed = parseForm(goldTieForm, req.body);
    if (parsed.errors) {
      return renderPage(res, 'datasets/gold', goldPage(await shown(context, req), parsed.errors), 422);
    }
    await tieGold(context, { gold, goldFor: parsed.values.goldFor, actorId: currentUser(req).id });
    setFlash(
      req,
      parsed.values.goldFor ? 'The gold set is tied to its dataset.' : 'The gold set stands alone.',
    );
    return res.redirect(303, paths.datasetGold(gold.id));
  });

  router.post(paths.goldExplanations(':id'), requireAdmin, async (req, res) => {
    const gold = await loadGold(context, req);
    assertItemNamed(req.body);
    const parsed = parseForm(explanationForm, req.body);
    if (parsed.errors) {
      const { item, explanation } = parsed.typed;
      const message = parsed.errors[0]?.message ?? '';
      const refused = { itemId: String(item), explanation: String(explanation ?? ''), message };
      return renderPage(res, 'datasets/gold', goldPage(await shown(context, req), [], refused), 422);
    }
    const { item: itemId, explanation } = parsed.values;
    await explainGoldItem(context, { gold, itemId, explanation, actorId: currentUser(req).id });
    setFlash(req, explanation === '' ? 'The explanation is removed.' : 'The explanation is saved.');
    return res.redirect(303, `${paths.datasetGold(gold.id)}${pageOf(req)}#explanation-${itemId}`);
  });

  return router;
}

async function loadGold({ db }: Context, req: Request): Promise<Dataset> {
  const dataset = await loadDataset(db, pathId(req));
  if (dataset.purpose === 'gold') return dataset;
  throw new NotFound('This dataset is no gold set.', 'Look at its own page.');
}

async function shown(context: Context, req: Request): Promise<GoldShown> {
  const { db } = context;
  const gold = await loadGold(context, req);
  const place = pageNumber(req.query.page, gold.itemCount, goldItemsPerPage);
  return {
    gold,
    datasets: await listDatasets(db),
    items: await listItems(db, gold.id, { offset: place.offset, limit: goldItemsPerPage }),
    explanations: await listExplanations(db, gold.id),
    place,
  };
}

/** Back to the page of the list the form stood on. */
function pageOf(req: Request): string {
  const { page } = req.query;
  return typeof page === 'string' && /^\d{1,6}$/.test(page) ? `?page=${page}` : '';
}
