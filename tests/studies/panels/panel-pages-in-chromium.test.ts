import type { Browser } from 'playwright-core';
import { paths } from '../../../server/paths';
import { launchChromium } from '../../support/browser';
import { faultsOf, serve, type ServedHouse } from '../../support/served-house';
import { widths } from '../../support/screenshots';
import { openPanelHouse, prolific, type PanelHouse } from './panel-house';

let house: PanelHouse;
let served: ServedHouse;
let browser: Browser;

beforeAll(async () => {
  house = await openPanelHouse('sqlite');
  served = await serve(house);
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  served?.close();
  await house?.close();
});

const languages = ['en', 'ar'] as const;
const cases = widths.flatMap((width) => languages.map((locale) => ({ width, locale })));

describe.each(cases)('a participant at $width px in $locale', ({ width, locale }) => {
  it('goes from the door to the code by keyboard, over pages without a fault', async () => {
    const page = await served.open(browser, undefined, { viewport: { width, height: 900 }, locale });
    const participant = `${locale}${width}${'x'.repeat(80)}`;
    const query = new URLSearchParams(prolific(participant)).toString();
    const faults: string[] = [];
    const look = async (name: string): Promise<void> => {
      faults.push(...(await faultsOf(page, `${name}-${locale}`)));
    };
    const press = async (selector: string): Promise<void> => {
      await page.locator(selector).focus();
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    };
    await page.goto(`${served.address}${house.door}?${query}`);
    expect(page.url()).toBe(`${served.address}${house.door}`);
    await look('panel-entry');
    await press('main button');
    expect(page.url()).toBe(`${served.address}${paths.work()}`);
    await look('panel-work');

    const elsewhere = await served.open(browser, undefined, { viewport: { width, height: 900 }, locale });
    const other = new URLSearchParams(prolific(participant, 'other')).toString();
    await elsewhere.goto(`${served.address}${house.door}?${other}`);
    await elsewhere.locator('#reentryCode').fill('wrong');
    await Promise.all([elsewhere.waitForNavigation(), elsewhere.keyboard.press('Enter')]);
    await elsewhere.locator('.error-summary').waitFor();
    faults.push(...(await faultsOf(elsewhere, `panel-reentry-${locale}`)));
    await elsewhere.context().close();

    await press(`form[action="${paths.workEnd(house.studyId)}"] button`);
    expect(await page.locator('main code').innerText()).toBe('EARLY4');
    await look('panel-ending');
    await page.goto(`${served.address}${house.door}?PROLIFIC_PID=`);
    expect(faults).toEqual([]);
    await page.context().close();
  }, 60_000);
});

it.each(widths)(
  'shows an administrator settings without a fault at %d px',
  async (width) => {
    const page = await served.open(browser, 'dana', { viewport: { width, height: 900 } });
    const settings = `${served.address}${paths.studyPanel(house.studyId)}`;
    const faults: string[] = [];
    for (const query of ['', '?preset=sona']) {
      await page.goto(settings + query);
      faults.push(...(await faultsOf(page, `panel-settings${query ? '-new' : ''}`)));
    }
    await page.getByRole('button', { name: 'Save the settings' }).click();
    await page.locator('.error-summary').waitFor();
    faults.push(...(await faultsOf(page, 'panel-settings-refused')));
    expect(faults).toEqual([]);
    await page.context().close();
  },
  60_000,
);
