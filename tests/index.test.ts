import BetterSqlite from 'better-sqlite3';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openDatabase } from '../server/db/open-database';
import { paths } from '../server/paths';
import { openHouse } from './support/house';
import { killLaunched, launchServer, runServer } from './support/server-process';

const secret = 'u7Kq0w9bVZs1m3XyTt5cJh2RfLdPaEgN';

describe('the server process', () => {
  afterEach(killLaunched);

  it('refuses to start in production without a secret, naming all faults at once', async () => {
    const { status, output } = await runServer({ NODE_ENV: 'production', BASE_URL: 'nonsense' });
    expect(status).toBe(1);
    expect(output).toMatch(
      /^Assay cannot start:\n- SESSION_SECRET is missing.*\n- BASE_URL must look like.*\n$/,
    );
  });

  it('refuses a database of a newer version', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'assay-newer-')), 'newer.db');
    const url = `sqlite:${path}`;
    const first = await launchServer({ DATABASE_URL: url });
    await first.stop();
    const db = await openDatabase(url);
    await db.run(`INSERT INTO schema_migrations (name, checksum, applied_at) VALUES ('9999_later', 'c', 0)`);
    await db.close();
    const { status, output } = await runServer({ DATABASE_URL: url });
    expect([status, output]).toEqual([1, expect.stringContaining('made by a newer Assay')]);
  });

  it('prints a set-up link that works as long as nobody has an account, and none after', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'assay-setup-'));
    const baseUrl = 'http://assay.test';
    const env = { DATA_FOLDER: folder, NODE_ENV: 'production', SESSION_SECRET: secret, BASE_URL: baseUrl };
    const first = await launchServer(env);
    const old = setupPath(first.output());
    expect((await fetch(first.url + old)).status).toBe(200);
    await first.stop();

    const second = await launchServer(env);
    const path = setupPath(second.output());
    expect(path).not.toBe(old);
    expect((await fetch(second.url + old)).status).toBe(404);
    const password = 'seven quiet herons wade';
    const body = new URLSearchParams({ username: 'dana', password });
    const headers = { Origin: baseUrl };
    const made = await fetch(second.url + path, { method: 'POST', body, headers, redirect: 'manual' });
    expect(made.status).toBe(303);
    await second.stop();

    const third = await launchServer(env);
    expect(third.output()).not.toContain('/setup/');
    await third.stop();
  });

  it('ends with status 0 on SIGTERM', async () => {
    const server = await launchServer();
    expect(await server.stop('SIGTERM')).toBe(0);
  });

  it('answers what it was asked before it was told to stop, takes nothing more, and ends with status 0', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'assay-drain-'));
    const env = { DATA_FOLDER: folder, DATABASE_URL: `sqlite:${join(folder, 'assay.db')}` };
    const house = await openHouse('sqlite', env);
    await house.close();
    const server = await launchServer(env);
    // Somebody else holds the database for a moment, so that the answer takes a while.
    const other = new BetterSqlite(join(folder, 'assay.db'));
    other.exec('BEGIN IMMEDIATE');
    const { username, password } = house.cast.ada;
    const asked = fetch(server.url + paths.signIn(), {
      method: 'POST',
      body: new URLSearchParams({ username, password }),
      headers: { 'Sec-Fetch-Site': 'same-origin' },
      redirect: 'manual',
    });
    await setTimeout(500);
    const ended = server.stop('SIGTERM');
    await setTimeout(300);
    await expect(fetch(server.url + paths.health())).rejects.toThrow();
    other.exec('ROLLBACK');
    other.close();
    expect((await asked).status).toBe(303);
    expect(await ended).toBe(0);
  });

  it('ends at once when it is told a second time, whatever it was asked', async () => {
    const server = await launchServer();
    const fields = ['Host: x', 'Sec-Fetch-Site: same-origin', 'Content-Length: 9', 'Expect: 100-continue'];
    const asked = await openSocket(server.url, `POST /sign-in HTTP/1.1\r\n${fields.join('\r\n')}\r\n\r\n`);
    // The server has read the head of the request, and waits for a body that does not come.
    expect(String((await once(asked, 'data'))[0])).toMatch(/^HTTP\/1.1 100 Continue/);
    const first = server.stop('SIGTERM');
    await setTimeout(500);
    expect(server.isRunning()).toBe(true);
    await server.stop('SIGTERM');
    expect(await first).toBe(1);
    asked.destroy();
  });

  it.each([
    ['throws', "throw new Error('planted')"],
    ['rejects', "void Promise.reject(new Error('planted'))"],
  ])('ends with status 1 and says why when something %s outside of all requests', async (_what, fault) => {
    const folder = mkdtempSync(join(tmpdir(), 'assay-fault-'));
    const planted = `data:text/javascript,process.on('SIGUSR2', () => { ${fault}; })`;
    const program = ['--import', planted, 'dist/index.js'];
    const server = await launchServer({ DATA_FOLDER: folder }, program);
    expect(await server.stop('SIGUSR2')).toBe(1);
    expect(server.output()).toMatch(/^Error: planted\n +at /m);
    const next = await launchServer({ DATA_FOLDER: folder });
    expect((await fetch(next.url + paths.health())).status).toBe(200);
    await next.stop();
  });

  it('has taken `__proto__` away from all objects', async () => {
    const asked = "throw new Error('inherited: ' + ('__proto__' in {}))";
    const planted = `data:text/javascript,process.on('SIGUSR2', () => { ${asked}; })`;
    const server = await launchServer({}, ['--import', planted, 'dist/index.js']);
    expect((await fetch(server.url + paths.signIn())).status).toBe(200);
    await server.stop('SIGUSR2');
    expect(server.output()).toMatch(/^Error: inherited: false\n/m);
  });

  it('cuts off 500 connections that do not send the head of a request, and serves others meanwhile', async () => {
    const server = await launchServer();
    const head = 'GET /health HTTP/1.1\r\nHost: x\r\n';
    const slow = await Promise.all(Array.from({ length: 500 }, () => openSocket(server.url, head)));
    const answers = slow.map(async (socket) => {
      let answer = '';
      socket.on('data', (bytes: Buffer) => (answer += bytes.toString('latin1')));
      await once(socket, 'close');
      return answer.split('\r\n')[0];
    });
    expect((await fetch(server.url + paths.health())).status).toBe(200);
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['HTTP/1.1 408 Request Timeout']));
    expect((await fetch(server.url + paths.health())).status).toBe(200);
    await server.stop();
  });

  it('refuses to be the second server of a SQLite database, and takes the place of one that was killed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'assay-second-'));
    const first = await launchServer({ DATA_FOLDER: folder });
    const { status, output } = await runServer({ DATA_FOLDER: folder });
    expect([status, output]).toEqual([
      1,
      expect.stringMatching(/^Another Assay server is running on .*assay\.db/),
    ]);
    await first.stop('SIGKILL');
    const third = await launchServer({ DATA_FOLDER: folder });
    expect(await third.stop()).toBe(0);
  });

  it('says in words that its port is taken', async () => {
    const server = await launchServer();
    const { status, output } = await runServer({ PORT: new URL(server.url).port });
    expect([status, output]).toEqual([1, expect.stringMatching(/^Port \d+ is in use\./m)]);
    await server.stop();
  });
});

/** A connection on which this has been sent, and nothing more is. */
async function openSocket(url: string, sent: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(sent);
  return socket;
}

function setupPath(output: string): string {
  return /\/setup\/[\w-]{43}/.exec(output)?.[0] ?? 'no set-up link was printed';
}
