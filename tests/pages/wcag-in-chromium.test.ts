import type { Browser, Page } from 'playwright-core';
import { paths } from '../../server/paths';
import { launchChromium } from '../support/browser';
import type { House } from '../support/house';
import { serve, type ServedHouse } from '../support/served-house';
import { openFurnishedHouse, type Furniture } from './furnished-house';
import { visitsOf, type Visit } from './visits';

/** What axe cannot see of WCAG 2.2, level AA, on the pages that raters meet. */
let house: House & { furniture: Furniture };
let served: ServedHouse;
let browser: Browser;
let page: Page;
let visits: Visit[];

beforeAll(async () => {
  house = await openFurnishedHouse();
  served = await serve(house);
  browser = await launchChromium();
  page = await served.open(browser, 'ada', { viewport: { width: 1280, height: 1024 } });
  visits = visitsOf(house.furniture).filter((visit) => visit.isPage && visit.for.includes('rater'));
}, 120_000);

afterAll(async () => {
  await browser?.close();
  served?.close();
  await house?.close();
});

/** Opens every page in turn and collects what is wrong with it. */
async function faultsOnAll(size: { width: number; height: number }, look: () => Promise<string[]>) {
  await page.setViewportSize(size);
  const faults: string[] = [];
  for (const { name, path } of visits) {
    await page.goto(`${served.address}${path}`);
    faults.push(...(await look()).map((fault) => `${name}: ${fault}`));
  }
  return faults;
}

const sideways = (): Promise<string[]> =>
  page.evaluate(() => {
    const over = document.documentElement.scrollWidth - window.innerWidth;
    return over > 0 ? [`scrolls sideways by ${over} px`] : [];
  });

it('2.5.8: everything that is pressed is at least 24 px each way, or stands in a line of text', async () => {
  const look = (): Promise<string[]> =>
    page.evaluate(() => {
      const inLine = (element: Element): boolean =>
        element.matches('a') && element.closest('p, li, dd, td, th, nav[aria-label="Breadcrumb"]') !== null;
      // A radio or a box is pressed by its whole label.
      const pressed = (element: Element): Element =>
        (element.matches('[type=radio], [type=checkbox]') && element.closest('.choice')) || element;
      return [...document.querySelectorAll('a, button, summary, input:not([type=hidden]), select, textarea')]
        .filter((element) => element.checkVisibility({ checkVisibilityCSS: true }) && !inLine(element))
        .filter(
          (element) => !element.closest('.skip-link, .visually-hidden') && !element.matches('.skip-link'),
        )
        .map((element) => ({ element, box: pressed(element).getBoundingClientRect() }))
        .filter(({ box }) => box.width < 24 || box.height < 24)
        .map(({ element, box }) => `${element.outerHTML.slice(0, 80)} ${box.width} × ${box.height}`);
    });
  expect(visits.length).toBeGreaterThan(15);
  expect(await faultsOnAll({ width: 1280, height: 1024 }, look)).toEqual([]);
  expect(await faultsOnAll({ width: 320, height: 640 }, look)).toEqual([]);
}, 180_000);

it('1.4.12: nothing is cut off or runs sideways when text is spaced out', async () => {
  const look = async (): Promise<string[]> => {
    await page.addStyleTag({
      content: `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
        p { margin-bottom: 2em !important; }`,
    });
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll('main *')]
        .filter((element) => {
          const { overflow, overflowX } = getComputedStyle(element);
          const isHiding = [overflow, overflowX].some((value) => value === 'hidden' || value === 'clip');
          return (
            isHiding && element.textContent.trim() !== '' && element.scrollWidth > element.clientWidth + 1
          );
        })
        .filter((element) => !element.matches('.visually-hidden, .visually-hidden *'))
        .map((element) => `cut off: ${element.outerHTML.slice(0, 80)}`),
    );
    return [...cut, ...(await sideways())];
  };
  // Inline styles are what the policy forbids pages, and what a reader's own browser adds.
  await page.context().route('**/*', async (route) => {
    if (route.request().resourceType() !== 'document') return route.continue();
    const response = await route.fetch({ maxRedirects: 0 });
    const headers = { ...response.headers() };
    delete headers['content-security-policy'];
    return route.fulfill({ response, headers });
  });
  expect(await faultsOnAll({ width: 320, height: 640 }, look)).toEqual([]);
  await page.context().unrouteAll();
}, 180_000);

