import ejs from 'ejs';
import { createHash } from 'node:crypto';
import { scopeOf } from '../../server/accounts/api-tokens/scopes';
import { hashPassword } from '../../server/accounts/password';
import { addUser } from '../../server/accounts/create-user';
import { limits } from '../../server/web/throttling/limits';
import { openFurnishedHouse, type Furniture } from '../pages/furnished-house';
import { allRoutes } from '../support/get-routes';
import type { House } from '../support/house';
import { serve, type Answer, type Asked, type Served } from './asking';
import { placesIn, type PlaceOf } from './places';
import { probesOf, type Probe } from './probes';
import { routeMatrix, type Caller, type RouteRow } from './route-matrix';

/** Ada has what the furnished house holds; Ben has nothing of it. */
const visitors = ['signed out', 'rater', 'other rater', 'analyst', 'adjudicator', 'admin'] as const;
type Visitor = (typeof visitors)[number];
/** Those of whom each refusal that comes before roles is asked. */
const thorough: readonly Visitor[] = ['signed out', 'admin'];

let house: House & { furniture: Furniture };
let served: Served;
let placeOf: PlaceOf;
const cookies = new Map<Visitor, string>();
let pseudonyms: ReadonlyMap<string, string>;
let requests = 0;

beforeAll(async () => {
  house = await openFurnishedHouse();
  compileOnce(house);
  served = await serve(house.app);
  placeOf = await placesIn(house);
  const { dana, ada, ben } = house.cast;
  const passwordHash = await hashPassword(dana.password);
  for (const role of ['analyst', 'adjudicator'] as const) {
    await addUser(house.context.db, house.context, {
      username: role,
      passwordHash,
      role,
      isSynthetic: false,
    });
  }
  const users = { admin: dana, rater: ada, 'other rater': ben };
  for (const [visitor, { username, password }] of Object.entries(users)) {
    cookies.set(visitor as Visitor, await signIn(username, password));
  }
  for (const role of ['analyst', 'adjudicator'] as const)
    cookies.set(role, await signIn(role, dana.password));
  const rows = await house.context.db.all<{ username: string; pseudonym: string }>(
    'SELECT username, pseudonym FROM users',
  );
  pseudonyms = new Map(rows.map(({ username, pseudonym }) => [username, pseudonym]));
});

afterAll(async () => {
  process.stderr.write(
    `Route walk: ${requests} requests; ${routeMatrix.length} routes, ${visitors.length} visitors.\n`,
  );
  served.close();
  await house.close();
});

it('has a row for every route of the application, and no other row', () => {
  const routes = allRoutes(house.app);
  expect(routes.length).toBeGreaterThan(150);
  expect(new Set(routes).size).toBe(routes.length);
  expect(routeMatrix.map(({ route }) => route).sort()).toEqual(routes.sort());
});

it('has patterns of plain parts alone, which no address is slow to be held against', () => {
  const odd = allRoutes(house.app).filter(
    (route) => !/^(GET|POST) (\/|(\/([a-z0-9.-]+|:[A-Za-z]+))+)$/.test(route),
  );
  expect(odd).toEqual([]);
});

it('names every limit there is', () => {
  const named = routeMatrix.flatMap(({ limit = '' }) => limit.split(', ')).filter((name) => name !== '');
  expect([...new Set(named)].sort()).toEqual(limits.map(({ name }) => name).sort());
});

it('names the scope of the API tokens that open a route, and no token opens another', () => {
  const opened = routeMatrix.filter(({ route }) => route.startsWith('GET '));
  expect(opened.map(({ route }) => scopeOf(route.slice('GET '.length)))).toEqual(
    opened.map(({ token }) => token),
  );
});

it.each(visitors)(
  'answers %s on every route as the matrix says, with all headers, and changes nothing',
  async (visitor) => {
    const faults: string[] = [];
    // Another rater is another one only where raters may be at all.
    const rows =
      visitor === 'other rater' ? routeMatrix.filter(({ who }) => who.includes('rater')) : routeMatrix;
    for (const row of rows) {
      for (const probe of probesOf(row, placeOf(patternOf(row)), thorough.includes(visitor))) {
        const before = await writes();
        const content = await contentHash(before);
        const answer = await ask(visitor, probe.asked);
        const changed = (await contentHash(await writes())) !== content;
        const wrong = [
          ...statusFaults(row, probe, visitor, answer),
          ...headerFaults(answer),
          ...bodyFaults(visitor, answer),
          ...(changed ? ['changed the database'] : []),
        ];
        faults.push(...wrong.map((fault) => `${row.route}, ${probe.name}: ${fault}`));
      }
    }
    expect(faults).toEqual([]);
  },
  120_000,
);

