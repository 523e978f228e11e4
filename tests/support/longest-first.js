const { default: Sequencer } = require('@jest/test-sequencer');

/** Tests that drive a browser or kill processes come first: one of them left for the end would keep everybody waiting. */
const long = /(-in-chromium|-command)\.test\.ts$/;

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => (long.test(path) ? 0 : 1);
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
};
