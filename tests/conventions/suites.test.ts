import { basename } from 'node:path';
import { pathsUnder } from '../support/source-tree';

it('has a suite for every folder with tests in it, so that a full run leaves none out', () => {
  const [suites, others] = [
    pathsUnder('tests').filter((path) => path.startsWith('tests/together/')),
    pathsUnder('tests').filter((path) => path.endsWith('.test.ts')),
  ];
  const folders = others.map((path) => path.split('/')).filter((parts) => parts.length > 2);
  const rooms = [...new Set(folders.map((parts) => parts[1]))].filter((room) => room !== 'journeys');
  expect(suites.map((path) => basename(path, '.test.js')).sort()).toEqual(rooms.sort());
});
