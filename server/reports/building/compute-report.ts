import { compute } from '../../jobs/compute';
import type { Study } from '../../studies/study-store';
import type { ReportSettings } from '../report';
import { loadReportInput, type ReportContext } from './load-report-input';
import { reportTask } from './report-task';

/** Counted ratings from which on a report is worth a thread. */
const fewRatings = 200;

/** The text of the JSON file of a study's report as it is now. Long ones are computed in the thread, so that nobody waits for them. */
export async function computeReport(
  context: ReportContext,
  study: Study,
  settings: ReportSettings,
  signal?: AbortSignal,
): Promise<string> {
  const input = await loadReportInput(context, study, settings);
  const ratings = input.datasets.reduce((sum, dataset) => sum + dataset.ratings.position.length, 0);
  let text = '';
  for await (const part of compute(reportTask, input, { signal, inThread: ratings > fewRatings }))
    text = part;
  return text;
}
