import type { Browser, Page } from 'playwright-core';
import { paths } from '../../server/paths';
import { launchChromium } from '../support/browser';
import { openHouse, type House } from '../support/house';
import { serve, type ServedHouse } from '../support/served-house';
import { openStudy, revisionsOf } from './rater-at-work';

let house: House;
let served: ServedHouse;
let browser: Browser;
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

/** Ada, with these settings, before the first item of a new study. */
async function openItem(settings: readonly string[]): Promise<{ page: Page; url: string }> {
  const study = await openStudy(house, 3, { plan: { overlap: 1, name: house.context.newId() } });
  const page = await served.open(browser, 'ada', { viewport: { width: 1280, height: 800 } });
  await page.goto(`${served.address}${paths.account()}`);
  await page.getByLabel('Keyboard shortcuts').setChecked(settings.includes('shortcuts'));
  await page.getByLabel('Save and go on by itself').setChecked(settings.includes('autoAdvance'));
  await page.getByRole('button', { name: 'Save' }).click();
  await page.locator('.flash').waitFor();
  await page.goto(`${served.address}${paths.work()}`);
  await page.getByRole('button', { name: `Start ${study.name}` }).click();
  await page.locator('.shortcut-controls:not([hidden])').waitFor();
  return { page, url: new URL(page.url()).pathname };
}

const group = (page: Page, name: RegExp) => page.getByRole('group', { name });
/** Every question but the last, with the mouse. */
async function answerAllButOne(page: Page): Promise<void> {
  await page.getByLabel('Well', { exact: true }).click();
  await group(page, /Which answer/)
    .getByLabel('Yes', { exact: true })
    .click();
}
const answerLast = (page: Page) =>
  group(page, /unclear/)
    .getByLabel('No', { exact: true })
    .click();

it('saves and goes on when the last answer is chosen, where that is set', async () => {
  const { page, url } = await openItem(['shortcuts', 'autoAdvance']);
  await answerAllButOne(page);
  expect(await revisionsOf(house, url)).toHaveLength(0);
  await answerLast(page);
  await page.waitForURL((to) => to.pathname !== url);
  expect(await revisionsOf(house, url)).toHaveLength(1);
  const second = new URL(page.url()).pathname;
  await page.locator('form[data-shortcuts]').waitFor();
  for (const key of ['4', '1', '1']) await page.keyboard.press(key);
  await page.waitForURL((to) => to.pathname !== second);
  expect(await revisionsOf(house, second)).toHaveLength(1);
});

it('waits while arrow keys are on their way through the choices', async () => {
  const { page, url } = await openItem(['shortcuts', 'autoAdvance']);
  await answerAllButOne(page);
  await group(page, /unclear/)
    .getByLabel('No', { exact: true })
    .focus();
  await page.keyboard.press('ArrowDown');
  await expect(
    group(page, /unclear/)
      .getByLabel('Yes', { exact: true })
      .isChecked(),
  ).resolves.toBe(true);
  await page.waitForTimeout(500);
  expect(new URL(page.url()).pathname).toBe(url);
  await page.keyboard.press('Enter');
  await page.waitForURL((to) => to.pathname !== url);
});

it('waits for the button where nothing is set, and lets single keys alone where they are off', async () => {
  const { page, url } = await openItem([]);
  for (const key of ['4', '1', '1']) await page.keyboard.press(key);
  expect(await page.locator('main input:checked').count()).toBe(0);
  await answerAllButOne(page);
  await answerLast(page);
  await page.waitForTimeout(500);
  expect(new URL(page.url()).pathname).toBe(url);
  expect(await revisionsOf(house, url)).toHaveLength(0);
  await page.getByRole('button', { name: /^Save/ }).click();
  await page.waitForURL((to) => to.pathname !== url);
});

it('never goes on by itself from a rating that is changed', async () => {
  const { page, url } = await openItem(['autoAdvance']);
  await answerAllButOne(page);
  await answerLast(page);
  await page.waitForURL((to) => to.pathname !== url);
  await page.goto(`${served.address}${url}`);
  await page.getByLabel('Slightly', { exact: true }).click();
  await page.waitForTimeout(500);
  expect(new URL(page.url()).pathname).toBe(url);
  expect(await revisionsOf(house, url)).toHaveLength(1);
});

it('makes all text larger, and nothing wider than a narrow screen', async () => {
  const page = await served.open(browser, 'ben', { viewport: { width: 320, height: 640 } });
  await page.goto(`${served.address}${paths.account()}`);
  const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
  const usual = await size();
  await page.getByLabel('Larger', { exact: true }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.locator('html[data-text=larger]').waitFor();
  expect((await size()) / usual).toBeCloseTo(1.45, 2);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