function patternOf({ route }: RouteRow): string {
  return route.split(' ')[1] ?? '';
}

/** What a rater could send if the thing were theirs. */
const bodies: Readonly<Record<string, string>> = {
  'POST /assignments/:id/skip': 'reason=other&comment=x',
  'POST /assignments/:id/rating': `submissionId=${'0'.repeat(8)}-0000-7000-8000-${'0'.repeat(12)}&baseRevision=0`,
  'POST /assignments/:id/lease': `submissionId=${'0'.repeat(8)}-0000-7000-8000-${'0'.repeat(12)}&baseRevision=0`,
  'POST /studies/:id/consent': `textId=${'0'.repeat(8)}-0000-7000-8000-${'0'.repeat(12)}&decision=accepted`,
  'POST /training/:id': 'try=1',
  'POST /training/:id/:number': 'relevance=1&label=0&ambiguity=no',
  'POST /messages/:id/replies': 'text=x',
  'POST /pay/rejections/:id/appeal': 'words=x',
};

it('finds nothing of another rater, and does not tell it from what is not there', async () => {
  const faults: string[] = [];
  for (const { route, own } of routeMatrix) {
    if (!own) continue;
    const [method = '', pattern = ''] = route.split(' ');
    const path = placeOf(pattern);
    const nowhere = path.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/, (id) =>
      id.replace(/^.{6}/, 'ffffff'),
    );
    const content = await contentHash(await writes());
    const headers = { 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/x-www-form-urlencoded' };
    const sent = { method, headers, ...(method === 'POST' && { body: bodies[route] ?? '' }) };
    const foreign = await ask('other rater', { ...sent, path });
    const missing = await ask('other rater', { ...sent, path: nowhere });
    if (foreign.status !== 404 || missing.status !== 404) faults.push(`${route}: ${foreign.status}`);
    if (foreign.text.replaceAll(path, '') !== missing.text.replaceAll(nowhere, ''))
      faults.push(`${route}: tells`);
    if ((await contentHash(await writes())) !== content) faults.push(`${route}: changed the database`);
  }
  expect(faults).toEqual([]);
});

/** As in production. Otherwise most of the time would go into compiling the same views thousands of times. */
function compileOnce({ app }: House): void {
  const options = { root: String(app.get('views')), cache: true };
  app.enable('view cache');
  app.engine('ejs', (path, locals, done) => void ejs.renderFile(path, locals, options, done));
}

async function signIn(username: string, password: string): Promise<string> {
  const { headers } = await ask('signed out', {
    ...{ method: 'POST', path: '/sign-in', body: new URLSearchParams({ username, password }).toString() },
    headers: { 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/x-www-form-urlencoded' },
  });
  return (headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]).join('; ');
}

function ask(visitor: Visitor, asked: Asked): Promise<Answer> {
  requests += 1;
  const cookie = cookies.get(visitor);
  return served.ask({
    ...asked,
    headers: { ...asked.headers, ...(cookie !== undefined && { Cookie: cookie }) },
  });
}

function statusFaults(row: RouteRow, probe: Probe, visitor: Visitor, answer: Answer): string[] {
  const expected = expectedOf(row, probe, visitor);
  const leadsOut = answer.status === 303 && !/^\/(?![/\\])/.test(answer.headers.location ?? '');
  return [
    ...(expected.includes(answer.status) ? [] : [`${answer.status} instead of ${expected.join(' or ')}`]),
    ...(leadsOut ? [`leads to ${answer.headers.location}`] : []),
  ];
}

function expectedOf(row: RouteRow, probe: Probe, visitor: Visitor): readonly number[] {
  if ('forAll' in probe) return [probe.forAll];
  const caller: Caller = visitor === 'other rater' ? 'rater' : visitor;
  // What cannot be decoded is refused before anybody looks who it is.
  if (!row.who.includes(caller)) {
    return probe.name.endsWith('broken encoding') ? [400] : [visitor === 'signed out' ? 303 : 403];
  }
  if (probe.name === 'as it is') {
    if (row.own && visitor === 'other rater') return [404];
    // The first administrator is there already.
    if (row.route.endsWith('/setup/:token')) return [404];
    // Whoever is signed in has no need of the page.
    if (row.route === 'GET /sign-in' && visitor !== 'signed out') return [303];
  }
  return probe.forLetIn;
}

