import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/browser';
import { page as read, tableRows } from '../support/html';
import { startBuiltServer, type BuiltServer } from '../support/server-process';
import { expectedFigures, expectedRows } from './figures';
import { travel, type Variation } from './journey';

const minutes = 60_000;
const variations: Variation[] = [
  { engine: 'postgres', labelMode: 'verify', javaScript: true },
  { engine: 'sqlite', labelMode: 'blind', javaScript: false },
];

describe.each(variations)('by keyboard alone on $engine, $labelMode, scripts: $javaScript', (variation) => {
  let browser: Browser;
  let server: BuiltServer;
  let studyPage: Page;

  beforeAll(async () => {
    browser = await launchChromium();
    server = await startBuiltServer(variation.engine);
    studyPage = await travel(browser, server, variation);
  }, 3 * minutes);

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  it('shows the figures worked out by hand', async () => {
    const $ = read(await studyPage.content());
    const rows = tableRows($, 'Labels and agreement between raters, all datasets');
    const expected = expectedRows(variation.labelMode);
    const names = expected.map(([name]) => name);
    expect(rows.filter(([name]) => names.includes(name))).toEqual(expected);
  });

  it('gives the same figures unrounded as JSON', async () => {
    await studyPage.getByRole('button', { name: 'Compute a report' }).click();
    await studyPage.getByRole('heading', { name: 'Label agreement', exact: true }).waitFor();
    const response = await studyPage.request.get(`${studyPage.url()}/files/report.json`);
    const report = (await response.json()) as { study: unknown; datasets: unknown[]; pooled: unknown };
    const figures = expectedFigures(variation.labelMode);
    expect(report.study).toMatchObject({ labelMode: variation.labelMode, overlap: 3 });
    expect(report.datasets).toMatchObject([{ slug: 'enjoys-quiet-evenings', ...figures }]);
    expect(report.pooled).toMatchObject(figures);
  });
});
