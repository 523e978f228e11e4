import { Router, type Request } from 'express';
import type { Context } from '../../../context';
import { paths } from '../../../paths';
import { pathId } from '../../../web/path-id';
import { renderPage } from '../../../web/render-page';
import { requireAdmin } from '../../../web/require-role';
import { requestCheck } from '../../importing/request-check';
import { loadImportAt } from '../import-step';
import { askedReading, loadPreview, lookedAt } from './load-preview';
import { previewPage } from './preview-page';

/** The second step of the wizard, which asks for the third: how the file is read, and its check. */
export function previewRoutes(context: Context): Router {
  const router = Router();
  const previewable = async (req: Request) =>
    lookedAt(context, await loadImportAt(context, pathId(req), 'received', 'checked', 'refused'));

  router.get(paths.importPreview(':id'), requireAdmin, async (req, res) => {
    const run = await previewable(req);
    const reading = await askedReading(context, run, req.query);
    // What nobody has chosen yet is nobody's mistake.
    const shown = 'format' in req.query ? reading : { ...reading, errors: [] };
    const locals = previewPage(await loadPreview(context, run, shown));
    renderPage(res, 'imports/preview', locals, shown.errors.length > 0 ? 422 : 200);
  });

  router.post(paths.importPreview(':id'), requireAdmin, async (req, res) => {
    const run = await previewable(req);
    const reading = await askedReading(context, run, req.body);
    if (reading.errors.length > 0) {
      return renderPage(res, 'imports/preview', previewPage(await loadPreview(context, run, reading)), 422);
    }
    await requestCheck(context, run, reading);
    return res.redirect(303, paths.import(run.id));
  });

  return router;
}
