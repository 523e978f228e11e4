import { createRequire } from 'node:module';
import { join } from 'node:path';
import { projectFolder } from '../support/source-tree';

type Server = typeof import('../../server/config') &
  typeof import('../../server/context') &
  typeof import('../../server/db/migrate') &
  typeof import('../../server/accounts/create-user') &
  typeof import('../../server/accounts/password') &
  typeof import('../../server/datasets/import-dataset') &
  typeof import('../../server/datasets/import-store') &
  typeof import('../../server/datasets/importing/checking/check-import') &
  typeof import('../../server/datasets/importing/confirm-import') &
  typeof import('../../server/datasets/importing/draft-plan') &
  typeof import('../../server/datasets/importing/receive-import') &
  typeof import('../../server/datasets/importing/request-check') &
  typeof import('../../server/datasets/importing/writing/import-items') &
  typeof import('../../server/jobs/job-store') &
  typeof import('../../server/jobs/run-jobs') &
  typeof import('../../server/rating/simulate-raters') &
  typeof import('../../server/studies/freeze-study') &
  typeof import('../../server/studies/join-study');

const modules = [
  'config',
  'context',
  'db/migrate',
  'accounts/create-user',
  'accounts/password',
  'datasets/import-dataset',
  'datasets/import-store',
  'datasets/importing/checking/check-import',
  'datasets/importing/confirm-import',
  'datasets/importing/draft-plan',
  'datasets/importing/receive-import',
  'datasets/importing/request-check',
  'datasets/importing/writing/import-items',
  'jobs/job-store',
  'jobs/run-jobs',
  'rating/simulate-raters',
  'studies/freeze-study',
  'studies/join-study',
];

const fromDist = createRequire(join(projectFolder, 'dist/index.js'));

/** The server as `npm start` runs it: what is measured is what people get, with no loader for sources between. */
export const built = Object.assign({}, ...modules.map((path) => fromDist(`./${path}`) as object)) as Server;
