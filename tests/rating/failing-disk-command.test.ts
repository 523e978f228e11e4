import { load } from 'cheerio';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paths } from '../../server/paths';
import { openDatabase } from '../../server/db/open-database';
import { joinStudy } from '../../server/studies/join-study';
import { createVisitor, filledForm } from '../bench/visitor';
import { makeDataset, makeStudy } from '../studies/small-study';
import { openHouse } from '../support/house';
import { projectFolder } from '../support/source-tree';
import { leaksIn } from '../support/watch-log';

const folder = mkdtempSync(join(tmpdir(), 'failing-disk-'));
const env = { DATA_FOLDER: folder, DATABASE_URL: `sqlite:${join(folder, 'assay.db')}` };
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The built server, whose files may not grow beyond so many KiB: the system refuses the write, as a bad disk does. */
async function serveWithin(kibibytes: number) {
  const limit = `trap '' XFSZ; ulimit -f ${kibibytes}; exec "$0" dist/index.js`;
  const child = spawn('bash', ['-c', limit, process.execPath], {
    cwd: projectFolder,
    env: { PATH: process.env.PATH, NODE_ENV: 'test', PORT: '0', LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        output += String(chunk);
        const ready = /is ready at (\S+)/.exec(output)?.[1];
        if (ready) resolve(ready);
      });
    child.once('exit', () => reject(new Error(`The server did not start:\n${output}`)));
  });
  return { url, ended, output: () => output };
}

it('keeps the form, ends, and has everything it acknowledged, when the disk refuses a write', async () => {
  const house = await openHouse('sqlite', env);
  await makeDataset(house.context, { items: 400 });
  const study = await makeStudy(house.context, { overlap: 1, perDataset: 400 });
  const { ada } = house.cast;
  await joinStudy(house.context.db, house.context, { studyId: study.id, raterId: ada.id });
  await house.close();

  const server = await serveWithin(1500);
  const visitor = createVisitor(server.url);
  await visitor.post(paths.signIn(), { username: ada.username, password: ada.password });
  const acknowledged: string[] = [];
  let location = '';
  let refused = { status: 0, body: '' };
  while (refused.status === 0) {
    if (!location.startsWith('/assignments/')) {
      ({ location } = await visitor.post(paths.studyAssignments(study.id), {}));
    }
    const page = await visitor.get(location);
    const form = filledForm(page.body, location, () => 0);
    const answer = await visitor.post(location, form);
    if (answer.status !== 303) refused = answer;
    else {
      acknowledged.push(location.split('/')[2]!);
      ({ location } = answer);
    }
  }
  expect(acknowledged.length).toBeGreaterThan(10);
  expect(refused.status).toBe(503);
  const $ = load(refused.body);
  expect($('main').text()).toContain('nothing was saved');
  expect($('input[type=radio]:checked')).toHaveLength(3);
  expect(await server.ended).toEqual([1, null]);
  expect(server.output()).toContain('cannot be written any more');
  expect(leaksIn(server.output().split('\n'), [ada.password])).toEqual([]);

  const db = await openDatabase(env.DATABASE_URL);
  const rated = await db.all<{ id: string }>("SELECT id FROM assignments WHERE state = 'completed'");
  expect(rated.map(({ id }) => id)).toEqual(expect.arrayContaining(acknowledged));
  expect(await db.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
  await db.close();
});
