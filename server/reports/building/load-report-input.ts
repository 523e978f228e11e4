import { setImmediate } from 'node:timers/promises';
import {
  type Drawn,
  type ListedItem,
  listCountedAnswers,
  listDrawnItems,
} from '../../agreement/agreement-store';
import { packRatings } from '../../agreement/packed-ratings';
import type { Context } from '../../context';
import { listPairs } from '../../datasets/pairing/pair-store';
import { listDatasetDecisions } from '../../studies/decision-store';
import { listStudyDatasets, type Study, type StudyDataset } from '../../studies/study-store';
import { reportedStudy, type ReportSettings } from '../report';
import { listDatasetHashes, listReportedExclusions, loadRaterFunnel } from '../report-store';
import type {
  RatedItemsInput,
  ReportInput,
  ReportInputDataset,
  ReportItem,
  ReportedPairing,
} from './report-input';

/** What a report needs of the context: no clock, no chance. */
export type ReportContext = Pick<Context, 'config' | 'db'>;

/** Reads everything a report is computed from, a dataset at a time. */
export async function loadReportInput(
  { config, db }: ReportContext,
  study: Study,
  settings: ReportSettings,
): Promise<ReportInput> {
  const parts = await listStudyDatasets(db, study.id);
  const { lockedAt } = study;
  return {
    assayVersion: config.version,
    settings,
    study: reportedStudy(study),
    lockedAt: lockedAt === null ? null : new Date(lockedAt).toISOString(),
    exclusions: await listReportedExclusions(db, study.id),
    funnel: await loadRaterFunnel(db, study.id),
    pairings: await listPairings({ db }, parts),
    datasets: await loadDatasets({ db }, study, parts),
  };
}

type DatabaseOnly = Pick<Context, 'db'>;

async function loadDatasets(
  { db }: DatabaseOnly,
  study: Study,
  parts: readonly StudyDataset[],
): Promise<ReportInputDataset[]> {
  const hashes = await listDatasetHashes(db, study.id);
  const decisions = await listDatasetDecisions(db, study.id);
  const datasets: ReportInputDataset[] = [];
  for (const { id, datasetId, slug, family, source, polarity, ...frozen } of parts) {
    const { behavior, behaviorVersion, strata } = frozen;
    // Requests that came meanwhile go first.
    await setImmediate();
    const sha256 = hashes.get(datasetId) ?? '';
    datasets.push({
      dataset: { slug, family, source, polarity, behavior, behaviorVersion, sha256, strata },
      decision: decisions.find(({ studyDatasetId }) => studyDatasetId === id)?.decision ?? null,
      ...(await loadRatedItems({ db }, id, 'own mode')),
      shown: study.verifyShare > 0 ? await loadRatedItems({ db }, id, 'shown') : nothingShown,
    });
  }
  return datasets;
}

const nothingShown: RatedItemsInput = { items: [], ratings: packRatings([]) };

async function loadRatedItems(
  { db }: DatabaseOnly,
  studyDatasetId: string,
  drawn: Drawn,
): Promise<RatedItemsInput> {
  return {
    items: (await listDrawnItems(db, studyDatasetId, drawn)).map(withoutIds),
    ratings: packRatings(await listCountedAnswers(db, studyDatasetId, drawn)),
  };
}

function withoutIds({ itemId: _, ...item }: ListedItem): ReportItem {
  return item;
}

/** The confirmed pairs of which the study has both, by slug. */
async function listPairings(
  { db }: DatabaseOnly,
  parts: readonly StudyDataset[],
): Promise<ReportedPairing[]> {
  const slugs = new Map(parts.map(({ datasetId, slug }) => [datasetId, slug]));
  const pairings = (await listPairs(db)).flatMap(({ verdict, modelDatasetId, humanDatasetId, alignment }) => {
    const [model, human] = [slugs.get(modelDatasetId), slugs.get(humanDatasetId)];
    return verdict === 'confirmed' && model && human ? [{ model, human, alignment }] : [];
  });
  return pairings.sort((a, b) => (a.model < b.model || (a.model === b.model && a.human < b.human) ? -1 : 1));
}
