import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KnownRequest } from './known-requests';

/** What a scanner is let loose on. */
export interface Target {
  readonly origin: string;
  readonly cookie: string;
  /** Where the scanner may write. */
  readonly folder: string;
}

/** Tries to inject SQL into every part of one request: the id in its path, its query or its form. @returns what it found */
export async function sqlmap(target: Target, request: KnownRequest): Promise<string[]> {
  const file = join(target.folder, 'request.txt');
  writeFileSync(file, asText(target, request));
  const ignored = '400,401,403,404,405,409,410,413,415,422,429,500,503';
  const output = await run('sqlmap', target.folder, [
    ...['-r', file, '--batch', '--flush-session', '--dbms=sqlite', '--level=1', '--risk=2', '--threads=1'],
    ...[`--ignore-code=${ignored}`, '--retries=0', '--timeout=10', '--disable-coloring'],
    ...['--ignore-stdin', '--drop-set-cookie', `--output-dir=${join(target.folder, 'sqlmap')}`],
  ]);
  const findings =
    output.match(/^.*(is vulnerable|appears to be .*injectable|identified the following).*$/gm) ?? [];
  const isWhole = /all tested parameters do not appear to be injectable/.test(output);
  const reason = /\[CRITICAL\] (.*)/.exec(output)?.[1] ?? 'it ended early';
  if (isWhole || findings.length > 0) return findings;
  return [`not tested: ${reason}`];
}

/** Every attack wapiti has that needs no other machine, on all that the start page leads to. @returns what it found */
export async function wapiti(target: Target, startPath: string, seconds: number): Promise<string[]> {
  const report = join(target.folder, 'wapiti.json');
  const attacks =
    'xss,permanentxss,sql,blindsql,exec,file,crlf,redirect,xxe,backup,htaccess,methods,cookieflags,csp,http_headers,shellshock';
  const headers = [
    'Sec-Fetch-Site: same-origin',
    ...(target.cookie === '' ? [] : [`Cookie: ${target.cookie}`]),
  ];
  const output = await run('wapiti', target.folder, [
    ...['-u', target.origin + startPath, '--scope', 'domain', '-d', '1', '-m', attacks, '-t', '10'],
    ...headers.flatMap((header) => ['-H', header]),
    ...['--max-attack-time', String(seconds), '--max-scan-time', '600', '--max-links-per-page', '1000'],
    ...['--max-files-per-dir', '1000', '--max-parameters', '60', '--flush-session', '--no-bugreport'],
    ...['--store-session', join(target.folder, 'wapiti'), '-f', 'json', '-o', report],
  ]);
  const read = JSON.parse(readFileSync(report, 'utf8')) as {
    vulnerabilities: Record<string, readonly { method: string; path: string; info: string }[]>;
    anomalies: Record<string, readonly { method: string; path: string; info: string }[]>;
  };
  const said = output.match(/\d+ URLs and forms|^.*(time limit|attack time).*$/gim) ?? ['it ended early'];
  const found = [...Object.entries(read.vulnerabilities), ...Object.entries(read.anomalies)].flatMap(
    ([kind, all]) => all.map(({ method, path, info }) => `${kind}: ${method} ${path}: ${info}`),
  );
  return [...said, ...found];
}

function asText({ origin, cookie }: Target, { method, path, fields, isFile }: KnownRequest): string {
  const query = new URLSearchParams(fields.map(([name, value]) => [name, value])).toString();
  // An asterisk is where sqlmap injects into a path.
  const marked = path.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '$&*');
  const place = method === 'GET' && query !== '' ? `${marked}?${query}` : marked;
  const boundary = 'a-part-of-the-form';
  const parts = fields.map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const body = isFile ? `${parts.join('')}--${boundary}--\r\n` : query;
  const type = isFile ? `multipart/form-data; boundary=${boundary}` : 'application/x-www-form-urlencoded';
  return [
    `${method} ${place} HTTP/1.1`,
    `Host: ${new URL(origin).host}`,
    'Sec-Fetch-Site: same-origin',
    ...(cookie === '' ? [] : [`Cookie: ${cookie}`]),
    ...(method === 'GET' ? ['', ''] : [`Content-Type: ${type}`, '', body]),
  ].join('\r\n');
}

/** Both scanners keep things at home, and refuse to start where they cannot. */
function run(program: string, home: string, words: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, {
      env: { ...process.env, HOME: home },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => (output += String(chunk)));
    child.once('error', reject);
    child.once('close', () => resolve(output));
  });
}
