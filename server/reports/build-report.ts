import { anchoringOf, pooledAnchoring, type TwoTallies } from '../agreement/anchoring';
import { agreementOf, type AgreementFigures } from '../agreement/dataset-agreement';
import { polarityWarning } from '../agreement/polarity-warning';
import { ratingsSaved, type StoppedDataset } from '../agreement/ratings-saved';
import { poolTallies } from '../agreement/tally';
import {
  type Report,
  type ReportedDataset,
  type ReportedFigures,
  type ReportedSavings,
  type ReportedStudy,
  reportSchemaVersion,
} from './report';

/** Everything a report is computed from. */
export interface ReportSource {
  readonly assayVersion: string;
  readonly study: ReportedStudy;
  /** In the order of the study. */
  readonly datasets: readonly (StoppedDataset & TwoTallies & { readonly dataset: ReportedDataset })[];
}

/** Computes every figure of a study. Pure: equal sources give equal reports, field order included. */
export function buildReport({ assayVersion, study, datasets }: ReportSource): Report {
  return {
    schemaVersion: reportSchemaVersion,
    assayVersion,
    study,
    datasets: datasets.map((one) => {
      const figures = agreementOf(study, one.tally);
      return {
        ...one.dataset,
        ...reported(figures),
        polarityWarning: polarityWarning(figures.labelAgreement),
        decision: one.decision,
        ...savings(study, [one]),
        anchoring: anchoringOf(study, one),
      };
    }),
    pooled: {
      ...reported(agreementOf(study, poolTallies(datasets.map(({ tally }) => tally)))),
      ...savings(study, datasets),
      anchoring: pooledAnchoring(study, datasets),
    },
  };
}

function savings(study: ReportedStudy, datasets: readonly StoppedDataset[]): ReportedSavings {
  const found = ratingsSaved(study, datasets);
  return { ratingsAtMost: found?.atMost ?? null, ratingsSaved: found?.saved ?? null };
}

function reported({ labelMeasures, questions, ...fixed }: AgreementFigures): ReportedFigures {
  const byQuestion = Object.entries(questions).map(([name, { measures, ...figures }]) => [
    name,
    { ...figures, ...measures },
  ]);
  return { ...fixed, ...labelMeasures, ...(Object.fromEntries(byQuestion) as Record<string, unknown>) };
}
