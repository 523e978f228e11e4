const { readdirSync } = require('node:fs');
const { join, relative } = require('node:path');

/** Tests that drive a browser or start processes: each is a suite of its own, and a quick run leaves them out. */
const ownSuite = ['-in-chromium\\.test\\.ts$', '-commands?\\.test\\.ts$', 'tests/index\\.test\\.ts$'];

const testsFolder = join(__dirname, '..');

/** The other test files of a folder in `tests`, sorted. */
function sharedFiles(room) {
  return readdirSync(join(testsFolder, room), { recursive: true, encoding: 'utf8' })
    .map((file) => join(testsFolder, room, file))
    .filter((path) => path.endsWith('.test.ts') && !ownSuite.some((pattern) => path.match(pattern)))
    .sort();
}

/**
 * Has all tests of a folder run as one suite. A suite costs two seconds before its first test, nearly all of them for
 * loading the application anew; one for each file would be half of a full run. Every file can still be run alone, and
 * stands here in a block of its own, so that what it does before and after its tests stays with it.
 */
function together(room) {
  for (const path of sharedFiles(room)) describe(relative(testsFolder, path), () => void require(path));
}

module.exports = { ownSuite, sharedFiles, together };
