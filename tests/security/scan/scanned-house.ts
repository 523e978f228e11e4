import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openFurnishedHouse, type Furniture } from '../../pages/furnished-house';
import type { House } from '../../support/house';
import { placesIn } from '../places';
import type { Caller } from '../route-matrix';
import { knownRequests, type KnownRequest } from './known-requests';

/** Where a scanner begins: every page and every form there is, with what they take. */
export const startPath = '/everything';

export const scannedAs = ['signed out', 'rater', 'admin'] as const;
export type Scanner = (typeof scannedAs)[number];

/** A furnished house on a loopback address, which counts what it answers. */
export interface ScannedHouse {
  readonly origin: string;
  readonly cookie: string;
  readonly requests: readonly KnownRequest[];
  /** How many answers of each status; and the first few requests that were answered with 5xx. */
  readonly answers: Map<number, number>;
  readonly failures: string[];
  close(): Promise<void>;
}

/** @param listed which requests stand on the page that scanners start from */
export async function openScannedHouse(
  scanner: Scanner,
  listed: (request: KnownRequest) => boolean,
): Promise<ScannedHouse> {
  const house = await openFurnishedHouse();
  const answers = new Map<number, number>();
  const failures: string[] = [];
  let start = { page: '', headers: new Headers() };
  const server = createServer((req, res) => {
    if (req.url === startPath) return void res.setHeaders(start.headers).end(start.page);
    res.on('finish', () => {
      answers.set(res.statusCode, (answers.get(res.statusCode) ?? 0) + 1);
      if (res.statusCode >= 500 && failures.length < 20) failures.push(`${req.method} ${req.url}`);
    });
    house.app(req, res);
  });
  const origin = await listen(server);
  const cookie = await cookieOf(house, scanner, origin);
  // Throttles have tests of their own; here they would only hide what is behind them.
  const opening = setInterval(
    () => void house.context.db.run('DELETE FROM throttles').catch(() => undefined),
    200,
  );
  const show = async (path: string): Promise<string> =>
    (await fetch(origin + path, { headers: { Cookie: cookie }, redirect: 'manual' })).text();
  const requests = await knownRequests(scanner satisfies Caller, await placesIn(house), show);
  start = { page: startPage(requests.filter(listed)), headers: await headersOf(`${origin}/help`) };
  const close = async (): Promise<void> => {
    clearInterval(opening);
    server.closeAllConnections();
    server.close();
    // A leak in the log counts here as it does in tests.
    await house.close();
  };
  return { origin, cookie, requests, answers, failures, close };
}

/** Those of a page of ours: some scanners look at the headers of the first page only. */
async function headersOf(address: string): Promise<Headers> {
  const headers = new Headers((await fetch(address)).headers);
  for (const name of ['content-length', 'connection', 'date', 'keep-alive']) headers.delete(name);
  return headers;
}

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function cookieOf(
  house: House & { furniture: Furniture },
  scanner: Scanner,
  origin: string,
): Promise<string> {
  if (scanner === 'signed out') return '';
  const { username, password } = scanner === 'rater' ? house.cast.ada : house.cast.dana;
  const response = await fetch(`${origin}/sign-in`, {
    method: 'POST',
    headers: { 'Sec-Fetch-Site': 'same-origin' },
    body: new URLSearchParams({ username, password }),
    redirect: 'manual',
  });
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

function startPage(requests: readonly KnownRequest[]): string {
  const escaped = (text: string): string =>
    text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  const parts = requests.map(({ method, path, fields, isFile }) => {
    const query = new URLSearchParams(fields.map(([name, value]) => [name, value])).toString();
    if (method === 'GET')
      return `<a href="${escaped(query === '' ? path : `${path}?${query}`)}">${escaped(path)}</a>`;
    const inputs = fields.map(([name, value]) => `<input name="${escaped(name)}" value="${escaped(value)}">`);
    if (isFile) inputs.push('<input type="file" name="files">');
    const type = isFile ? 'multipart/form-data' : 'application/x-www-form-urlencoded';
    return `<form method="post" action="${escaped(path)}" enctype="${type}">${inputs.join('')}<button>Send</button></form>`;
  });
  return `<!doctype html><html lang="en"><title>Everything</title><body>${parts.join('\n')}</body></html>`;
}
