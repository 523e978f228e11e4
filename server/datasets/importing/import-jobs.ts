import type { JobDefinition } from '../../jobs/job';
import { lintDataset } from '../lint/lint-dataset-job';
import { refreshOthers } from '../lint/refresh-across';
import { checkImport } from './checking/check-import';
import { importItems } from './writing/import-items';
import { removeDataset } from './writing/remove-dataset';

/** What the steps of an import are waited for. */
export const stepJobs: readonly string[] = [checkImport.name, importItems.name];

/** The long work of imports, for the runner of the server. */
export const importJobs: readonly JobDefinition[] = [
  checkImport,
  importItems,
  removeDataset,
  refreshOthers,
  lintDataset,
];
