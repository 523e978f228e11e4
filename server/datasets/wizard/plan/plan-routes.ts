import { Router, type Request } from 'express';
import { noFields } from '../../../accounts/account-form';
import type { Context } from '../../../context';
import { paths } from '../../../paths';
import { currentUser } from '../../../web/current-user';
import { parseForm } from '../../../web/form-fields';
import { pathId } from '../../../web/path-id';
import { renderPage } from '../../../web/render-page';
import { requireAdmin } from '../../../web/require-role';
import { listDatasetsByHash } from '../../dataset-store';
import type { ImportRun } from '../../import-store';
import { confirmImport } from '../../importing/confirm-import';
import { draftPlan } from '../../importing/draft-plan';
import { countFindings } from '../../lint-store';
import { confirmationPage } from './confirmation-page';
import { loadImportAt } from '../import-step';
import { parseForecast } from './forecast-form';
import { parsePlan, typedInAddress, typedPlan } from './plan-form';
import { planPage, type ShownPlan } from './plan-page';
import { planFaults, savePlan } from './save-plan';

/** The fourth step of the wizard: what the dataset is to be, and what a study of it would take. */
export function planRoutes(context: Context): Router {
  const router = Router();

  router.get(paths.importPlan(':id'), requireAdmin, async (req, res) => {
    const run = await checkedImport(context, req);
    const plan = await shownPlan(context, run, req.query);
    const { errors = [] } = parseForecast(req.query);
    renderPage(res, 'imports/plan', planPage(plan, errors), errors.length > 0 ? 422 : 200);
  });

  router.post(paths.importPlan(':id'), requireAdmin, async (req, res) => {
    const run = await checkedImport(context, req);
    const parsed = parsePlan(req.body);
    const same = await listDatasetsByHash(context.db, run.sha256);
    const errors = parsed.errors ?? (await planFaults(context, parsed.values, same));
    if (errors.length > 0 || !parsed.values) {
      const body = req.body as Record<string, unknown>;
      return renderPage(res, 'imports/plan', planPage(await shownPlan(context, run, body), errors), 422);
    }
    await savePlan(context, run, parsed.values);
    return res.redirect(303, paths.importConfirmation(run.id));
  });

  return router;
}

/** The fifth step: everything once more, and the button that imports. */
export function confirmationRoutes(context: Context): Router {
  const router = Router();

  router.get(paths.importConfirmation(':id'), requireAdmin, async (req, res) => {
    const run = await checkedImport(context, req);
    if (!run.plan) return res.redirect(303, paths.importPlan(run.id));
    return renderPage(res, 'imports/confirmation', confirmationPage(run, run.plan));
  });

  router.post(paths.importConfirmation(':id'), requireAdmin, async (req, res) => {
    const run = await checkedImport(context, req);
    parseForm(noFields, req.body);
    if (!run.plan) return res.redirect(303, paths.importPlan(run.id));
    const same = await listDatasetsByHash(context.db, run.sha256);
    // Much may have happened since the plan was saved.
    const errors = await planFaults(context, run.plan, same);
    if (errors.length > 0) {
      return renderPage(res, 'imports/plan', planPage(await shownPlan(context, run, {}), errors), 422);
    }
    await confirmImport(context, run, run.plan, currentUser(req).id);
    return res.redirect(303, paths.import(run.id));
  });

  return router;
}

function checkedImport(context: Context, req: Request): Promise<ImportRun> {
  return loadImportAt(context, pathId(req), 'checked');
}

/** @param typed the form as it was sent, if it was; otherwise the fields hold the plan, or a draft of one */
async function shownPlan(
  context: Context,
  run: ImportRun,
  typed: Readonly<Record<string, unknown>>,
): Promise<ShownPlan> {
  return {
    run,
    typed: typedInAddress(typed) ?? typedPlan(run.plan ?? (await draftPlan(context, run))),
    findings: await countFindings(context.db, run.id),
    sameDatasets: await listDatasetsByHash(context.db, run.sha256),
    forecast: parseForecast(typed),
  };
}
