import axe, { type RunOptions } from 'axe-core';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { paths } from '../../server/paths';
import type { CastName, House } from './house';
import { keepScreenshot } from './screenshots';

/** A house that browsers can reach. */
export interface ServedHouse {
  readonly address: string;
  /** A page of a browser of its own, with somebody of the cast signed in. */
  open(browser: Browser, name: CastName | undefined, options: BrowserContextOptions): Promise<Page>;
  close(): void;
}

export async function serve(house: House): Promise<ServedHouse> {
  const server = house.app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = addressOf(server);
  return {
    address,
    open: async (browser, name, options) => {
      const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      if (name) await signIn(page, address, house.cast[name]);
      return page;
    },
    close: () => void server.close(),
  };
}

function addressOf(server: Server): string {
  const at = server.address();
  return `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}`;
}

async function signIn(
  page: Page,
  address: string,
  who: { username: string; password: string },
): Promise<void> {
  await page.goto(`${address}${paths.signIn()}`);
  await page.getByLabel('Username').fill(who.username);
  await page.getByLabel('Password').first().fill(who.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
}

/**
 * Turns scripts off for the pages that follow, as a browser without JavaScript would have it.
 * @returns lets a tool look at such a page that is a script itself; the page's own scripts stay out
 */
export async function withoutScripts(page: Page): Promise<<T>(look: () => Promise<T>) => Promise<T>> {
  const session = await page.context().newCDPSession(page);
  const disable = (value: boolean) => session.send('Emulation.setScriptExecutionDisabled', { value });
  await disable(true);
  return async (look) => {
    await disable(false);
    try {
      return await look();
    } finally {
      await disable(true);
    }
  };
}

/** The markup is the same at every width: where it is narrow, only what depends on colors and on how tables are laid out is looked at again. */
const narrowRules = {
  type: 'rule' as const,
  values: [
    ...['color-contrast', 'link-in-text-block', 'scrollable-region-focusable'],
    ...['td-headers-attr', 'th-has-data-cells', 'scope-attr-valid', 'aria-required-children'],
    ...['aria-required-parent', 'meta-viewport', 'bypass'],
  ],
};

/** Reading all stylesheets and media first is for rules about what plays and for one that axe leaves off by itself. */
const quick: RunOptions = { resultTypes: ['violations'], preload: false };

/**
 * What axe finds on the page, in the dark colors where it is narrow and the light ones elsewhere, and whether it
 * scrolls sideways. A picture is kept when pictures are wanted.
 */
export async function faultsOf(page: Page, name: string): Promise<string[]> {
  await keepScreenshot(page, name);
  const isNarrow = page.viewportSize()?.width === 320;
  await page.emulateMedia({ colorScheme: isNarrow ? 'dark' : 'light' });
  // Half a megabyte, which stays in the page until another one is opened.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const options: RunOptions = { ...quick, ...(isNarrow && { runOnly: narrowRules }) };
  const { violations } = await page.evaluate(
    (asked) => (window as unknown as { axe: typeof axe }).axe.run(asked),
    options,
  );
  const rules = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${name}: ${id} at ${html}`));
  await page.emulateMedia({ colorScheme: 'light' });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return overflow > 0 ? [...rules, `${name}: scrolls sideways by ${overflow} px`] : rules;
}
