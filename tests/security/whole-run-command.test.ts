import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '../../server/log';
import { openHouse } from '../support/house';
import { leaksIn } from '../support/watch-log';
import { projectFolder } from '../support/source-tree';

/** Ways to reach another machine; each prints what became of it. */
const attempts = `
  const say = (way) => (error) => console.log(way + ': ' + (/Refused/.test([error, error?.cause].join()) ? 'refused' : error));
  const attempt = async (way, ask) => { try { await ask(); say(way)('passed'); } catch (error) { say(way)(error); } };
  const later = (emitter) => new Promise((resolve, reject) => emitter.once('error', reject).once('connect', resolve));
  (async () => {
    await attempt('fetch', () => fetch('http://192.0.2.1/'));
    await attempt('fetch by name', () => fetch('https://assay.example/'));
    await attempt('http', () => later(require('http').get('http://192.0.2.1/')));
    await attempt('tls', () => later(require('tls').connect(443, '192.0.2.1')));
    await attempt('net', () => later(require('net').connect({ host: '2001:db8::1', port: 80 })));
    await attempt('dns', () => require('dns').promises.resolve4('assay.example'));
    await attempt('datagram', () => require('dgram').createSocket('udp4').send('x', 53, '192.0.2.1'));
    await attempt('here', async () => {
      const server = require('net').createServer().listen(0, '127.0.0.1');
      await require('events').once(server, 'listening');
      await later(require('net').connect(server.address().port, 'localhost'));
      server.close();
    });
    const { Worker } = require('worker_threads');
    const program = "fetch('http://192.0.2.1/').catch((e) => require('worker_threads').parentPort.postMessage(String(e.cause ?? e)))";
    new Worker(program, { eval: true, execArgv: [] }).once('message', (text) => { say('thread')(text); process.exit(); });
  })();`;

it('denies tests, servers that tests start, and their threads every way to another machine', () => {
  // A folder of its own: these attempts are not to fail the run.
  const folder = mkdtempSync(join(tmpdir(), 'denied-'));
  const program = ['--require', join(projectFolder, 'tests/support/deny-network.js'), '-e', attempts];
  const { stdout } = spawnSync(process.execPath, program, {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, TMPDIR: folder },
  });
  const ways = ['fetch', 'fetch by name', 'http', 'tls', 'net', 'dns', 'datagram'];
  expect(stdout.trim().split('\n')).toEqual([
    ...ways.map((way) => `${way}: refused`),
    'here: passed',
    'thread: refused',
  ]);
  expect(readFileSync(join(folder, 'run-faults.txt'), 'utf8').split('\n').length).toBeGreaterThan(7);
});

it('looks through every error page, and fails where one tells how we are built', () => {
  const folder = mkdtempSync(join(tmpdir(), 'told-'));
  const answers = `
    const { ServerResponse } = require('node:http');
    const answer = (statusCode, body) => Object.assign(new ServerResponse({ method: 'GET', url: '/x' }), { statusCode }).end(body);
    answer(200, new Error('shown on purpose').stack);
    answer(404, 'There is no such page.');
    answer(500, new Error('planted').stack);
    answer(422, 'SQLITE_CONSTRAINT');`;
  const watch = join(projectFolder, 'tests/support/watch-error-pages.js');
  spawnSync(process.execPath, ['--require', watch, '-e', answers], { env: { TMPDIR: folder } });
  expect(readFileSync(join(folder, 'run-faults.txt'), 'utf8').trim().split('\n')).toEqual([
    expect.stringMatching(/^an answer of 500 to GET \/x tells how we are built: {2,}at /),
    'an answer of 422 to GET /x tells how we are built: SQLITE_',
  ]);
});

it('looks through the log of every house, and fails where it tells a text, a password or a token', async () => {
  const told = async (tell: (house: Awaited<ReturnType<typeof openHouse>>) => void): Promise<string> => {
    const house = await openHouse('sqlite');
    tell(house);
    return house.close().then(
      () => 'silent',
      (error: Error) => error.message,
    );
  };
  expect(await told(({ context }) => context.log.info({ count: 1 }, 'event'))).toBe('silent');
  expect(await told(({ context }) => context.log.info({ note: context.newToken() }, 'event'))).toMatch(
    /tells/,
  );
  expect(await told(({ context, cast }) => context.log.warn(cast.ada.password))).toMatch(/tells/);
  const text = 'Is this the text of an item?';
  expect(leaksIn([`{"msg":"${text}"}`, '{"msg":"request"}'], [text])).toEqual([`{"msg":"${text}"}`]);
});

it('logs of an error what the program says, and no value that a library hangs on it', () => {
  const lines: string[] = [];
  const log = createLogger('info', { write: (line) => void lines.push(line) });
  const values = {
    detail: 'Failing row contains (an item)',
    parameters: ['an item'],
    where: 'an item',
    code: '23502',
  };
  const cause = Object.assign(new Error('null value in column "label"'), values);
  log.error({ err: Object.assign(new Error('not saved', { cause }), values) }, 'fault');
  expect(lines.join('')).not.toContain('an item');
  expect(JSON.parse(lines[0]!)).toMatchObject({
    err: { message: 'not saved', code: '23502', cause: { message: 'null value in column "label"' } },
  });
});
