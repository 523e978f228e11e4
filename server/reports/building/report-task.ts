import type { Task } from '../../jobs/task';
import { buildReport } from './build-report';
import type { ReportInput } from './report-input';

/** Computes a report; what comes out is the text of its JSON file, from which all else is made. */
export const reportTask: Task<ReportInput, string> = {
  name: 'report',
  async *run(input) {
    yield `${JSON.stringify(buildReport(input), null, 2)}\n`;
  },
};
