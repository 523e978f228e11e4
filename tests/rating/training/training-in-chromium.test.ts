import type { Browser, Page } from 'playwright-core';
import { paths } from '../../../server/paths';
import { launchChromium } from '../../support/browser';
import { openHouse, type House } from '../../support/house';
import { serve, type ServedHouse } from '../../support/served-house';
import { answersTo, openTrainedStudy } from './trained-study';

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

it('is taken by keys alone: digits answer, Enter sends, Enter goes on from the feedback', async () => {
  const { study } = await openTrainedStudy(house);
  const page: Page = await served.open(browser, 'ada', { viewport: { width: 320, height: 640 } });
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(error.message));
  await page.goto(`${served.address}${paths.training(study.id)}`);
  await page.locator('main button').focus();
  await page.keyboard.press('Enter');
  for (let number = 1; number <= 5; number++) {
    await page.waitForURL(new RegExp(`/training/[^/]+/${number}$`));
    await page.locator('form[data-shortcuts]').waitFor();
    // Keys of what only the rating page has do nothing here.
    for (const key of ['c', 'f', 's']) await page.keyboard.press(key);
    const { relevance, label, ambiguity } = answersTo(number);
    const keys = [String(relevance), String(Number(label) + 1), ambiguity === 'no' ? '1' : '2'];
    for (const key of [...keys, 'Enter']) await page.keyboard.press(key);
    await page.waitForURL(/\/feedback$/);
    await page.locator('.actions .button, .actions button').first().focus();
    await page.keyboard.press('Enter');
  }
  await page.getByText('You answered 5 of 5').waitFor();
  expect(failures).toEqual([]);
  await page.context().close();
}, 120_000);
