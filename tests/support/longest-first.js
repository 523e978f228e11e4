const { basename } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');
const { sharedFiles } = require('./suites');

/** Tests that drive a browser or kill processes come first: one of them left for the end would keep everybody waiting. */
const long = /(-in-chromium|-command)\.test\.ts$/;

/** Then folders that run as one suite, those of many files first. */
function size({ path }) {
  if (long.test(path)) return Infinity;
  return path.includes('/together/') ? sharedFiles(basename(path, '.test.js')).length : 0;
}

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const sizes = new Map(tests.map((test) => [test, size(test)]));
    return [...super.sort(tests)].sort((a, b) =>
      sizes.get(a) === sizes.get(b) ? 0 : sizes.get(b) - sizes.get(a),
    );
  }
};