it('1.4.10: at 400% (1280 px wide) nothing runs sideways, and what sticks leaves room to read', async () => {
  const look = async (): Promise<string[]> => {
    const stuck = await page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .filter((element) => ['sticky', 'fixed'].includes(getComputedStyle(element).position))
        .filter((element) => element.getBoundingClientRect().height > window.innerHeight / 2)
        .map((element) => `takes more than half of the window: ${element.className}`),
    );
    return [...stuck, ...(await sideways())];
  };
  expect(await faultsOnAll({ width: 320, height: 256 }, look)).toEqual([]);
}, 120_000);

it('2.4.3, 2.4.7, 2.4.11: on the rating page the focus goes from top to bottom, is seen, and is never hidden', async () => {
  for (const size of [
    { width: 1280, height: 700 },
    { width: 320, height: 480 },
  ]) {
    await page.setViewportSize(size);
    await page.goto(`${served.address}${house.furniture.openPath}`);
    const stops: { what: string; isSeen: boolean; isOutlined: boolean; order: number; middle: number }[] = [];
    for (let press = 0; press < 60; press++) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return null;
        const shown = (element.matches('[type=radio]') && element.closest('.choice')) || element;
        const box = shown.getBoundingClientRect();
        const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, 40) / 2);
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        const choice = getComputedStyle(shown);
        return {
          what: `${element.outerHTML.slice(0, 60)} at ${Math.round(box.y)} of ${window.innerHeight}, under ${top?.className}`,
          isSeen: top !== null && (shown.contains(top) || top.contains(shown)),
          isOutlined:
            [outlineStyle, choice.outlineStyle].some((style) => style !== 'none') && outlineWidth !== '0px',
          order: [...document.querySelectorAll('*')].indexOf(element),
          middle: box.y + window.scrollY + box.height / 2,
        };
      });
      if (!stop || stops.some(({ order }) => order === stop.order)) break;
      stops.push(stop);
    }
    expect(stops.length).toBeGreaterThan(8);
    expect(stops.filter(({ isSeen }) => !isSeen).map(({ what }) => what)).toEqual([]);
    expect(stops.filter(({ isOutlined }) => !isOutlined).map(({ what }) => what)).toEqual([]);
    // From top to bottom; what stands in one row may differ in height.
    const upwards = stops.filter(({ middle }, stop) => middle < (stops[stop - 1]?.middle ?? 0) - 24);
    expect(upwards.map(({ what }) => what)).toEqual([]);
  }
}, 120_000);

it('3.2.2, 2.1.4: choosing changes no page, and single keys do nothing once they are off', async () => {
  await page.setViewportSize({ width: 1280, height: 1024 });
  await page.goto(`${served.address}${house.furniture.openPath}`);
  const url = page.url();
  for (const group of await page.locator('fieldset').all()) await group.getByRole('radio').first().check();
  expect(page.url()).toBe(url);
  await page.reload();
  await page.locator('[data-shortcut-switch]').click();
  await page.locator('h1').click();
  for (const key of ['1', '2', 'c', 's', 'u', 'g', '?']) await page.keyboard.press(key);
  expect(page.url()).toBe(url);
  expect(await page.locator('input[type=radio]:checked').count()).toBe(0);
  expect(await page.locator('dialog[open]').count()).toBe(0);
  await page.locator('[data-shortcut-switch]').click();
  await page.locator('h1').click();
  await page.keyboard.press('1');
  expect(await page.locator('input[type=radio]:checked').count()).toBe(1);
}, 60_000);

it('3.3.8, 3.2.6: a password can be pasted and kept by the browser, and help stands in the same place', async () => {
  const visitor = await served.open(browser, undefined, { viewport: { width: 1280, height: 800 } });
  await visitor.goto(`${served.address}${paths.signIn()}`);
  const field = visitor.locator('input[type=password]');
  expect(await field.getAttribute('autocomplete')).toBe('current-password');
  await field.evaluate((input: HTMLInputElement) => {
    const data = new DataTransfer();
    data.setData('text', 'pasted');
    return input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, cancelable: true }));
  });
  const place = () => page.locator('.site-account a').first().boundingBox();
  await page.goto(`${served.address}${paths.work()}`);
  const first = await place();
  for (const { path } of visits.slice(0, 8)) {
    await page.goto(`${served.address}${path}`);
    expect(await place()).toEqual(first);
  }
  await visitor.context().close();
}, 60_000);
