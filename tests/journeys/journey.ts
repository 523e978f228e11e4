import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Engine } from '../support/engines';
import type { BuiltServer } from '../support/server-process';
import { createKeyboard, type Keyboard } from './keyboard';
import { picksOf, rateByShortcuts, rateByTab, type LabelMode } from './rating-page';
import { raterNames, type RaterName } from './script';

export interface Variation {
  readonly engine: Engine;
  readonly labelMode: LabelMode;
  readonly javaScript: boolean;
}

interface Person {
  readonly page: Page;
  readonly keyboard: Keyboard;
}

const file = join(__dirname, 'fixtures/enjoys-quiet-evenings.jsonl');
const statements = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => (JSON.parse(line) as { statement: string }).statement);
const studyName = 'Quiet evenings, by hand';
/** Everybody's; what makes a good one is tested elsewhere. */
const password = 'rain on the window and nothing planned';

/**
 * The main job as people do it: the first administrator signs up, imports a file, confirms what it tests, makes
 * a study and an invite; three raters join and rate ten items each. Ends on the study's page, signed in as the
 * administrator.
 */
export async function travel(browser: Browser, server: BuiltServer, variation: Variation): Promise<Page> {
  const admin = await newPerson(browser, variation);
  await signUp(admin, server.setupLink);
  await importFile(admin);
  await makeStudy(admin, variation.labelMode);
  const link = await makeInvite(admin);
  for (const name of raterNames) await joinAndRate(browser, variation, { name, link });
  await openStudy(admin);
  return admin.page;
}

async function newPerson(browser: Browser, { javaScript }: Variation): Promise<Person> {
  const context = await browser.newContext({ javaScriptEnabled: javaScript });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return { page, keyboard: createKeyboard(page) };
}

async function signUp({ keyboard }: Person, setupLink: string): Promise<void> {
  await keyboard.visit(setupLink);
  await keyboard.type('Username', 'dana');
  await keyboard.type('Password', password);
  await keyboard.press('Create the account');
}

async function importFile({ page, keyboard }: Person): Promise<void> {
  await keyboard.press('Datasets');
  await keyboard.press('Import a dataset');
  await keyboard.pickFile('File', file);
  await keyboard.press('Upload and preview');
  await keyboard.press('Check the file');
  // The pages of the check and of the import move on by themselves.
  await page.getByRole('link', { name: 'Go on with 10 items' }).waitFor();
  await keyboard.press('Go on with 10 items');
  await keyboard.press('Save and go on');
  await keyboard.press('Import 10 items');
  await page.getByText('10 items are imported.').waitFor();
  await keyboard.press(/confirm the behavior/);
  await keyboard.tick(/I have read items/);
  await keyboard.press('Save');
}

async function makeStudy({ keyboard }: Person, labelMode: LabelMode): Promise<void> {
  await keyboard.press('Studies');
  await keyboard.press('Make a study');
  await keyboard.type('Name', studyName);
  await keyboard.type('Items per dataset', '10');
  await keyboard.type('Overlap', '3');
  await keyboard.choose(labelMode === 'verify' ? 'Verify' : 'Blind');
  await keyboard.type('Seed', '7');
  await keyboard.press('Make the study');
}

/** @returns the link as the page shows it */
async function makeInvite({ page, keyboard }: Person): Promise<string> {
  await keyboard.press('Invite raters');
  await keyboard.type(/uses/i, '3');
  await keyboard.press('Make an invite link');
  const link = /http:\S+\/join\/[\w-]+/.exec(await page.content())?.[0];
  if (!link) throw new Error('The page shows no invite link.');
  return link;
}

async function joinAndRate(
  browser: Browser,
  variation: Variation,
  { name, link }: { name: RaterName; link: string },
): Promise<void> {
  const { page, keyboard } = await newPerson(browser, variation);
  await keyboard.visit(link);
  await keyboard.type('Username', name);
  await keyboard.type('Password', password);
  await keyboard.press('Join');
  await keyboard.press(`Start ${studyName}`);
  const rate = variation.javaScript ? rateByShortcuts : rateByTab;
  for (let rated = 0; rated < statements.length; rated++) {
    const line = await shownLine(page);
    await rate(page, picksOf(name, line, variation.labelMode));
  }
  await page.getByRole('heading', { name: 'Nothing left to rate' }).waitFor();
  await page.context().close();
}

/** Which line of the file the item on the page comes from: raters get them in orders of their own. */
async function shownLine(page: Page): Promise<number> {
  const shown = await page.locator('.specimen').first().innerText();
  return statements.findIndex((statement) => shown.includes(statement)) + 1;
}

async function openStudy({ keyboard }: Person): Promise<void> {
  await keyboard.press('Studies');
  await keyboard.press(studyName);
}
