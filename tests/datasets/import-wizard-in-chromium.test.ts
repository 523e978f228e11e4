import type { Browser, Locator, Page } from 'playwright-core';
import { findDatasetBySlug } from '../../server/datasets/dataset-store';
import { paths } from '../../server/paths';
import { launchChromium } from '../support/browser';
import { openHouse, type House } from '../support/house';
import { faultsOf, serve, withoutScripts, type ServedHouse } from '../support/served-house';
import { fileOf, goodFile, itemLine } from './wizard/wizard-client';

const minutes = 60_000;
const threeBadLines = fileOf(
  itemLine('Do you like the rain?'),
  'no JSON at all',
  itemLine('Do you like the snow?', { choices: ['Perhaps', 'Never'] }),
  itemLine('Do you like\u200b the wind?'),
  '{"question": "Cut off?"',
  itemLine('Do you like the hail?'),
);
const png = Buffer.from(
  '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082',
  'hex',
);

const variations = [
  { scripts: true, width: 1280 },
  { scripts: false, width: 320 },
];

describe.each(variations)('the wizard, scripts: $scripts, at $width px', ({ scripts, width }) => {
  let house: House;
  let served: ServedHouse;
  let browser: Browser;
  let page: Page;
  let faults: string[];
  let examine: <T>(look: () => Promise<T>) => Promise<T>;

  beforeAll(async () => {
    house = await openHouse('sqlite');
    served = await serve(house);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    served?.close();
    await house?.close();
  });
  beforeEach(async () => {
    faults = [];
    page = await served.open(browser, 'dana', { viewport: { width, height: 800 } });
    examine = scripts ? (look) => look() : await withoutScripts(page);
  });
  afterEach(() => page.context().close());

  const look = async (name: string): Promise<void> => {
    faults.push(...(await examine(() => faultsOf(page, `wizard-${name}`))));
  };
  /** Clicks, and waits for the page that comes of it. */
  const open = async (target: Locator): Promise<void> => {
    const loaded = page.waitForEvent('load');
    await target.click();
    await loaded;
  };
  const press = (name: string) => open(page.getByRole('button', { name, exact: true }));
  const follow = (name: string | RegExp) => open(page.getByRole('link', { name }).first());
  const heading = (text: string) => page.getByRole('heading', { level: 1, name: text }).waitFor();

  async function uploadFile(name: string, buffer: Buffer): Promise<void> {
    await page.goto(`${served.address}${paths.newImport()}`);
    await page
      .getByLabel('File', { exact: true })
      .setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
    await press('Upload and preview');
  }

  /** Where a page reloads by itself, axe objects: so the page says how to stop that. */
  async function lookAtWork(name: string): Promise<void> {
    if (!scripts) await follow('Stop that');
    await look(name);
    if (scripts) return;
    // For as long as axe ran, the browser took scripts to be on and hid what is for those without.
    await page.reload();
    await follow('See how far it is now');
  }

  /** The page of work under way follows the work without anybody touching it. */
  async function watchWork(name: string, next: string): Promise<void> {
    await page.getByRole('progressbar').waitFor();
    await lookAtWork(name);
    await house.runJobs();
    // The heading may be the same before and after: only the bar tells that the next page is there.
    await page.getByRole('progressbar').waitFor({ state: 'detached' });
    await page.waitForLoadState();
    await heading(next);
  }

  it(
    'leads a good file from the upload to a dataset, and back again',
    async () => {
      await uploadFile('enjoys-quiet-evenings.jsonl', goodFile);
      await heading('Preview of enjoys-quiet-evenings.jsonl');
      await look('good-preview');
      await press('Check the file');
      await watchWork('good-checking', 'Check of enjoys-quiet-evenings.jsonl');
      await look('good-check');
      await follow('Go on with 3 items');
      await page.getByLabel('Seconds per item').fill('45');
      await page.getByLabel('Category').fill('Leisure');
      await press('Work out the forecast');
      await page.getByText('All there are').waitFor();
      expect(await page.getByLabel('Category').inputValue()).toBe('Leisure');
      await look('good-plan');
      await press('Save and go on');
      await look('good-confirmation');
      await press('Import 3 items');
      await watchWork('good-importing', 'Import of enjoys-quiet-evenings.jsonl');
      await page.getByText('3 items are imported.').waitFor();
      await look('good-result');
      const dataset = await findDatasetBySlug(house.context.db, 'enjoys-quiet-evenings');
      expect(dataset).toMatchObject({ itemCount: 3, category: 'Leisure' });
      await follow('Undo this import');
      await look('good-undoing');
      await press('Undo the import');
      await page.getByText('The import is undone.', { exact: true }).waitFor();
      expect(await findDatasetBySlug(house.context.db, 'enjoys-quiet-evenings')).toBeUndefined();
      expect(faults).toEqual([]);
    },
    2 * minutes,
  );

  it(
    'shows what is wrong with three lines and imports the others',
    async () => {
      await uploadFile('enjoys-weather.jsonl', threeBadLines);
      await look('bad-preview');
      await press('Check the file');
      await watchWork('bad-checking', 'Check of enjoys-weather.jsonl');
      const lines = page.getByRole('table', { name: 'Problems line by line' }).getByRole('rowheader');
      expect(await lines.allInnerTexts()).toEqual(expect.arrayContaining([/2$/, /3$/, /5$/].map(matching)));
      await look('bad-check');
      const file = await page.request.get(
        `${served.address}${await page.getByRole('link', { name: /Download all problems/ }).getAttribute('href')}`,
      );
      const errors = (await file.text())
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { severity: string; line: number });
      expect(errors.filter(({ severity }) => severity === 'error').map(({ line }) => line)).toEqual([
        2, 3, 5,
      ]);
      await follow('Go on with the 3 items');
      await press('Save and go on');
      await press('Import 3 items');
      await watchWork('bad-importing', 'Import of enjoys-weather.jsonl');
      await look('bad-result');
      expect(await findDatasetBySlug(house.context.db, 'enjoys-weather')).toMatchObject({ itemCount: 3 });
      expect(faults).toEqual([]);
    },
    2 * minutes,
  );

  it(
    'says of a picture that it is none of ours, and lets go of it',
    async () => {
      await uploadFile('holiday.png', png);
      await page.locator('.notice-warning').waitFor();
      await look('png');
      expect(await page.getByRole('button', { name: 'Check the file' }).count()).toBe(0);
      await press('Discard this import');
      await page.getByText('The import is discarded.').waitFor();
      await look('png-discarded');
      expect(faults).toEqual([]);
    },
    minutes,
  );

  it(
    'checks pasted text too, and cancels when asked',
    async () => {
      await page.goto(`${served.address}${paths.newImport()}`);
      await page.getByText('Or paste the text of a file').click();
      await page.getByLabel('Text', { exact: true }).fill(goodFile.toString());
      await page.getByLabel('Name', { exact: true }).fill('enjoys-pasting');
      await look('paste');
      await press('Upload and preview');
      await heading('Preview of enjoys-pasting');
      await press('Check the file');
      await page.getByRole('progressbar').waitFor();
      // As if another process had it, which then ends.
      const { db } = house.context;
      await db.run(
        "UPDATE jobs SET state = 'running', holder = 'x/1/x', lease_until = 1 WHERE state = 'queued'",
      );
      await press('Cancel the check');
      await page.getByText('Cancelling.').waitFor();
      await lookAtWork('cancelling');
      await house.runJobs();
      await page.getByText('The check was cancelled.').waitFor();
      await look('cancelled');
      expect(faults).toEqual([]);
    },
    minutes,
  );
});

function matching(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}
