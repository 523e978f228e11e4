import { Router, type Request, type Response } from 'express';
import type { Context } from '../context';
import { Conflict, NotFound } from '../errors';
import { findLatestJob } from '../jobs/job-store';
import { paths } from '../paths';
import { listStudyDatasets, loadStudy } from '../studies/study-store';
import { pathId } from '../web/path-id';
import { renderPage } from '../web/render-page';
import { requireAnalyst } from '../web/require-role';
import { sendDownload } from '../web/send-download';
import { buildReportJob } from './report-job';
import { type Report, reportedStudy } from './report';
import { bundleFile } from './files/bundle';
import { filesOf } from './files';
import { findRatingState, findReportContent, loadStoredReport } from './report-store';
import { reportBody } from './page/report-body';
import { renderBody } from './page/render-body';
import { builtReportPage } from './page/built-report-page';
import { waitingReportPage } from './page/waiting-report-page';
import { watermarkOf } from './watermark';
import { exportRatings } from './ratings/export-ratings';
import { ratingFormats } from './ratings/formats';

/** Asking for a report, looking at it, and the ratings of a study as files. */
export function reportRoutes(context: Context): Router {
  const { db } = context;
  const router = Router();
  router.get(paths.report(':id'), requireAnalyst, (req, res) => showReport(context, req, res));
  router.get(paths.reportFile(':id', ':name'), requireAnalyst, (req, res) => sendFile(context, req, res));
  for (const { key, contentType, write } of ratingFormats) {
    router.get(paths.ratings(':id', key), requireAnalyst, async (req, res) => {
      const study = await loadStudy(db, pathId(req));
      const source = { study: reportedStudy(study), datasets: await listStudyDatasets(db, study.id) };
      await sendDownload(
        res,
        { name: `ratings.${key}`, contentType },
        write(source.study, exportRatings(db, source)),
      );
    });
  }
  return router;
}

async function showReport(context: Context, req: Request, res: Response): Promise<void> {
  const { db } = context;
  const stored = await loadStoredReport(db, pathId(req));
  const study = await loadStudy(db, stored.studyId);
  const content = await findReportContent(db, stored.id);
  if (content === undefined) {
    const job = await findLatestJob(db, stored.id, [buildReportJob.name]);
    const mayReload = req.query.reload !== 'off';
    return renderPage(res, 'reports/waiting', waitingReportPage({ stored, study, job, mayReload }));
  }
  const watermark = watermarkOf(study, await findRatingState(db, study));
  const report = JSON.parse(content) as Report;
  const body = await reportBody(report);
  const markup = await renderBody(body, context.config);
  return renderPage(
    res,
    'reports/report',
    builtReportPage({ stored, study, watermark, markup, offered: filesOf(report, body) }),
  );
}

/** One file of a report, or all in one; those with items and ratings only while the ratings are those of the report. */
async function sendFile(context: Context, req: Request, res: Response): Promise<void> {
  const { db } = context;
  const stored = await loadStoredReport(db, pathId(req));
  const text = await findReportContent(db, stored.id);
  if (text === undefined)
    throw new NotFound('This report is not computed yet.', 'Wait until its page shows it.');
  const study = await loadStudy(db, stored.studyId);
  const report = JSON.parse(text) as Report;
  const files = [...filesOf(report, await reportBody(report)), bundleFile];
  const file = files.find(({ name }) => name === req.params.name);
  if (!file) throw new NotFound('The report has no such file.');
  const isCurrent = stored.watermark === watermarkOf(study, await findRatingState(db, study));
  if (file.needsRatings && !isCurrent) {
    throw new Conflict(
      'Ratings have come or changed since this report was computed.',
      'Ask for a new report on the study’s page, or lock the study first.',
    );
  }
  await sendDownload(res, file, file.write({ context, study, report, text }));
}
