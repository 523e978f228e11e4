import type { Browser, Page } from 'playwright-core';
import { paths } from '../../server/paths';
import { changeTelling } from '../../server/studies/telling/change-telling';
import { answersTo, openTrainedStudy, wrongAnswersTo } from '../rating/training/trained-study';
import { settings } from '../studies/panels/panel-house';
import { launchChromium } from '../support/browser';
import { page as read } from '../support/html';
import { openHouse, type House } from '../support/house';
import { faultsOf, serve, type ServedHouse } from '../support/served-house';
import { createKeyboard, movesOn } from './keyboard';

/** Of the study; a session has as many, or fewer where the way to the end of it takes long. */
const most = 20;
const ways = [
  { width: 1280, javaScript: true, colorScheme: 'light', items: most },
  { width: 320, javaScript: true, colorScheme: 'dark', items: 6 },
  { width: 1280, javaScript: false, colorScheme: 'light', items: 6 },
] as const;

let house: House;
let served: ServedHouse;
let browser: Browser;
let door: string;
/** Opens the study to the panel with sessions of so many items. */
let settle: (items: number) => Promise<unknown>;

beforeAll(async () => {
  house = await openHouse('sqlite');
  served = await serve(house);
  browser = await launchChromium();
  const { context, cast } = house;
  const { study } = await openTrainedStudy(house, {
    items: most,
    raters: [],
    plan: { perDataset: most, overlap: 5 },
  });
  const told = {
    ...{ organiser: 'The tests', contact: 'desk@tests.example', secondsPerItem: 30 },
    ...{ consent: 'You may **stop** at any time.', guidelines: 'Read *twice*.' },
  };
  await changeTelling(context, { studyId: study.id, actorId: cast.dana.id, told });
  const dana = await house.signedIn('dana');
  settle = (items) => {
    const panel = { ...settings, sessionItems: String(items) };
    return dana.post(paths.studyPanel(study.id)).type('form').send(panel).expect(303);
  };
  await settle(most);
  await dana.post(paths.panelOpening(study.id)).type('form').send({}).expect(303);
  const shown = read((await dana.get(paths.studyPanel(study.id))).text);
  door = new URL(shown('main code').first().text()).pathname;
});

afterAll(async () => {
  await browser?.close();
  served?.close();
  await house?.close();
});

it.each(ways)(
  'goes from the panel’s address to its code by keyboard alone: $width px, scripts $javaScript, $colorScheme',
  async ({ width, javaScript, colorScheme, items }) => {
    await settle(items);
    const context = await browser.newContext({
      ...{ javaScriptEnabled: javaScript, colorScheme, reducedMotion: 'reduce' },
      viewport: { width, height: 800 },
    });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const keyboard = createKeyboard(page);
    const participant = `p-${width}-${javaScript}`;
    await keyboard.visit(
      `${served.address}${door}?PROLIFIC_PID=${participant}&STUDY_ID=study-1&SESSION_ID=${participant}`,
    );
    expect(new URL(page.url()).search).toBe('');
    await keyboard.press('Start');
    await keyboard.press(/^Read and agree/);
    await keyboard.press('I agree');
    await takeTraining(page, javaScript);
    await keyboard.press('Start rating');
    const keys = await rateAll(page, items, javaScript);
    if (javaScript) expect(keys / items).toBeLessThanOrEqual(4);
    await page.getByText('DONE1').first().waitFor();
    expect(await page.getByRole('link', { name: 'Back to the panel' }).getAttribute('href')).toBe(
      'https://app.prolific.com/submissions/complete?cc=DONE1',
    );
    await page.reload();
    await page.getByText('DONE1').first().waitFor();
    if (javaScript) expect(await faultsOf(page, `participant-done-${width}`)).toEqual([]);
    await context.close();
  },
  180_000,
);

