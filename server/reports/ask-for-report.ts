import { recordAudit } from '../audit/audit-log';
import type { Context } from '../context';
import { enqueueJob } from '../jobs/enqueue-job';
import { loadStudy } from '../studies/study-store';
import { buildReportJob } from './report-job';
import { findRatingState, insertReport, listReports } from './report-store';
import { watermarkOf } from './watermark';

export interface ReportRequest {
  readonly studyId: string;
  readonly seed: number;
  readonly bar: number;
  readonly actorId: string;
}

/**
 * Asks for a report of a study as it is now. One with the same settings of the same ratings is not computed twice.
 * @returns its id
 * @throws NotFound
 */
export async function askForReport(
  context: Context,
  { studyId, seed, bar, actorId }: ReportRequest,
): Promise<string> {
  const { db } = context;
  const study = await loadStudy(db, studyId);
  const watermark = watermarkOf(study, await findRatingState(db, study));
  const known = (await listReports(db, studyId)).find(
    (one) => one.seed === seed && one.bar === bar && (one.watermark === watermark || one.builtAt === null),
  );
  if (known) return ensureJob(context, known);
  const id = context.newId();
  await db.transaction(async (tx) => {
    const report = { id, studyId, seed, bar, createdBy: actorId, createdAt: context.now() };
    await insertReport(tx, report);
    await recordAudit(tx, context, {
      actorId,
      action: 'report asked for',
      objectId: id,
      detail: { seed, bar },
    });
    await enqueueJob(tx, context, { name: buildReportJob.name, subjectId: id });
  });
  return id;
}

/** One that failed before is tried again. */
async function ensureJob(
  context: Context,
  { id, builtAt }: { id: string; builtAt: number | null },
): Promise<string> {
  if (builtAt === null) await enqueueJob(context.db, context, { name: buildReportJob.name, subjectId: id });
  return id;
}
