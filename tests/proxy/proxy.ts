import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePort } from '../support/postgres';
import { launchServer, type ServerProcess } from '../support/server-process';
import { readSource } from '../support/source-tree';

/** What is tried, and the statuses it may be answered with. */
interface Trial {
  readonly what: string;
  readonly statuses: readonly number[];
  /** Whole requests, as they go over the wire; the answer to the last one counts. */
  readonly requests: readonly string[];
  /** What stands behind the first request is none of ours: the proxy refuses it or answers it, and Assay never sees it. */
  readonly hides?: true;
}

const refused = [400, 404];

function get(path: string): string {
  return `GET ${path} HTTP/1.1\r\nHost: assay.test\r\nConnection: close\r\n\r\n`;
}

function signIn(headers: readonly string[]): string {
  const body = 'username=ada&password=a+wrong+password+again';
  const own = [
    `Content-Length: ${body.length}`,
    'Content-Type: application/x-www-form-urlencoded',
    'Connection: close',
  ];
  return `POST /sign-in HTTP/1.1\r\nHost: assay.test\r\n${[...own, ...headers].join('\r\n')}\r\n\r\n${body}`;
}

/** A request whose end two programs could see in two places, with a second one behind it. */
function smuggled(headers: readonly string[]): string {
  return `POST /sign-in HTTP/1.1\r\nHost: assay.test\r\n${headers.join('\r\n')}\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n`;
}

const climbs = [
  ...[
    '/static/../package.json',
    '/static../package.json',
    '/static/..%2fpackage.json',
    '/static/%2e%2e/package.json',
  ],
  ...[
    '/static/%2e%2e%2f.env',
    '/static/..%5cpackage.json',
    '/static//../../etc/passwd',
    '/static',
    '/static/',
    '/static/css/',
  ],
  ...[
    '/.git/config',
    '/.env',
    '/package.json',
    '/node_modules/express/package.json',
    '/server/config.ts',
    '/data/assay.db',
  ],
];

const trials: readonly Trial[] = [
  { what: 'the sign-in page', statuses: [200], requests: [get('/sign-in')] },
  { what: 'a stylesheet', statuses: [200], requests: [get('/static/css/app.css')] },
  ...climbs.map((path) => ({ what: path, statuses: refused, requests: [get(path)] })),
  { what: 'a form of another site', statuses: [403], requests: [signIn(['Sec-Fetch-Site: cross-site'])] },
  { what: 'a form of nobody', statuses: [403], requests: [signIn([])] },
  { what: 'our own form', statuses: [401, 422], requests: [signIn(['Sec-Fetch-Site: same-origin'])] },
  {
    what: 'eleven guesses that each claim another address',
    statuses: [429],
    requests: Array.from({ length: 11 }, (_, one) =>
      signIn([
        'Sec-Fetch-Site: same-origin',
        `X-Forwarded-For: 198.51.100.${one}`,
        `X-Real-IP: 198.51.100.${one}`,
      ]),
    ),
  },
  ...[
    ['Transfer-Encoding: chunked', 'Content-Length: 4'],
    ['Content-Length: 4', 'Content-Length: 50'],
    ['Transfer-Encoding: xchunked', 'Content-Length: 4'],
    ['Transfer-Encoding: chunked', 'Transfer-Encoding: identity'],
  ].map((headers) => ({
    what: headers.join(' and '),
    statuses: [400, 403, 501],
    requests: [smuggled(headers)],
    hides: true as const,
  })),
];

/** The statuses of everything that is answered on one connection. */
async function statusesOf(port: number, request: string): Promise<{ statuses: number[]; text: string }> {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.setTimeout(3000, () => socket.destroy());
  socket.on('data', (chunk) => (text += String(chunk)));
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write(request);
  await new Promise((resolve) => socket.once('close', resolve));
  return { statuses: [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status)), text };
}

/** A proxy that a configuration is shipped for; it is started with that very file, with other addresses and without TLS. */
interface Proxy {
  readonly name: string;
  /** How it is asked whether it is here. */
  readonly version: string;
  /** @returns the arguments it starts with */
  configure(folder: string, port: number, behind: number): readonly string[];
}