const policy =
  "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;connect-src 'self';form-action 'self';base-uri 'none';object-src 'none';frame-ancestors 'none';require-trusted-types-for 'script'";

const wanted: Readonly<Record<string, RegExp>> = {
  'content-security-policy': new RegExp(`^${policy.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&')}$`),
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /^same-origin$/,
  'x-frame-options': /^DENY$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'permissions-policy': /camera=\(\)/,
  'cache-control': /^no-store$/,
  'x-request-id': /^[0-9a-f-]{36}$/,
};
const unwanted = ['x-powered-by', 'access-control-allow-origin', 'server', 'etag'];

function headerFaults({ headers }: Answer): string[] {
  const isFile = headers['content-disposition'] !== undefined;
  const named = { ...wanted, ...(isFile && { 'content-security-policy': /^sandbox$/ }) };
  const missing = Object.entries(named).filter(([name, value]) => !value.test(String(headers[name])));
  const type = headers['content-type'] ?? '';
  const needsCharset = /^text\/|json|ndjson/.test(type);
  const disposition = headers['content-disposition'];
  return [
    ...missing.map(([name]) => `header ${name} is ${String(headers[name])}`),
    ...unwanted.filter((name) => name in headers).map((name) => `header ${name}`),
    ...(needsCharset && !/charset=utf-8/i.test(type) ? [`type ${type}`] : []),
    ...(disposition !== undefined && !disposition.startsWith('attachment') ? ['shown in the browser'] : []),
  ];
}

/** What stands in a page that must not: code that runs, how we are built, and for raters who the others are. */
function bodyFaults(visitor: Visitor, { status, headers, text }: Answer): string[] {
  const isPage =
    headers['content-type']?.startsWith('text/html') && headers['content-disposition'] === undefined;
  const own = { rater: 'ada', 'other rater': 'ben' } as Partial<Record<Visitor, string>>;
  const others = [...pseudonyms].filter(([username]) => username !== own[visitor]);
  const isBlind = status >= 400 || ['signed out', 'rater', 'other rater'].includes(visitor);
  const isRefused = [401, 403, 404].includes(status);
  return [
    ...(isPage && /<[a-z][^>]*\s(style|on[a-z]+)\s*=/i.test(text) ? ['an inline style or handler'] : []),
    ...(isPage && /<script(?![^>]*\ssrc=)|<style|="javascript:/i.test(text)
      ? ['an inline script or style']
      : []),
    ...(text.includes('$argon2') ? ['a password hash'] : []),
    ...(status >= 400 && /\bat .*\.[jt]s:\d|SQLITE|SELECT |node_modules/.test(text)
      ? ['how we are built']
      : []),
    ...(isBlind && visitor !== 'admin' && others.some(([, pseudonym]) => text.includes(pseudonym))
      ? ['another user']
      : []),
    ...(isRefused && visitor !== 'admin' && /unbreakable|label_confidence|matching_behavior/.test(text)
      ? ['what the refused page holds']
      : []),
  ];
}

/** How many rows have been written, deleted or changed through the one connection there is. */
async function writes(): Promise<number> {
  return (await house.context.db.get<{ n: number }>('SELECT total_changes() AS n'))?.n ?? NaN;
}

/** Of a request or a guess there remain counts, sessions and what is noted about it; of nothing else a trace. */
const traces = ['sessions', 'throttles', 'audit_events', 'audit_head'];
const hashed = { writes: -1, hash: '' };

/** A hash of everything in the database but those traces; computed anew only after something was written. */
async function contentHash(now: number): Promise<string> {
  if (hashed.writes === now) return hashed.hash;
  const { db } = house.context;
  const tables = await db.all<{ name: string }>(
    "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name",
  );
  const hash = createHash('sha256');
  for (const { name } of tables) {
    if (!traces.includes(name))
      hash.update(JSON.stringify(await db.all(`SELECT * FROM "${name}" ORDER BY rowid`)));
  }
  Object.assign(hashed, { writes: now, hash: hash.digest('hex') });
  return hashed.hash;
}
