import { Router } from 'express';
import type { Context } from '../context';
import { paths } from '../paths';
import { listStudyDatasets, loadStudy } from '../studies/study-store';
import { pathId } from '../web/path-id';
import { requireAdmin } from '../web/require-role';
import { sendDownload } from '../web/send-download';
import { exportRatings } from './ratings/export-ratings';
import { reportFormats } from './formats';
import { loadReport, reportedStudy } from './load-report';
import { ratingFormats } from './ratings/formats';

/** Downloads: the report and the ratings of a study, in every format of the two lists. */
export function reportRoutes(context: Context): Router {
  const { db } = context;
  const router = Router();
  for (const { key, contentType, write } of reportFormats) {
    router.get(paths.report(':id', key), requireAdmin, async (req, res) => {
      const report = await loadReport(context, pathId(req));
      await sendDownload(res, { name: `report.${key}`, contentType }, write(report));
    });
  }
  for (const { key, contentType, write } of ratingFormats) {
    router.get(paths.ratings(':id', key), requireAdmin, async (req, res) => {
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
