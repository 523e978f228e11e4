import { Router } from 'express';
import type { Context } from '../../context';
import { paths } from '../../paths';
import { currentUser } from '../../web/current-user';
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
    const catalogue = await loadCatalogue(db, uses, query);
    const mayOpenLint = currentUser(req).role === 'admin';
    renderPage(res, 'datasets/index', cataloguePage(catalogue, query, mayOpenLint));
  });
  return router;
}
