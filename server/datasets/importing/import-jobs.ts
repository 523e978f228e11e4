import type { JobDefinition } from '../../jobs/job';
import { lintDataset } from '../lint/lint-dataset-job';
import { checkImport } from './checking/check-import';
import { importItems } from './writing/import-items';
import { removeDataset } from './writing/remove-dataset';

/** The long work of imports, for the runner of the server. */
export const importJobs: readonly JobDefinition[] = [checkImport, importItems, removeDataset, lintDataset];
