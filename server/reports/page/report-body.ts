import { setImmediate } from 'node:timers/promises';
import { syntheticNotice } from '../../agreement/synthetic-notice';
import { plural, wholeNumber } from '../../web/format';
import type { Report } from '../report';
import type { ReportSection } from './report-section';
import { sections } from './sections';

export interface ReportBody {
  readonly name: string;
  readonly warnings: readonly string[];
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly sections: readonly ReportSection[];
}

/**
 * A report as its page and its file show it: the same words, plots and tables in both. Other requests go first after each section,
 * because that of a large study takes as long as several pages.
 */
export async function reportBody(report: Report): Promise<ReportBody> {
  const made: ReportSection[] = [];
  for (const sectionOf of sections) {
    await setImmediate();
    made.push(...[sectionOf(report)].filter((section) => section !== null));
  }
  return { name: report.study.name, warnings: warningsOf(report), facts: factsOf(report), sections: made };
}

function warningsOf(report: Report): string[] {
  const { snapshot, pooled, datasets } = report;
  const inverted = datasets.filter(({ polarityWarning }) => polarityWarning !== null);
  return [
    ...(snapshot.state === 'live'
      ? ['Live, not final: the study is not locked, and its figures change as ratings come.']
      : []),
    ...[syntheticNotice(pooled)].filter((text) => text !== null),
    ...inverted.map(({ slug, polarityWarning }) => `${slug}: ${polarityWarning!}`),
  ];
}

function factsOf({ snapshot, settings, pooled, datasets, assayVersion, schemaVersion }: Report) {
  return [
    {
      name: 'Ratings',
      value:
        snapshot.lockedAt === null
          ? 'of a study that is not locked'
          : `of a study locked at ${snapshot.lockedAt.slice(0, 16).replace('T', ' ')} UTC`,
    },
    {
      name: 'Counted',
      value: `${plural(pooled.ratings, 'rating', 'ratings')} of ${plural(pooled.items, 'item', 'items')} (${wholeNumber(pooled.completeItems)} complete) of ${plural(datasets.length, 'dataset', 'datasets')}`,
    },
    { name: 'SHA-256 of the counted ratings', value: snapshot.ratingsSha256 },
    {
      name: 'Intervals',
      value: `95%; samples drawn ${wholeNumber(settings.replicates)} times with seed ${settings.seed}`,
    },
    { name: 'Computed by', value: `Assay ${assayVersion}, report schema ${schemaVersion}` },
  ];
}
