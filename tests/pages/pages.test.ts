import type { CheerioAPI } from 'cheerio';
import { getRoutes } from '../support/get-routes';
import { page } from '../support/html';
import type { Agent, House } from '../support/house';
import { staffSignedIn } from '../support/staff';
import { openFurnishedHouse, type Furniture } from './furnished-house';
import { openToRole, visitors, visitsOf, type Visit, type Visitor } from './visits';

let house: House & { furniture: Furniture };
let visits: Visit[];
let agents: Record<Visitor, Agent>;

beforeAll(async () => {
  house = await openFurnishedHouse();
  visits = visitsOf(house.furniture);
  agents = {
    'signed out': house.visitor(),
    rater: await house.signedIn(visitors.rater),
    admin: await house.signedIn(visitors.admin),
  };
});

afterAll(() => house.close());

it('visits every address the application answers', () => {
  // The set-up page exists only while nobody has an account; the journeys go through it.
  const routes = getRoutes(house.app).filter((route) => route !== '/setup/:token');
  const unvisited = routes.filter((route) => {
    const pattern = new RegExp(`^${route.replace(/:\w+/g, '[^/]+')}$`);
    return !visits.some(({ path }) => pattern.test(path));
  });
  expect(routes.length).toBeGreaterThan(15);
  expect(unvisited).toEqual([]);
});

it.each(Object.keys(visitors) as Visitor[])(
  'lets %s open what is theirs and nothing else',
  async (visitor) => {
    const refusals = visitor === 'signed out' ? [303] : [303, 403, 404];
    const surprises: string[] = [];
    for (const { name, path, for: allowed } of visits) {
      const { status } = await agents[visitor].get(path);
      const expected = allowed.includes(visitor) ? [200] : refusals;
      if (!expected.includes(status)) surprises.push(`${name}: ${status}`);
    }
    expect(surprises).toEqual([]);
  },
);

const readers = { analyst: 'eve', adjudicator: 'fay' } as const;

describe.each(Object.keys(readers) as (keyof typeof readers)[])('for an %s', (role) => {
  let agent: Agent;
  beforeAll(async () => {
    agent = await staffSignedIn(house, readers[role]);
  });
  const isOpen = ({ name, for: allowed }: Visit): boolean =>
    allowed.includes('signed out')
      ? !['sign-in', 'sign-in-kept'].includes(name)
      : openToRole[role].includes(name);

  it('opens what is theirs and nothing else', async () => {
    const surprises: string[] = [];
    for (const visit of visits) {
      const { status } = await agent.get(visit.path);
      if (!(isOpen(visit) ? [200] : [303, 403, 404]).includes(status))
        surprises.push(`${visit.name}: ${status}`);
    }
    expect(surprises).toEqual([]);
  });

  it('offers no way to a page that is refused, no form that changes anything, and no rater’s name', async () => {
    const faults: string[] = [];
    const opened = new Map<string, number>();
    const own = [
      '/account',
      '/sign-out',
      '/agreement',
      '/access',
      '/panels',
      '/sign-in',
      '/language',
      '/join',
    ];
    for (const visit of visits.filter((one) => one.isPage && isOpen(one))) {
      const $ = page((await agent.get(visit.path)).text);
      for (const link of $('a[href^="/"]').toArray()) {
        const path = ($(link).attr('href') ?? '').split('#')[0] ?? '';
        if (!opened.has(path)) opened.set(path, (await agent.get(path)).status);
        if ((opened.get(path) ?? 500) >= 400) faults.push(`${visit.name}: leads to ${path}`);
      }
      for (const form of $('main form[method=post]').toArray()) {
        const action = $(form).attr('action') ?? visit.path;
        if (!own.some((path) => action.startsWith(path))) faults.push(`${visit.name}: sends to ${action}`);
      }
      if (/\b(ada|ben|cai|synthetic-[12])\b/.test($('main').text())) faults.push(`${visit.name}: a name`);
    }
    expect(opened.size).toBeGreaterThan(20);
    expect(faults).toEqual([]);
  });
});

it('gives every page one heading, a title, and a name to every field', async () => {
  const faults = await faultsOfPages(($) => [
    ...($('h1').length === 1 ? [] : [`${$('h1').length} headings`]),
    ...(/^\S.* – Assay$/.test($('head title').text()) ? [] : [`title "${$('head title').text()}"`]),
    ...unnamedFields($),
    ...repeatedIds($),
  ]);
  expect(faults).toEqual([]);
});

it('never lets the text of an item become markup', async () => {
  const faults = await faultsOfPages(($) =>
    $('script:not([src]), main b')
      .toArray()
      .map((node) => $.html(node)),
  );
  expect(faults).toEqual([]);
});

/** What is wrong with any page, for any visitor who may open it. */
async function faultsOfPages(faultsOf: ($: CheerioAPI) => string[]): Promise<string[]> {
  const faults: string[] = [];
  for (const { name, path, for: allowed, isPage } of visits) {
    for (const visitor of isPage ? allowed : []) {
      const { text } = await agents[visitor].get(path);
      faults.push(...faultsOf(page(text)).map((fault) => `${name} for ${visitor}: ${fault}`));
    }
  }
  return faults;
}

/** Fields a person could not tell the meaning of. */
function unnamedFields($: CheerioAPI): string[] {
  const fields = $('input:not([type=hidden]), select, textarea').toArray();
  return fields
    .filter((field) => {
      const id = $(field).attr('id');
      const inGroup = ['radio', 'checkbox'].includes($(field).attr('type') ?? '');
      const hasLegend = $(field).closest('fieldset').children('legend').text().trim() !== '';
      return !id || $(`label[for="${id}"]`).text().trim() === '' || (inGroup && !hasLegend);
    })
    .map((field) => $.html(field));
}

function repeatedIds($: CheerioAPI): string[] {
  const ids = $('[id]')
    .toArray()
    .map((element) => $(element).attr('id') ?? '');
  return ids.filter((id, index) => ids.indexOf(id) !== index);
}
