import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePort } from '../support/postgres';
import { launchServer } from '../support/server-process';
import { readSource } from '../support/source-tree';

/** What is tried, and the statuses it may be answered with. */
interface Trial {
  readonly what: string;
  readonly statuses: readonly number[];
  /** Whole requests, as they go over the wire; the answer to the last one counts. */
  readonly requests: readonly string[];
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
  ].map((headers) => ({ what: headers.join(' and '), statuses: [400, 501], requests: [smuggled(headers)] })),
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

/** The shipped configuration with these ports and without TLS. */
function configuration(folder: string, port: number, behind: number): string {
  const shipped = readSource('docs/deploy/nginx.conf')
    .text.replace('listen 443 ssl;', `listen 127.0.0.1:${port};`)
    .replace(/^\s*ssl_certificate.*$/gm, '')
    .replace('http://127.0.0.1:3000', `http://127.0.0.1:${behind}`);
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  return `daemon off; pid ${folder}/pid; error_log ${folder}/log; events {} http { access_log off; ${places.join(' ')} ${shipped} }`;
}

async function main(): Promise<string[]> {
  if (spawnSync('nginx', ['-v']).status !== 0) return ['There is no nginx here: apt-get install nginx.'];
  const folder = mkdtempSync(join(tmpdir(), 'assay-proxy-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const server = await launchServer({ BASE_URL: base, TRUST_PROXY: '1' }, ['dist/index.js']);
  writeFileSync(join(folder, 'nginx.conf'), configuration(folder, port, Number(new URL(server.url).port)));
  const nginx = spawn('nginx', ['-c', join(folder, 'nginx.conf'), '-p', folder], { stdio: 'inherit' });
  await setTimeout(1000);
  const faults: string[] = [];
  for (const { what, statuses, requests } of trials) {
    const answers: Awaited<ReturnType<typeof statusesOf>>[] = [];
    for (const request of requests) answers.push(await statusesOf(port, request));
    const last = answers.at(-1)!;
    const isRight = last.statuses.length === 1 && statuses.includes(last.statuses[0]!);
    const tells = /"dependencies"|root:x:|SESSION_SECRET=|SQLite format/.test(last.text);
    process.stdout.write(
      `${isRight && !tells ? 'as it should be' : 'WRONG'}: ${what}: ${last.statuses.join(', ')}\n`,
    );
    if (!isRight || tells) faults.push(what);
  }
  nginx.kill('SIGTERM');
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
  return faults;
}

void main().then((faults) => {
  process.stdout.write(
    faults.length === 0
      ? `${trials.length} trials, all as they should be.\n`
      : `Wrong: ${faults.join('; ')}\n`,
  );
  process.exitCode = faults.length === 0 ? 0 : 1;
});
