import type { Browser, Page } from 'playwright-core';
import { paths } from '../../server/paths';
import { launchChromium } from '../support/browser';
import { openHouse } from '../support/house';
import { serve, withoutScripts, type ServedHouse } from '../support/served-house';
import { behindFaultyFront } from './faulty-front';
import { assignmentOf, openStudy, revisionsOf } from './rater-at-work';

/** Whole pages are kept for the Back button, as in people's browsers; playwright switches that off. */
const withPageCache = { ignoreDefaultArgs: ['--disable-back-forward-cache'] };

let house: ReturnType<typeof behindFaultyFront>;
let served: ServedHouse;
let browser: Browser;
beforeAll(async () => {
  house = behindFaultyFront(await openHouse('sqlite'));
  served = await serve(house);
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  served?.close();
  await house?.close();
});
afterEach(() => house.mend());

const desktop = { viewport: { width: 1280, height: 800 } };

/** Ada before the first item of a new study. */
async function openItem(from: Browser = browser, page?: Page): Promise<{ page: Page; url: string }> {
  const study = await openStudy(house, 3, { plan: { overlap: 1, name: house.context.newId() } });
  const opened = page ?? (await served.open(from, 'ada', desktop));
  await opened.goto(`${served.address}${paths.work()}`);
  await opened.getByRole('button', { name: `Start ${study.name}` }).click();
  // Not before the page's scripts are at work.
  await opened.locator('form[data-shortcuts]').waitFor();
  return { page: opened, url: new URL(opened.url()).pathname };
}

async function answer(page: Page, label: string): Promise<void> {
  await page.getByLabel('Well', { exact: true }).check();
  await page
    .getByRole('group', { name: /Which answer/ })
    .getByLabel(label, { exact: true })
    .check();
  await page
    .getByRole('group', { name: /unclear/ })
    .getByLabel('No', { exact: true })
    .check();
}

const save = (page: Page) => page.getByRole('button', { name: /^Save/ }).click();
const status = (page: Page) => page.locator('.save-status');

describe.each([
  ['without the cache of whole pages', {}, false],
  ['with the cache of whole pages', withPageCache, true],
] as const)('going back %s', (_how, changes, isCached) => {
  let own: Browser;
  let page: Page;
  beforeAll(async () => {
    own = await launchChromium(changes);
    page = await served.open(own, 'ada', desktop);
  });
  afterAll(() => own?.close());

  /** Saves Yes, goes on to the next item, and back to this one. */
  async function saveAndGoBack(): Promise<string> {
    house.faults.letsPagesBeKept = isCached;
    const { url } = await openItem(own, page);
    await answer(page, 'Yes');
    await page.evaluate(() => Object.assign(window, { isThisVeryPage: true }));
    await save(page);
    await page.getByText('Item 2 of 20').waitFor();
    // A page that was kept is not loaded again.
    await page.goBack({ waitUntil: 'commit' });
    await page.locator('input:checked').first().waitFor();
    expect(await page.evaluate(() => 'isThisVeryPage' in window)).toBe(isCached);
    return url;
  }

  it('F7: sending the same answers again stores nothing more and leads on', async () => {
    const url = await saveAndGoBack();
    await save(page);
    // Something that only the next page has: the next test must not meet a page that is still on its way.
    const next = isCached
      ? page.getByText('Item 2 of 20')
      : page.getByRole('heading', { name: 'Your ratings' });
    await next.waitFor();
    expect(await revisionsOf(house, url)).toHaveLength(1);
  });

  it('F8: other answers are a second revision, and the rater is told', async () => {
    const url = await saveAndGoBack();
    await answer(page, 'No');
    await save(page);
    await page.getByText('Rating updated.').waitFor();
    expect(await revisionsOf(house, url)).toHaveLength(2);
  });
});

it('F9: two windows with different answers end at a page that shows both', async () => {
  const { page: one, url } = await openItem();
  const two = await one.context().newPage();
  await two.goto(`${served.address}${url}`);
  await answer(one, 'Yes');
  await answer(two, 'No');
  await save(one);
  await one.getByText('Item 2 of 20').waitFor();
  await save(two);
  await two.getByRole('heading', { name: 'This rating was changed meanwhile' }).waitFor();
  expect(await revisionsOf(house, url)).toHaveLength(1);
  await two.getByRole('link', { name: 'Open the stored rating' }).click();
  const stored = two.getByRole('group', { name: /Which answer/ }).getByLabel('Yes', { exact: true });
  expect(await stored.isChecked()).toBe(true);
  await one.context().close();
});

