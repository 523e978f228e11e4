import { languages } from '../../../server/web/wording/languages';
import { wordsIn } from '../../../server/web/wording/words';
import ejs from 'ejs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { projectFolder } from '../../../server/config';
import type { Plot } from '../../../server/reports/plots/plot';

const views = join(projectFolder, 'views');
const address = 'http://plots.test/';

/** A plot as the view draws it. */
export function plotHtml(plot: Plot): Promise<string> {
  return ejs.renderFile(join(views, 'components', 'plot.ejs'), { plot }, { root: views });
}

/** A page of plots in the real layout with the real styles, as an administrator gets it. */
export async function openPlots(
  browser: Browser,
  plots: readonly Plot[],
  options: BrowserContextOptions,
): Promise<Page> {
  const figures = await Promise.all(plots.map(plotHtml));
  const locals = {
    title: 'Plots',
    body: `<h1>Plots</h1>${figures.join('')}`,
    user: { username: 'dana', role: 'admin' },
    paths: new Proxy({}, { get: () => () => '/' }),
    navigation: [],
    flash: null,
    version: '',
    reloadSeconds: undefined,
    path: '/',
    language: languages[0],
    languages: [],
    t: wordsIn('en'),
    settings: { textSize: 'normal', shortcuts: true, autoAdvance: false },
    hasPlots: true,
  };
  const body = await ejs.renderFile(join(views, 'layout', 'page.ejs'), locals, { root: views });
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  await page.route(`${address}**`, (route) => {
    const { pathname } = new URL(route.request().url());
    return pathname === '/'
      ? route.fulfill({ contentType: 'text/html; charset=utf-8', body })
      : route.fulfill({ path: join(projectFolder, pathname) });
  });
  await page.goto(address);
  return page;
}