it('loses nothing on the way: two tabs, a lost page, no connection, and a session that ends at every step', async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const here = `${served.address}${door}?PROLIFIC_PID=p-faults&STUDY_ID=study-1&SESSION_ID=p-faults`;
  const signedOut = (): Promise<unknown> => house.context.db.run('DELETE FROM sessions');
  const [page, other] = [await context.newPage(), await context.newPage()];
  const press = (name: string | RegExp): Promise<void> =>
    page.getByRole('button', { name }).or(page.getByRole('link', { name })).first().click();
  const notSent = page.getByText(/^Not sent yet: no connection/);

  // Two tabs at the door are one participant.
  await settle(most);
  await page.goto(here);
  await other.goto(here);
  await press('Start');
  await press(/^Read and agree/);
  await other.getByRole('button', { name: 'Start' }).click();
  await other.getByRole('link', { name: /^Read and agree/ }).waitFor();

  // Consent waits for the connection, and is asked again of nobody who has given it.
  await page.getByRole('button', { name: 'I agree' }).waitFor();
  await page.reload();
  await context.setOffline(true);
  await press('I agree');
  await notSent.waitFor();
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Begin the training' }).waitFor();

  // Training: an answer waits, a second one from the other tab counts nothing, a lost page opens where it was.
  await press('Begin the training');
  await page.locator('input[name="relevance"]').first().waitFor();
  const item = page.url();
  await other.goto(item);
  await check(page, answersTo(1));
  await context.setOffline(true);
  await press('Answer');
  await notSent.waitFor();
  await context.setOffline(false);
  await page.getByText('as most careful readers do').first().waitFor();
  await check(other, wrongAnswersTo(1));
  await other.getByRole('button', { name: 'Answer' }).click();
  await other.getByText('You answered as most careful readers do').waitFor();
  await press('Next');
  // Once the next item is there: the press alone does not wait for it.
  await check(page, answersTo(2));
  await signedOut();
  await press('Answer');
  await page.getByText('was not saved').first().waitFor();
  await page.goto(here);
  await press('Go on');
  await press(/^Go to the training/);
  await press('Continue the training');
  for (let number = 2; number <= 5; number++) {
    await check(page, answersTo(number));
    await press('Answer');
    await press(number === 5 ? 'See how it went' : 'Next');
  }
  await page.getByText('You answered 5 of 5').waitFor();

  // Rating: an answer that is sent signed out waits for the participant, who has no password, behind the panel's address.
  await press('Start rating');
  await check(page, { relevance: '4', label: '0', ambiguity: 'no' });
  await signedOut();
  await press('Save and next');
  await page.getByText('It is kept for 24 hours').waitFor();
  await page.goto(here);
  await press('Go on');
  await page.getByRole('heading', { name: 'Save your answer?' }).waitFor();
  await press('Save this answer');
  await page.getByText('Item 2 of 20').waitFor();

  // A page that is lost in the middle of an item opens at the same item.
  const lost = page.url();
  await page.close();
  await other.goto(here);
  await other.getByRole('button', { name: 'Go on' }).click();
  await other.getByRole('button', { name: /^Continue/ }).click();
  await other.getByText('Item 2 of 20').waitFor();
  expect(other.url()).toBe(lost);
  await context.close();
}, 120_000);

/** Chooses the answers, by their values. */
async function check(page: Page, answers: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(answers)) {
    await page.locator(`input[name="${name}"][value="${value}"]`).check();
  }
}

/** Item 1 wrong, with its feedback read; the others right. */
async function takeTraining(page: Page, javaScript: boolean): Promise<void> {
  const keyboard = createKeyboard(page);
  await keyboard.press('Begin the training');
  for (let number = 1; number <= 5; number++) {
    await answer(page, number === 1 ? wrongAnswersTo(1) : answersTo(number), javaScript);
    const told = await page.locator('main').innerText();
    expect(told).toContain(
      number === 1 ? 'Most careful readers answered otherwise.' : 'as most careful readers do',
    );
    expect(told).toContain(`Because of <b>reason</b> ${number}.`);
    await keyboard.press(number === 5 ? 'See how it went' : 'Next');
  }
  await page.getByText('You answered 4 of 5').waitFor();
}

/** @returns how many keys that took */
async function rateAll(page: Page, items: number, javaScript: boolean): Promise<number> {
  let keys = 0;
  for (let item = 0; item < items; item++) {
    await page.getByText(`Item ${item + 1} of`).waitFor();
    keys += await answer(page, { relevance: '4', label: '0', ambiguity: 'no' }, javaScript);
  }
  return keys;
}

/** Digits and Enter; without scripts Tab, arrows and the button. @returns how many keys that took */
async function answer(page: Page, answers: Record<string, string>, javaScript: boolean): Promise<number> {
  const { relevance, label, ambiguity } = answers;
  const places = [Number(relevance), Number(label) + 1, ambiguity === 'yes' ? 2 : 1];
  if (javaScript) {
    for (const place of places) await page.keyboard.press(String(place));
    await movesOn(page, () => page.keyboard.press('Enter'));
    return places.length + 1;
  }
  const keyboard = createKeyboard(page);
  for (const [index, place] of places.entries()) {
    const group = page.locator('fieldset').nth(index);
    await keyboard.choose(
      await group
        .locator('label')
        .nth(place - 1)
        .innerText(),
      group,
    );
  }
  await keyboard.press(/^(Save and next|Answer)$/);
  return Number.NaN;
}
