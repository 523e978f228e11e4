import type { Asked } from './asking';
import type { RouteRow } from './route-matrix';

/** How a probe may end for those whom the row lets in; whom it does not let in, it refuses as ever. */
type End =
  /** One status for everybody, whoever asks: what is wrong is seen before anybody looks who it is. */
  { readonly forAll: number } | { readonly forLetIn: readonly number[] };

export type Probe = { readonly name: string; readonly asked: Asked } & End;

const origin = { 'Sec-Fetch-Site': 'same-origin' };
const formType = 'application/x-www-form-urlencoded';
const form = { ...origin, 'Content-Type': formType };
const unknownId = '00000000-0000-7000-8000-000000000000';

const oddIds: Readonly<Record<string, string>> = {
  'a NUL': '%00',
  'line ends': 'x%0d%0aSet-Cookie:%20a=b',
  'a way upwards': '..%2f..%2f..%2fetc%2fpasswd',
  __proto__: '__proto__',
  'a broken encoding': '%zz',
  '5,000 letters': 'a'.repeat(5000),
};

const badQueries: Readonly<Record<string, string>> = {
  'an unknown parameter': 'zz=1',
  'a parameter twice': 'page=1&page=2',
  '__proto__ as parameter': '__proto__=1',
  'the constructor as parameter': 'constructor%5Bprototype%5D%5Bx%5D=1',
  'a filter by relation': 'user__password_hash__startswith=a',
};

const badForms: Readonly<Record<string, string>> = {
  'fields to rise by': 'role=admin&paid=1&approved=1&gold=1&rater_id=1',
  'the constructor as field': 'constructor%5Bprototype%5D%5Bx%5D=1',
  'a list as field': 'zz%5B%5D=1&zz%5B%5D=2',
};

const otherTypes: Readonly<Record<string, readonly [type: string | undefined, body: string]>> = {
  'JSON, an object': ['application/json', '{"role":"admin","__proto__":{"admin":true}}'],
  'JSON, a list': ['application/json', '[{"a":[1]}]'],
  'plain text': ['text/plain', 'role=admin'],
  'no type': [undefined, 'role=admin'],
};

const elsewhere: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'another site': { 'Sec-Fetch-Site': 'cross-site' },
  'another host of the site': { 'Sec-Fetch-Site': 'same-site' },
  'another origin': { Origin: 'http://evil.test' },
  'a hidden origin': { Origin: 'null' },
  nowhere: {},
};

/**
 * What is tried at one route.
 * @param place its address with real ids in it
 * @param everything otherwise only one of each kind of what is refused to everybody before it is asked who they are
 */
export function probesOf(row: RouteRow, place: string, everything: boolean): Probe[] {
  const probes = allProbesOf(row, place);
  if (everything) return probes;
  const samples = ['an unknown parameter', 'TRACE', 'JSON, an object', 'from another site'];
  return probes.filter((probe) => 'forLetIn' in probe || samples.includes(probe.name));
}

function allProbesOf(row: RouteRow, place: string): Probe[] {
  const [method = '', pattern = ''] = row.route.split(' ');
  const probes = [...oddPlaces(method, pattern, place), ...queryProbes(row, method, place)];
  if (method === 'GET') return [{ ...plain(row, place) }, ...probes, ...otherMethods(place)];
  return [...probes, ...formProbes(row, place), ...typeProbes(place), ...originProbes(place)];
}

function plain(row: RouteRow, path: string): Probe {
  return {
    name: 'as it is',
    asked: { method: 'GET', path, headers: origin },
    forLetIn: [row.leads ? 303 : 200],
  };
}

function oddPlaces(method: string, pattern: string, place: string): Probe[] {
  const at = pattern.split('/').findLastIndex((part) => part.startsWith(':'));
  if (at < 0) return [];
  const withId = (id: string): string => place.split('/').with(at, id).join('/');
  // What opens a link is the same page for every link, right or wrong.
  const opens = pattern.startsWith('/sign-in/link') && method === 'GET' ? [200] : [];
  const leads = /\/(lease|previous-rating)$/.test(pattern) ? [303] : [];
  const ids = { ...oddIds, 'an id of nothing': unknownId };
  return Object.entries(ids).map(([name, id]) => ({
    name: `the id ${name}`,
    asked: { method, path: withId(id), headers: method === 'POST' ? form : origin },
    forLetIn: [400, 404, 422, 429, ...opens, ...leads],
  }));
}

function queryProbes(row: RouteRow, method: string, place: string): Probe[] {
  if (row.query === 'any') return [];
  const taken = (row.query ?? '').split(' ').filter((name) => name !== '' && !name.endsWith('*'));
  const nul = taken.map((name) => [`a NUL in ${name}`, `${name}=%00`] as const);
  const twice = taken.slice(0, 1).map((name) => [`${name} twice`, `${name}=a&${name}=b`] as const);
  return [...Object.entries(badQueries), ...nul, ...twice].map(([name, query]) => ({
    name,
    asked: { method, path: `${place}?${query}`, headers: method === 'POST' ? form : origin },
    forAll: 400,
  }));
}

function otherMethods(path: string): Probe[] {
  return ['TRACE', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'].map((method) => ({
    name: method,
    asked: { method, path, headers: origin },
    forAll: 405,
  }));
}

function formProbes(row: RouteRow, path: string): Probe[] {
  const fields = (row.body ?? '').split(' ').filter((name) => /^[\w-]+$/.test(name) && name !== 'files');
  const twice = fields.map((name) => [`${name} twice`, `${name}=a&${name}=b`] as const);
  const refused = [...Object.entries(badForms), ...twice].map(([name, body]) => ({
    name,
    asked: { method: 'POST', path, headers: form, body },
    forLetIn: [400, 404, 409, 422, 429, ...(row.leadsBack && name.endsWith(' twice') ? [303] : [])],
  }));
  const large = { method: 'POST', path, headers: form, body: `zz=${'x'.repeat(200_000)}` };
  // The parser drops this one, so that no form's own schema could refuse it.
  const prototype = { method: 'POST', path, headers: form, body: '%5F_proto__=1' };
  return [
    ...refused,
    { name: '200 kB', asked: large, forAll: 413 },
    { name: '__proto__ as field', asked: prototype, forAll: 400 },
  ];
}

function typeProbes(path: string): Probe[] {
  return Object.entries(otherTypes).map(([name, [type, body]]) => ({
    name,
    asked: {
      ...{ method: 'POST', path, body },
      headers: { ...origin, ...(type !== undefined && { 'Content-Type': type }) },
    },
    forAll: 415,
  }));
}

function originProbes(path: string): Probe[] {
  return Object.entries(elsewhere).map(([name, from]) => ({
    name: `from ${name}`,
    asked: { method: 'POST', path, headers: { ...from, 'Content-Type': formType } },
    forAll: 403,
  }));
}
