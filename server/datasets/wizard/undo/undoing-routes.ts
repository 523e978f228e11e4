import { Router } from 'express';
import { noFields } from '../../../accounts/account-form';
import type { Context } from '../../../context';
import type { Database } from '../../../db/database';
import { paths } from '../../../paths';
import { currentUser } from '../../../web/current-user';
import { setFlash } from '../../../web/flash';
import { parseForm } from '../../../web/form-fields';
import { pathId } from '../../../web/path-id';
import { renderPage } from '../../../web/render-page';
import { requireAdmin } from '../../../web/require-role';
import { loadDataset } from '../../dataset-store';
import { loadImport } from '../../import-store';
import { cancelImport } from '../../importing/cancel-import';
import { discardImport } from '../../importing/discard-import';
import { undoImport, type ReleaseDataset } from '../../importing/undo-import';
import { loadImportAt } from '../import-step';
import { undoingPage, type DrawingStudy } from './undoing-page';

/** What studies have to do with a dataset; handed in, because studies stand later in the import order. */
export interface StudiesOfDataset {
  list(db: Database, datasetId: string): Promise<readonly DrawingStudy[]>;
  readonly release: ReleaseDataset;
}

/** The ways back: cancelling what takes long, discarding an import, undoing one that is a dataset. */
export function undoingRoutes(context: Context, studies: StudiesOfDataset): Router {
  const router = Router();
  const { db } = context;

  router.post(paths.importCancellation(':id'), requireAdmin, async (req, res) => {
    parseForm(noFields, req.body);
    const run = await loadImportAt(context, pathId(req), 'checking', 'importing');
    await cancelImport(context, run);
    res.redirect(303, paths.import(run.id));
  });

  router.post(paths.importDeletion(':id'), requireAdmin, async (req, res) => {
    parseForm(noFields, req.body);
    const run = await loadImport(db, pathId(req));
    await discardImport(context, run, currentUser(req).id);
    setFlash(req, 'The import is discarded.');
    res.redirect(303, paths.imports());
  });

  router.get(paths.importUndoing(':id'), requireAdmin, async (req, res) => {
    const run = await loadImportAt(context, pathId(req), 'imported');
    const dataset = await loadDataset(db, run.datasetId ?? '');
    renderPage(res, 'imports/undoing', undoingPage(run, dataset, await studies.list(db, dataset.id)));
  });

  router.post(paths.importUndoing(':id'), requireAdmin, async (req, res) => {
    parseForm(noFields, req.body);
    const run = await loadImportAt(context, pathId(req), 'imported');
    await undoImport(context, run, currentUser(req).id, studies.release);
    setFlash(req, 'The import is undone.');
    res.redirect(303, paths.import(run.id));
  });

  return router;
}