it('F12: an answer sent after the session has ended is offered after signing in, and saved', async () => {
  const { page, url } = await openItem();
  await answer(page, 'No');
  await house.context.db.run('DELETE FROM sessions');
  await save(page);
  await page.getByText('It is kept for 24 hours').waitFor();
  await page.getByLabel('Username').fill(house.cast.ada.username);
  await page.getByLabel('Password').first().fill(house.cast.ada.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Save your answer?' }).waitFor();
  expect(await revisionsOf(house, url)).toHaveLength(0);
  await page.getByRole('button', { name: 'Save this answer' }).click();
  await page.getByText('Your answer is saved.').waitFor();
  expect(await revisionsOf(house, url)).toHaveLength(1);
  await page.context().close();
});

it('F13: a form that was refused is still filled in after Back, and can be sent again', async () => {
  const { page, url } = await openItem();
  await answer(page, 'No');
  await page.getByText('Problem or comment').click();
  await page.getByLabel('Comment').fill('typed with care');
  house.faults.stripsHeaders = true;
  await save(page);
  await page.getByText('must pass on the Origin and Sec-Fetch-Site headers').waitFor();
  house.faults.stripsHeaders = false;
  await page.goBack();
  await save(page);
  await page.getByText('Item 2 of 20').waitFor();
  expect(await revisionsOf(house, url)).toMatchObject([{ comment: 'typed with care' }]);
  await page.context().close();
});

describe('F38: without a connection', () => {
  const notSent = /^Not sent yet: no connection\. Trying again in \d+ s\.$/;

  it.each([
    ['the browser knows of', (page: Page, down: boolean) => page.context().setOffline(down)],
    ['only the server’s silence tells', async (_: Page, down: boolean) => void (house.faults.isDown = down)],
  ])('the form stays and is sent once there is one: a loss that %s', async (_how, turn) => {
    const { page, url } = await openItem();
    await answer(page, 'No');
    const submissionId = await page.locator('[name=submissionId]').inputValue();
    await turn(page, true);
    await save(page);
    await status(page).filter({ hasText: notSent }).waitFor();
    // Longer and longer pauses.
    await status(page).filter({ hasText: 'Trying again in 2 s' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(url);
    expect(await page.locator('input:checked').count()).toBe(3);
    expect(await revisionsOf(house, url)).toHaveLength(0);
    await turn(page, false);
    await page.getByText('Item 2 of 20').waitFor();
    const rows = await house.context.db.all(
      'SELECT submission_id FROM ratings WHERE assignment_id = ?',
      assignmentOf(url),
    );
    expect(rows).toEqual([{ submission_id: submissionId }]);
    await page.context().close();
  });

  it('a rater who leaves the page while it waits is asked first', async () => {
    const { page, url } = await openItem();
    await answer(page, 'No');
    house.faults.isDown = true;
    await save(page);
    await status(page).filter({ hasText: notSent }).waitFor();
    house.mend();
    const asked = page.waitForEvent('dialog');
    const leaving = page.goto(`${served.address}${paths.work()}`).catch(() => undefined);
    await (await asked).dismiss();
    await leaving;
    await page.getByText('Item 2 of 20').waitFor();
    expect(await revisionsOf(house, url)).toHaveLength(1);
    await page.context().close();
  });
});

it('keeps an item longer without scripts, with everything that was answered', async () => {
  const { page, url } = await openItem();
  await withoutScripts(page);
  await page.goto(`${served.address}${url}`);
  await page.getByLabel('Well', { exact: true }).check();
  house.clock.advance(60_000);
  await page.getByRole('button', { name: 'Keep it longer' }).click();
  await page.getByText('The item is kept for you for two more hours.').waitFor();
  expect(await page.getByLabel('Well', { exact: true }).isChecked()).toBe(true);
  await answer(page, 'No');
  await page.keyboard.press('Enter');
  await page.getByText('Item 2 of 20').waitFor();
  expect(await revisionsOf(house, url)).toHaveLength(1);
  await page.context().close();
});

it('keeps an item longer with scripts too, and asks before the answers are left', async () => {
  const { page } = await openItem();
  await page.getByLabel('Well', { exact: true }).check();
  await page.getByRole('button', { name: 'Keep it longer' }).click();
  await page.getByText('The item is kept for you for two more hours.').waitFor();
  expect(await page.getByLabel('Well', { exact: true }).isChecked()).toBe(true);
  // The text is there before the scripts of the page have run.
  await page.waitForLoadState();
  const asked = page.waitForEvent('dialog');
  const leaving = page.goto(`${served.address}${paths.work()}`).catch(() => undefined);
  await (await asked).dismiss();
  await leaving;
  await page.context().close();
});

it('flags by f and skips by s, without a mouse', async () => {
  const { page, url } = await openItem();
  await page.keyboard.press('f');
  const flag = page.getByLabel('What is wrong with the item?');
  expect(await flag.evaluate((box) => box === document.activeElement)).toBe(true);
  // In a field, letters are the field's own.
  await page.keyboard.press('s');
  expect(new URL(page.url()).pathname).toBe(url);
  await page.getByLabel('Well', { exact: true }).focus();
  page.on('dialog', (dialog) => void dialog.accept());
  await page.keyboard.press('s');
  await page.getByRole('heading', { name: 'Skip this item' }).waitFor();
  await page.getByLabel('It is upsetting').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await page.getByText('Item skipped.').waitFor();
  expect(new URL(page.url()).pathname).not.toBe(url);
  await page.context().close();
});
