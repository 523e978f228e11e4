import { HtmlValidate } from 'html-validate';
import { paths } from '../../server/paths';
import { openFurnishedHouse, type Furniture } from './furnished-house';
import type { Agent, House } from '../support/house';
import { visitors, visitsOf, type Visitor } from './visits';

/** The standard's rules; what is a matter of taste is left to prettier. */
const validator = new HtmlValidate({ extends: ['html-validate:standard'] });

let house: House & { furniture: Furniture };
let agents: Record<Visitor, Agent>;
beforeAll(async () => {
  house = await openFurnishedHouse();
  agents = {
    'signed out': house.visitor(),
    rater: await house.signedIn(visitors.rater),
    admin: await house.signedIn(visitors.admin),
  };
});
afterAll(() => house.close());

async function faultsIn(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${line}: ${ruleId}: ${message}`),
  );
}

it('finds a fault where there is one', async () => {
  expect(
    await faultsIn(
      '<!doctype html><html lang="en"><head><title>a</title></head><body><p><div></div></p></body></html>',
    ),
  ).not.toEqual([]);
});

it('finds none on any page', async () => {
  const faults: Record<string, string[]> = {};
  let looked = 0;
  for (const { name, path, for: allowed, isPage } of visitsOf(house.furniture)) {
    const visitor = allowed[0];
    if (!isPage || !visitor) continue;
    const found = await faultsIn((await agents[visitor].get(path).expect(200)).text);
    if (found.length > 0) faults[name] = found;
    looked++;
  }
  expect(looked).toBeGreaterThan(40);
  expect(faults).toEqual({});
});

it('finds none in a report file', async () => {
  const { reportId } = house.furniture;
  const response = await agents.admin.get(paths.reportFile(reportId, 'report.html')).buffer(true).expect(200);
  expect(await faultsIn(response.text)).toEqual([]);
});
