import { Router, type Response } from 'express';
import { listInvites } from '../../accounts/invites/invite-store';
import { listProgress, listRaterTimes } from '../../agreement/agreement-store';
import type { Context } from '../../context';
import { paths } from '../../paths';
import { changeQuota } from '../../studies/change-quota';
import { quotaForm } from '../../studies/study-form';
import { listStudies, loadStudy } from '../../studies/study-store';
import { currentUser } from '../../web/current-user';
import { setFlash } from '../../web/flash';
import { parseForm } from '../../web/form-fields';
import { pathId } from '../../web/path-id';
import { renderPage } from '../../web/render-page';
import { requireAdmin, requireReader } from '../../web/require-role';
import { throttledByUser } from '../../web/throttling/throttled';
import { askForReport } from '../ask-for-report';
import { parseReportForm } from '../report-form';
import { findRatingState, listReports } from '../report-store';
import { watermarkOf } from '../watermark';
import { loadStudyTallies } from './load-study-tallies';
import { studiesPage } from './studies-page';
import { studyPage } from './study-page';

/** The pages about studies, and the quota, which stands on one of them. They need something of everything. */
export function overviewRoutes(context: Context): Router {
  const { db } = context;
  const router = Router();

  router.get(paths.studies(), requireReader, async (_req, res) => {
    renderPage(res, 'reports/studies', studiesPage(await listStudies(db), await listProgress(db)));
  });

  router.get(paths.study(':id'), requireReader, (req, res) => showStudy(context, pathId(req), res));

  router.post(paths.studyQuota(':id'), requireAdmin, async (req, res) => {
    const studyId = pathId(req);
    const form = parseForm(quotaForm, req.body);
    if (form.errors) return showStudy(context, studyId, res, { refused: form });
    await changeQuota(context, { studyId, ...form.values, actorId: currentUser(req).id });
    setFlash(req, 'The most items per rater is saved.');
    return res.redirect(303, paths.study(studyId));
  });

  const asked = throttledByUser(context, 'reports of an account');
  router.post(paths.studyReports(':id'), requireAdmin, asked, async (req, res) => {
    const studyId = pathId(req);
    const form = parseReportForm(req.body);
    if (form.errors) return showStudy(context, studyId, res, { refusedReport: form });
    const id = await askForReport(context, { studyId, ...form.values, actorId: currentUser(req).id });
    return res.redirect(303, paths.report(id));
  });

  return router;
}

async function showStudy(
  context: Context,
  studyId: string,
  res: Response,
  refused: Pick<Parameters<typeof studyPage>[0], 'refused' | 'refusedReport'> = {},
): Promise<void> {
  const { db } = context;
  const study = await loadStudy(db, studyId);
  const datasets = await loadStudyTallies(context, study);
  const reports = await listReports(db, study.id);
  const watermark = watermarkOf(study, await findRatingState(db, study));
  const raters = await listRaterTimes(db, study.id);
  const invites = await listInvites(db, study.id);
  const shown = { study, datasets, reports, watermark, raters, invites, now: context.now() };
  const isRefused = Object.keys(refused).length > 0;
  renderPage(res, 'reports/study', studyPage({ ...shown, ...refused }), isRefused ? 422 : 200);
}
