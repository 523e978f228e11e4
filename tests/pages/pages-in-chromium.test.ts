import type { Browser, Page } from 'playwright-core';
import { paths } from '../../server/paths';
import { launchChromium } from '../support/browser';
import type { House } from '../support/house';
import { widths } from '../support/screenshots';
import { faultsOf, serve, type ServedHouse } from '../support/served-house';
import { openFurnishedHouse, type Furniture } from './furnished-house';
import { refusalsOf, visitors, visitsOf, type Visitor } from './visits';

/** For a round of pages, on a machine with other things to do. */
const longest = 480_000;

let house: House & { furniture: Furniture };
let served: ServedHouse;
let browser: Browser;

beforeAll(async () => {
  house = await openFurnishedHouse();
  served = await serve(house);
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  served?.close();
  await house?.close();
});

describe.each(Object.keys(visitors) as Visitor[])('for %s', (visitor) => {
  let page: Page;
  beforeAll(async () => {
    page = await openBrowser(widths[0], visitor);
  });
  afterAll(() => page.context().close());

  it(
    'breaks no rule that axe knows on any page, and never scrolls sideways',
    async () => {
      const visits = visitsOf(house.furniture).filter((visit) => visit.isPage && visit.for.includes(visitor));
      expect(visits.length).toBeGreaterThan(2);
      const faults: string[] = [];
      for (const { name, path } of visits) {
        await page.goto(`${served.address}${path}`);
        faults.push(...(await faultsAtWidths(page, name)));
      }
      expect(faults).toEqual([]);
    },
    longest,
  );

  it(
    'breaks none when a form is refused',
    async () => {
      const refusals = refusalsOf(house.furniture).filter((refusal) => refusal.visitor === visitor);
      const faults: string[] = [];
      for (const { name, path, button } of refusals) {
        await page.goto(`${served.address}${path}`);
        await page.getByRole('button', { name: button, exact: true }).click();
        await page.locator('.error-summary').waitFor();
        faults.push(...(await faultsAtWidths(page, name)));
      }
      expect(faults).toEqual([]);
    },
    longest,
  );
});

/** The page as it is, wide and narrow, without being asked for again. */
async function faultsAtWidths(page: Page, name: string): Promise<string[]> {
  const faults: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    const found = await faultsOf(page, name);
    faults.push(...found.map((fault) => `${fault}, ${width} px wide`));
  }
  return faults;
}

it.each(widths)(
  'breaks no rule where the optional parts of a new study are unfolded, at %d px',
  async (width) => {
    const page = await openBrowser(width, 'admin');
    await page.goto(`${served.address}${paths.newStudy()}`);
    const summaries = await page.locator('details:not([open]) > summary').all();
    expect(summaries.length).toBeGreaterThan(1);
    for (const summary of summaries.reverse()) await summary.click();
    expect(await faultsOf(page, 'study-new-unfolded')).toEqual([]);
    await page.context().close();
  },
);

it('shows faults of forms in the title, in the summary and beside the field', async () => {
  const page = await openBrowser(1280, 'admin');
  await page.goto(`${served.address}${paths.newStudy()}`);
  await page.getByRole('button', { name: 'Make the study' }).click();
  await page.locator('.error-summary').waitFor();
  expect(await page.title()).toMatch(/^Error: /);
  const link = page.locator('.error-summary a').first();
  await link.click();
  const field = page.locator(`[id="${(await link.getAttribute('href'))?.slice(1)}"]`);
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.context().close();
});

function openBrowser(width: number, visitor: Visitor): Promise<Page> {
  return served.open(browser, visitors[visitor], { viewport: { width, height: 800 } });
}
