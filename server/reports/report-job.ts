import { createHash } from 'node:crypto';
import type { JobDefinition } from '../jobs/job';
import { loadStudy } from '../studies/study-store';
import { computeReport } from './building/compute-report';
import { usualSettings } from './report';
import { findRatingState, loadStoredReport, writeReport } from './report-store';
import { watermarkOf } from './watermark';

/** Computes a report that was asked for and keeps it. Cut off anywhere, it begins again. */
export const buildReportJob: JobDefinition = {
  name: 'build report',
  async run(context, { subjectId, signal }) {
    const { db } = context;
    const { studyId, seed, bar, builtAt } = await loadStoredReport(db, subjectId);
    if (builtAt !== null) return;
    const study = await loadStudy(db, studyId);
    // Read first: what comes while the ratings are read makes the report look older than it is, never newer.
    const watermark = watermarkOf(study, await findRatingState(db, study));
    const settings = { seed, bar, replicates: usualSettings.replicates };
    const content = await computeReport(context, study, settings, signal);
    const sha256 = createHash('sha256').update(content).digest('hex');
    await writeReport(db, subjectId, { watermark, content, sha256, builtAt: context.now() });
  },
};

/** The long work of reports, for the runner of the server. */
export const reportJobs: readonly JobDefinition[] = [buildReportJob];