const nginx: Proxy = {
  name: 'nginx',
  version: '-v',
  configure(folder, port, behind) {
    const shipped = readSource('docs/deploy/nginx.conf')
      .text.replace('listen 443 ssl;', `listen 127.0.0.1:${port};`)
      .replace(/^\s*ssl_certificate.*$/gm, '')
      .replace('http://127.0.0.1:3000', `http://127.0.0.1:${behind}`);
    const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (name) => `${name}_temp_path ${folder}/${name};`,
    );
    const file = join(folder, 'nginx.conf');
    writeFileSync(
      file,
      `daemon off; pid ${folder}/pid; error_log ${folder}/log; events {} http { access_log off; ${places.join(' ')} ${shipped} }`,
    );
    return ['-c', file, '-p', folder];
  },
};

const caddy: Proxy = {
  name: 'caddy',
  version: 'version',
  configure(folder, port, behind) {
    const shipped = readSource('docs/deploy/Caddyfile')
      .text.replace('assay.example.org {', `http://assay.test:${port} {\n  bind 127.0.0.1`)
      .replace('127.0.0.1:3000', `127.0.0.1:${behind}`);
    const file = join(folder, 'Caddyfile');
    writeFileSync(
      file,
      `{\n  admin off\n  auto_https off\n  storage file_system ${folder}/storage\n}\n${shipped}`,
    );
    return ['run', '--config', file, '--adapter', 'caddyfile'];
  },
};

/** Tries everything at Assay behind a proxy. @returns what was not as it should be */
async function tryBehind(proxy: Proxy): Promise<string[]> {
  if (spawnSync(proxy.name, [proxy.version]).status !== 0)
    return [`There is no ${proxy.name} here: apt-get install ${proxy.name}.`];
  const folder = mkdtempSync(join(tmpdir(), 'assay-proxy-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const server = await launchServer({ BASE_URL: `http://127.0.0.1:${port}`, TRUST_PROXY: '1' }, [
    'dist/index.js',
  ]);
  const words = proxy.configure(folder, port, Number(new URL(server.url).port));
  const env = { ...process.env, HOME: folder };
  const running = spawn(proxy.name, words, { stdio: ['ignore', 'ignore', 'inherit'], env });
  await setTimeout(1500);
  const faults: string[] = [];
  for (const trial of trials) {
    const said = await tryOne(trial, { port, server });
    process.stdout.write(
      `${proxy.name}: ${said.fault ? 'WRONG' : 'as it should be'}: ${trial.what}: ${said.statuses}\n`,
    );
    if (said.fault) faults.push(`${proxy.name}: ${trial.what}`);
  }
  running.kill('SIGTERM');
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
  return faults;
}

async function tryOne(
  { statuses, requests, hides }: Trial,
  { port, server }: { port: number; server: ServerProcess },
): Promise<{ fault: boolean; statuses: string }> {
  const before = server.output().length;
  const answers: Awaited<ReturnType<typeof statusesOf>>[] = [];
  for (const request of requests) answers.push(await statusesOf(port, request));
  const last = answers.at(-1)!;
  const isOne = hides
    ? !/"method":"GET","route":"none"/.test(server.output().slice(before))
    : last.statuses.length === 1;
  const isRight = isOne && statuses.includes(last.statuses[0] ?? 0);
  const tells = /"dependencies"|root:x:|SESSION_SECRET=|SQLite format/.test(last.text);
  return { fault: !isRight || tells, statuses: last.statuses.join(', ') };
}

async function main(): Promise<string[]> {
  return [...(await tryBehind(nginx)), ...(await tryBehind(caddy))];
}

void main().then((faults) => {
  process.stdout.write(
    faults.length === 0
      ? `${trials.length} trials behind nginx and Caddy, all as they should be.\n`
      : `Wrong: ${faults.join('; ')}\n`,
  );
  process.exitCode = faults.length === 0 ? 0 : 1;
});
