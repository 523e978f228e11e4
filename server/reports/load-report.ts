import { loadTallies } from '../agreement/load-tally';
import type { Context } from '../context';
import { listDatasetDecisions } from '../studies/decision-store';
import { listStudyDatasets, loadStudy, type Study } from '../studies/study-store';
import { buildReport, type ReportSource } from './build-report';
import type { Report, ReportedStudy } from './report';
import { listDatasetHashes } from './report-store';

/** What a report needs of the context: no clock, no chance. */
type ReportContext = Pick<Context, 'config' | 'db'>;

/** The report of a study as it is now. @throws NotFound */
export async function loadReport(context: ReportContext, studyId: string): Promise<Report> {
  return buildReport(await loadReportSource(context, await loadStudy(context.db, studyId)));
}

/** Counts all ratings of a study, a dataset at a time. */
export async function loadReportSource({ config, db }: ReportContext, study: Study): Promise<ReportSource> {
  const hashes = await listDatasetHashes(db, study.id);
  const decisions = await listDatasetDecisions(db, study.id);
  const datasets: ReportSource['datasets'][number][] = [];
  for (const { id, datasetId, slug, family, source, polarity, ...frozen } of await listStudyDatasets(
    db,
    study.id,
  )) {
    const { behavior, behaviorVersion, strata } = frozen;
    const sha256 = hashes.get(datasetId) ?? '';
    const dataset = { slug, family, source, polarity, behavior, behaviorVersion, sha256, strata };
    const decided = decisions.find(({ studyDatasetId }) => studyDatasetId === id);
    const tallies = await loadTallies(db, study, id);
    datasets.push({ dataset, ...tallies, decision: decided?.decision ?? null });
  }
  return { assayVersion: config.version, study: reportedStudy(study), datasets };
}

/** What files may say of a study: what it asked, without ids and dates. */
export function reportedStudy(study: Study): ReportedStudy {
  const { name, questionSet, questionSetVersion, labelMode, overlap, perDataset, seed, questions } = study;
  const { goldShare, stopping, verifyShare } = study;
  const plan = { name, questionSet, questionSetVersion, labelMode, overlap, perDataset, seed, questions };
  return { ...plan, goldShare, stopping, verifyShare };
}
