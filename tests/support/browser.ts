import { chromium, type Browser, type LaunchOptions } from 'playwright-core';

/** All pages are ours: one process may show them one after another, on a machine without a graphics card. */
const args = ['--disable-gpu', '--disable-site-isolation-trials'];

/**
 * The browser of this test run. Tests that ask for it are called `…-in-chromium.test.ts`.
 * @param changes arguments beside or without those that are usual
 */
export function launchChromium(
  changes: Pick<LaunchOptions, 'args' | 'ignoreDefaultArgs'> = {},
): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH;
  if (!executablePath)
    throw new Error('No Chromium was looked for: the name of this test must end in -in-chromium.');
  return chromium.launch({ executablePath, ...changes, args: [...args, ...(changes.args ?? [])] });
}
