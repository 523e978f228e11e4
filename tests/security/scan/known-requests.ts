import { load } from 'cheerio';
import type { PlaceOf } from '../places';
import { routeMatrix, type Caller, type RouteRow } from '../route-matrix';

/** One request that means something, with every parameter and field its route takes. */
export interface KnownRequest {
  readonly route: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** What stands after the question mark of a GET, or in the form of a POST. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly isFile: boolean;
}

type Fields = ReadonlyMap<string, string>;

/** Whoever sends it is somebody else after it, or nobody: scanners try these by themselves, after the others. */
export function endsTheSession({ route }: KnownRequest): boolean {
  return /sign-out|sign-in|removal|deletion|password|second-factor|access|join|setup|visit/.test(route);
}

/**
 * A request for every route the caller may ask, filled in with what the forms of the pages hold.
 * @param show the text of a page, as the caller sees it
 */
export async function knownRequests(
  caller: Caller,
  placeOf: PlaceOf,
  show: (path: string) => Promise<string>,
): Promise<KnownRequest[]> {
  const rows = routeMatrix.filter(({ who }) => who.includes(caller));
  const forms = new Map<string, Fields>();
  for (const row of rows) {
    if (!row.route.startsWith('GET ')) continue;
    for (const [action, fields] of formsOn(await show(placeOf(patternOf(row))))) forms.set(action, fields);
  }
  return rows.map((row) => requestFor(row, placeOf, forms));
}

function requestFor(row: RouteRow, placeOf: PlaceOf, forms: ReadonlyMap<string, Fields>): KnownRequest {
  const method = row.route.startsWith('GET ') ? 'GET' : 'POST';
  const path = placeOf(patternOf(row));
  const filled = forms.get(`${method} ${path}`) ?? new Map<string, string>();
  const named = (method === 'GET' ? row.query : row.body) ?? '';
  const names = named
    .split(' ')
    .filter((name) => /^[\w-]+\*?$/.test(name) && !['files', 'any'].includes(name));
  const fields = new Map(names.map((name) => name.replace('*', '')).map((name) => [name, '1']));
  if (method === 'GET' && row.query === 'any') fields.set('from', '1');
  for (const [name, value] of filled) fields.set(name, value);
  return { route: row.route, method, path, fields: [...fields], isFile: named.includes('files') };
}

function patternOf({ route }: RouteRow): string {
  return route.split(' ')[1] ?? '';
}

/** The forms of a page, each as method and path with what it would send if every empty field were filled in. */
function formsOn(html: string): [string, Fields][] {
  const $ = load(html);
  return $('form')
    .toArray()
    .map((form) => {
      const fields = new Map<string, string>();
      const put = (name: string | undefined, value: string | string[] | undefined): void => {
        if (name !== undefined && !fields.has(name)) fields.set(name, [value].flat()[0] || '1');
      };
      // A choice that is ticked comes before the others of its name.
      const inputs = [
        ...$(form).find(':checked').toArray(),
        ...$(form).find('input, select, textarea').toArray(),
      ];
      for (const input of inputs)
        if ($(input).attr('type') !== 'file') put($(input).attr('name'), $(input).val());
      const method = ($(form).attr('method') ?? 'get').toUpperCase();
      return [`${method} ${String($(form).attr('action')).split('?')[0]}`, fields];
    });
}
