import { Router, type Request, type Response } from 'express';
import { noFields } from '../../../accounts/account-form';
import type { Context } from '../../../context';
import { paths } from '../../../paths';
import { currentUser } from '../../../web/current-user';
import { setFlash } from '../../../web/flash';
import { parseForm, type FieldError } from '../../../web/form-fields';
import { pathId } from '../../../web/path-id';
import { renderPage } from '../../../web/render-page';
import { requireAdmin } from '../../../web/require-role';
import { sendDownload } from '../../../web/send-download';
import { loadDataset } from '../../dataset-store';
import { decideLint } from './decide-lint';
import { checkDecision, lintDecisionForm } from './lint-form';
import { lintJson, lintTableFormats } from './lint-exports';
import { lintPage, lintRulePage, rulePath, verdictInWords } from './lint-page';
import { loadLintReport, loadRuleReport } from './lint-report';
import { loadLintTable } from './lint-table';
import { lintRulesPage, lintTablePage, ruleDatasetsPage } from './lint-table-page';
import { loadFindings } from './load-findings';
import { requestLint } from './request-lint';

/** What the lint rules found: in one dataset, with what is decided about it, and in all of them. */
export function lintRoutes(context: Context): Router {
  const router = Router();
  addPages(router, context);
  addDownloads(router, context);

  router.post(paths.lintDecisions(':id'), requireAdmin, async (req, res) => {
    const parsed = parseForm(lintDecisionForm, req.body);
    const key = parsed.errors ? [parsed.typed.rule].flat().join() : parsed.values.rule;
    const dataset = await loadDataset(context.db, pathId(req));
    const rule = await loadRuleReport(context.db, dataset, key);
    const errors = parsed.errors ?? checkDecision(parsed.values, rule);
    if (!parsed.values || errors.length > 0) return showRule(context, req, res, { key, errors });
    const verdict = parsed.values.decision;
    const actorId = currentUser(req).id;
    await decideLint(context, { datasetId: dataset.id, rule: key, verdict, actorId });
    setFlash(req, verdictInWords(verdict, rule));
    return res.redirect(303, rulePath(dataset.id, key));
  });

  router.post(paths.lintRuns(':id'), requireAdmin, async (req, res) => {
    parseForm(noFields, req.body);
    const dataset = await loadDataset(context.db, pathId(req));
    await requestLint(context, dataset, currentUser(req).id);
    setFlash(req, 'The dataset is linted again as soon as the work before it is done.');
    res.redirect(303, paths.datasetLint(dataset.id));
  });

  return router;
}

function addPages(router: Router, context: Context): void {
  const { db } = context;

  router.get(paths.datasetLint(':id'), requireAdmin, async (req, res) => {
    const { rule } = req.query;
    if (typeof rule === 'string') return showRule(context, req, res, { key: rule, errors: [] });
    const dataset = await loadDataset(db, pathId(req));
    return renderPage(res, 'datasets/lint', lintPage(dataset, await loadLintReport(db, dataset)));
  });

  router.get(paths.lint(), requireAdmin, async (req, res) => {
    const table = await loadLintTable(db);
    const { rule } = req.query;
    if (typeof rule !== 'string') return renderPage(res, 'datasets/lint-all', lintTablePage(table));
    return renderPage(res, 'datasets/lint-rule-datasets', ruleDatasetsPage(table, rule));
  });

  router.get(paths.lintRules(), requireAdmin, (_req, res) => {
    renderPage(res, 'datasets/lint-rules', lintRulesPage());
  });
}

async function showRule(
  { db }: Context,
  req: Request,
  res: Response,
  { key, errors }: { key: string; errors: readonly FieldError[] },
): Promise<void> {
  const dataset = await loadDataset(db, pathId(req));
  const report = await loadRuleReport(db, dataset, key);
  const findings = await loadFindings(db, dataset, { rule: key, after: req.query.after });
  const page = { ...lintRulePage(dataset, report, findings), errors };
  renderPage(res, 'datasets/lint-rule', page, errors.length > 0 ? 422 : 200);
}

function addDownloads(router: Router, { db }: Context): void {
  router.get(paths.datasetLintJson(':id'), requireAdmin, async (req, res) => {
    const dataset = await loadDataset(db, pathId(req));
    const file = { name: `${dataset.slug}-lint.json`, contentType: 'application/json; charset=utf-8' };
    await sendDownload(res, file, lintJson(db, dataset));
  });

  for (const { key, contentType, write } of lintTableFormats) {
    router.get(paths.lintTable(key), requireAdmin, async (_req, res) => {
      await sendDownload(res, { name: `lint.${key}`, contentType }, [write(await loadLintTable(db))]);
    });
  }
}
