const { ownSuite } = require('./tests/support/suites');

/** `ASSAY_QUICK=1` leaves out PostgreSQL, the browser, and tests that start processes of their own. */
const quick = process.env.ASSAY_QUICK === '1';
/** `ASSAY_TOGETHER=1` has the tests of a folder share a suite, for runs of everything. */
const isTogether = process.env.ASSAY_TOGETHER === '1';
const shared = '/tests/together/';

function swc(syntax) {
  return ['@swc/jest', { jsc: { parser: { syntax }, target: 'es2022' }, module: { type: 'commonjs' } }];
}

/** Packages that come as ES modules only. */
const modules = '(hyparquet(-writer)?|d3-[a-z-]+|internmap|qr|intl-messageformat|@formatjs)';

/** @type {import('jest').Config} */
module.exports = {
  testRegex: isTogether ? [shared, ...ownSuite, '/tests/[^/]+\\.test\\.ts$'] : ['/tests/.*\\.test\\.ts$'],
  testPathIgnorePatterns: ['/node_modules/', ...(quick ? ownSuite : [])],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/data/'],
  // Node requires ES modules, jest does not yet: these are translated.
  transformIgnorePatterns: [`/node_modules/(?!${modules}/)`],
  transform: { '\\.ts$': swc('typescript'), [`/${modules}/.*\\.m?js$`]: swc('ecmascript') },
  testEnvironment: 'node',
  testTimeout: 30_000,
  maxWorkers: 2,
  // The whole run goes without network, and no error page of it tells how we are built.
  setupFiles: ['<rootDir>/tests/support/deny-network.js', '<rootDir>/tests/support/watch-error-pages.js'],
  globalSetup: '<rootDir>/tests/support/global-setup.ts',
  globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
  testSequencer: '<rootDir>/tests/support/longest-first.js',
  reporters: ['default', '<rootDir>/tests/support/closing-line.js'],
  // Counts in these files alone; the other provider slows everything down.
  coverageProvider: 'babel',
  // Every statement of SQL must have been run by a test; asked of `jest --coverage`, which `npm test` runs.
  collectCoverageFrom: ['server/**/*-store.ts'],
  coverageReporters: [['text', { skipFull: true }]],
  coverageThreshold: { global: { lines: 100 } },
};
