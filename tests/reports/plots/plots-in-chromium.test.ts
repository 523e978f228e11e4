import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../../support/browser';
import { widths } from '../../support/screenshots';
import { faultsOf } from '../../support/served-house';
import { openPlots } from './plot-page';
import { crowdedPlots, samplePlots } from './sample-plots';

const plots = [...samplePlots(), ...crowdedPlots()];
/** For tables of hundreds of rows, on a machine with other things to do. */
const longest = 120_000;
const schemes = ['light', 'dark'] as const;
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(() => browser?.close());

describe.each(widths)('at %d px', (width) => {
  let page: Page;
  beforeAll(async () => {
    page = await openPlots(browser, plots, { viewport: { width, height: 800 } });
  });
  afterAll(() => page.context().close());

  it('shows letters of at least 11 px on the screen', async () => {
    const heights = await page
      .locator('.plot-text')
      .evaluateAll((texts) =>
        texts.map(
          (text) =>
            parseFloat(getComputedStyle(text).fontSize) * ((text as SVGTextElement).getScreenCTM()?.a ?? 0),
        ),
      );
    expect(heights.length).toBeGreaterThan(500);
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(11);
    expect(Math.max(...heights)).toBeLessThan(18);
  });

  it('keeps every letter on the paper', async () => {
    const over = await page.locator('.plot-text').evaluateAll((texts) =>
      texts.flatMap((node) => {
        const text = node as SVGTextElement;
        const { x, width: wide, y, height } = text.getBBox();
        const paper = text.ownerSVGElement!.viewBox.baseVal;
        const isOver =
          wide > 0 && (x < -0.5 || x + wide > paper.width + 0.5 || y < -2 || y + height > paper.height + 2);
        return isOver ? [`${text.textContent}: ${x} to ${x + wide}, ${y} to ${y + height}`] : [];
      }),
    );
    expect(over).toEqual([]);
  });

  it(
    'breaks no rule that axe knows and never scrolls sideways, dark where narrow, light elsewhere, with its tables unfolded',
    async () => {
      const tables = page.locator('details:not(.plot-unprinted)');
      await tables.evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
      expect(await faultsOf(page, 'plots')).toEqual([]);
    },
    longest,
  );
});

it.each(schemes)(
  'gives marks 3:1 and letters 4.5:1 against what they stand on, in %s',
  async (colorScheme) => {
    const page = await openPlots(browser, samplePlots(), { colorScheme });
    const contrasts = await page.evaluate(contrastsOfPlots);
    expect(contrasts.filter(({ ratio, least }) => ratio < least)).toEqual([]);
    expect(contrasts.length).toBeGreaterThan(15);
    await page.context().close();
  },
);

it('prints the table after the picture, on paper in light colors', async () => {
  const page = await openPlots(browser, samplePlots(), { colorScheme: 'dark' });
  await page.emulateMedia({ media: 'print' });
  const tables = page.locator('.plot table');
  expect(await tables.count()).toBe(samplePlots().length);
  for (const table of await tables.all()) expect((await table.boundingBox())?.height).toBeGreaterThan(40);
  expect(await page.locator('summary:visible').count()).toBe(0);
  const paper = page.locator('.plot').first();
  expect(await paper.evaluate((plot) => getComputedStyle(plot).backgroundColor)).toBe('rgb(255, 255, 255)');
  await page.context().close();
});

/** The contrast of one mark of each kind, and of the letters on each shade of cells. Runs in the browser. */
function contrastsOfPlots() {
  type Color = number[];
  const numbers = (color: string): Color => (color.match(/[\d.]+/g) ?? []).map(Number);
  const over = (top: Color, bottom: Color, share: number): Color =>
    [0, 1, 2].map((part) => share * (top[part] ?? 0) + (1 - share) * (bottom[part] ?? 0));
  const light = (color: Color): number => {
    const [red = 0, green = 0, blue = 0] = color.map((part) =>
      part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (a: Color, b: Color): number => {
    const [dark = 0, bright = 0] = [light(a), light(b)].sort((one, other) => one - other);
    return (bright + 0.05) / (dark + 0.05);
  };
  const style = (kind: string) => getComputedStyle(document.querySelector(`.plot-${kind}`)!);
  const paper = numbers(getComputedStyle(document.querySelector('.plot')!).backgroundColor);
  const stroked = [
    'axis',
    'limit',
    'whisker',
    'whisker-thin',
    'tick',
    'line',
    'dot',
    'dot-hollow',
    'band',
    'missing',
  ];
  const marks = stroked.map((kind) => ({
    kind,
    ratio: contrast(numbers(style(kind).stroke), paper),
    least: 3,
  }));
  const bars = [{ kind: 'bar', ratio: contrast(numbers(style('bar').fill), paper), least: 3 }];
  const letters = ['label', 'label-soft', 'label-strong'].map((kind) => ({
    kind,
    ratio: contrast(numbers(style(kind).fill), paper),
    least: 4.5,
  }));
  const cells = [0, 1, 2, 3, 4, 5, 6].map((step) => {
    const cell = style(`cell-${step}`);
    const ground = over(numbers(cell.fill), paper, Number(cell.fillOpacity));
    const letter = numbers(style(step >= 5 ? 'label-on-cell' : 'label').fill);
    return { kind: `letters on cell-${step}`, ratio: contrast(letter, ground), least: 4.5 };
  });
  return [...marks, ...bars, ...letters, ...cells];
}
