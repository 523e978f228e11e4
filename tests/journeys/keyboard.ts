import type { Locator, Page } from 'playwright-core';

/** More stops than any of our pages has. */
const mostStops = 200;

/** A person who uses nothing but the keyboard. Everything is found by the words on the page. */
export interface Keyboard {
  /** Opens an address, as from a message or a bookmark. */
  visit(url: string): Promise<void>;
  /** Presses the button or follows the link of that name, and waits for the next page. */
  press(name: string | RegExp): Promise<void>;
  /** Puts text into a field, instead of what stood there. */
  type(label: string | RegExp, text: string): Promise<void>;
  /** Picks a radio of the group that has this choice. */
  choose(choice: string, group?: Locator): Promise<void>;
  tick(label: string | RegExp): Promise<void>;
  /** Goes to the field and picks a file; the dialog it opens is the browser’s own. */
  pickFile(label: string | RegExp, path: string): Promise<void>;
}

export function createKeyboard(page: Page): Keyboard {
  const goTo = (target: Locator): Promise<void> => tabTo(page, target);
  return {
    visit: async (url) => {
      await page.goto(url);
    },
    press: async (name) => {
      await goTo(page.getByRole('button', { name }).or(page.getByRole('link', { name })).first());
      await movesOn(page, () => page.keyboard.press('Enter'));
    },
    type: async (label, text) => {
      await goTo(page.getByLabel(label).first());
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type(text);
    },
    choose: async (
      choice,
      group = page.locator('fieldset', { has: page.getByLabel(choice, { exact: true }) }),
    ) => {
      await tabUntilOneOf(page, group.getByRole('radio'));
      await page.keyboard.press('Space');
      const wanted = group.getByLabel(choice, { exact: true });
      for (let step = 0; step < mostStops && !(await wanted.isChecked()); step++) {
        await page.keyboard.press('ArrowDown');
      }
    },
    tick: async (label) => {
      const box = page.getByLabel(label);
      await goTo(box);
      if (!(await box.isChecked())) await page.keyboard.press('Space');
    },
    pickFile: async (label, path) => {
      const field = page.getByLabel(label);
      await goTo(field);
      await field.setInputFiles(path);
    },
  };
}

/** Does what leads to another page, and waits until that page is there. */
export async function movesOn(page: Page, act: () => Promise<void>): Promise<void> {
  const arrived = page.waitForEvent('load');
  await act();
  await arrived;
}

async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor().catch(async (error: unknown) => {
    throw new Error(`"${await page.title()}" has no ${String(target)}`, { cause: error });
  });
  await tabUntilOneOf(page, target.first());
}

/**
 * To whichever of the elements the browser stops at first: of a group of radios the chosen one, or the first. They are looked for once,
 * because finding them by their words takes longer than many keystrokes.
 */
async function tabUntilOneOf(page: Page, targets: Locator): Promise<void> {
  const wanted = await targets.elementHandles();
  const isThere = (): Promise<boolean> =>
    page.evaluate((elements) => elements.includes(document.activeElement as HTMLElement), wanted);
  for (let stop = 0; stop < mostStops; stop++) {
    if (await isThere()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${String(targets)} cannot be reached by Tab on ${page.url()}`);
}
