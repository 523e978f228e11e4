import { Router } from 'express';
import type { Context } from '../../context';
import { paths } from '../../paths';
import { renderPage } from '../../web/render-page';
import { requireReader } from '../../web/require-role';
import { cataloguePage } from './catalogue-page';
import { readCatalogueQuery } from './catalogue-query';
import { loadCatalogue } from './load-catalogue';
import type { StudyUses } from './study-uses';

/** The list of datasets. */
export function catalogueRoutes({ db }: Context, uses: StudyUses): Router {
  const router = Router();
  router.get(paths.datasets(), requireReader, async (req, res) => {
    const query = readCatalogueQuery(req.query);
    renderPage(res, 'datasets/index', cataloguePage(await loadCatalogue(db, uses, query), query));
  });
  return router;
}
