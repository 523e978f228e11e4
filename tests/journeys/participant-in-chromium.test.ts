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

const items = 20;
const ways = [
  { width: 1280, javaScript: true, colorScheme: 'light' },
  { width: 320, javaScript: true, colorScheme: 'dark' },
  { width: 1280, javaScript: false, colorScheme: 'light' },
] as const;

let house: House;
let served: ServedHouse;
let browser: Browser;
let door: string;

beforeAll(async () => {
  house = await openHouse('sqlite');
  served = await serve(house);
  browser = await launchChromium();
  const { context, cast } = house;
  const { study } = await openTrainedStudy(house, {
    items,
    raters: [],
    plan: { perDataset: items, overlap: 5 },
  });
  const told = {
    ...{ organiser: 'The tests', contact: 'desk@tests.example', secondsPerItem: 30 },
    ...{ consent: 'You may **stop** at any time.', guidelines: 'Read *twice*.' },
  };
  await changeTelling(context, { studyId: study.id, actorId: cast.dana.id, told });
  const dana = await house.signedIn('dana');
  const panel = { ...settings, sessionItems: String(items) };
  await dana.post(paths.studyPanel(study.id)).type('form').send(panel).expect(303);
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
  async ({ width, javaScript, colorScheme }) => {
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
    const keys = await rateAll(page, javaScript);
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
async function rateAll(page: Page, javaScript: boolean): Promise<number> {
  let keys = 0;
  for (let item = 0; item < items; item++) {
    await page.getByText(`Item ${item + 1} of 20`).waitFor();
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
