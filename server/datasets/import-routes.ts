import { Router, type ErrorRequestHandler, type Request, type Response } from 'express';
import { basename } from 'node:path/posix';
import type { Context } from '../context';
import { Conflict } from '../errors';
import { findLatestJob } from '../jobs/job-store';
import { paths } from '../paths';
import { isId, pathId } from '../web/path-id';
import { renderPage } from '../web/render-page';
import { requireAdmin } from '../web/require-role';
import { sendDownload } from '../web/send-download';
import { findDataset } from './dataset-store';
import { stepJobs } from './importing/import-jobs';
import { listImports, loadImport, type ImportRun } from './import-store';
import { countQuarantined } from './lint/lint-decision-store';
import { countFindings } from './lint-store';
import { checkPage } from './wizard/check/check-page';
import { exportProblems } from './wizard/check/export-problems';
import { loadImportAt } from './wizard/import-step';
import { importsPage, importsPerPage } from './wizard/imports-page';
import { loadProblems } from './wizard/check/load-problems';
import { newImportRoutes } from './wizard/file/new-import-routes';
import { confirmationRoutes, planRoutes } from './wizard/plan/plan-routes';
import { askedReading, loadPreview, lookedAt } from './wizard/preview/load-preview';
import { previewPage } from './wizard/preview/preview-page';
import { previewRoutes } from './wizard/preview/preview-routes';
import { progressPage } from './wizard/check/progress-page';
import { resultPage } from './wizard/result-page';
import { undoingRoutes, type StudiesOfDataset } from './wizard/undo/undoing-routes';

/** The import wizard: its list, the page of each import, and its steps. */
export function importRoutes(context: Context, studies: StudiesOfDataset): Router {
  const router = Router();
  const { db } = context;

  // Before the pages of single imports: `new` is no id.
  router.use(newImportRoutes(context));

  router.get(paths.imports(), requireAdmin, async (req, res) => {
    const { before } = req.query;
    const from = typeof before === 'string' && isId(before) ? before : undefined;
    const runs = await listImports(db, { before: from, limit: importsPerPage + 1 });
    renderPage(res, 'imports/index', importsPage(runs, from === undefined));
  });

  router.get(paths.import(':id'), requireAdmin, async (req, res) => {
    const run = await loadImport(db, pathId(req));
    await showImport(context, run, req, res);
  });

  router.get(paths.importProblems(':id'), requireAdmin, async (req, res) => {
    const run = await loadImportAt(context, pathId(req), 'checked', 'refused', 'importing', 'imported');
    const name = `${basename(run.fileName).replace(/\.[^.]*$/, '') || 'import'}-problems.jsonl`;
    const file = { name, contentType: 'application/x-ndjson; charset=utf-8' };
    await sendDownload(res, file, exportProblems(db, run.id));
  });

  router.use(previewRoutes(context), planRoutes(context), confirmationRoutes(context));
  router.use(undoingRoutes(context, studies), showConflict);
  return router;
}

/** The page of the step that an import is at. */
async function showImport(context: Context, run: ImportRun, req: Request, res: Response): Promise<void> {
  const { db } = context;
  if (run.state === 'received') {
    const received = await lookedAt(context, run);
    const reading = { ...(await askedReading(context, received, {})), errors: [] };
    return renderPage(res, 'imports/preview', previewPage(await loadPreview(context, received, reading)));
  }
  const job = await findLatestJob(db, run.id, stepJobs);
  if (run.state === 'checking' || run.state === 'importing') {
    const mayReload = req.query.reload !== 'off';
    return renderPage(res, 'imports/progress', progressPage({ run, job, now: context.now(), mayReload }));
  }
  const found = await loadProblems(db, run.id, req.query.after);
  if (run.state === 'imported') {
    const dataset = await findDataset(db, run.datasetId ?? '');
    const quarantined = dataset ? await countQuarantined(db, dataset.id) : 0;
    return renderPage(res, 'imports/result', resultPage({ run, dataset, quarantined, found }));
  }
  const findings = await countFindings(db, run.id);
  return renderPage(res, 'imports/check', checkPage({ run, found, findings, lastJob: job }));
}

/** Where an import is at another step than the page thought, the way leads there. */
const showConflict: ErrorRequestHandler = (error: unknown, req, res, next) => {
  const id = req.path.split('/')[2] ?? '';
  if (!(error instanceof Conflict) || !req.path.startsWith(`${paths.imports()}/`) || !isId(id)) {
    return next(error);
  }
  const { message, wayForward } = error;
  const title = 'The import is elsewhere';
  return renderPage(res, 'imports/conflict', { title, message, wayForward, href: paths.import(id) }, 409);
};
