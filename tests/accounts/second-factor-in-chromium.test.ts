import { URI, type TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import decodeQR from 'qr/decode.js';
import { paths } from '../../server/paths';
import { launchChromium } from '../support/browser';
import { openHouse, type House } from '../support/house';
import { serve, type ServedHouse } from '../support/served-house';

let house: House;
let served: ServedHouse;
let browser: Browser;
beforeAll(async () => {
  house = await openHouse('sqlite');
  served = await serve(house);
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  served?.close();
  await house?.close();
});

/** What a camera would see of the one picture of the page: its dots as the browser draws them. */
function pictureOn(page: Page): Promise<{ width: number; height: number; data: number[] }> {
  return page.locator('main img').evaluate((image: HTMLImageElement) => {
    const { naturalWidth: width, naturalHeight: height } = image;
    const drawn = new OffscreenCanvas(width, height).getContext('2d')!;
    drawn.drawImage(image, 0, 0);
    return { width, height, data: [...drawn.getImageData(0, 0, width, height).data] };
  });
}

it('is set up by the picture alone, as by a telephone', async () => {
  const page = await served.open(browser, 'dana', { viewport: { width: 320, height: 700 } });
  await page.goto(served.address + paths.secondFactor());
  await page.getByRole('button', { name: 'Set it up' }).click();
  const picture = await pictureOn(page);
  const key = URI.parse(decodeQR({ ...picture, data: Uint8ClampedArray.from(picture.data) })) as TOTP;
  expect([key.issuer, key.label, key.digits, key.period]).toEqual(['Assay', 'dana', 6, 30]);
  await page.getByLabel('Code').fill(key.generate({ timestamp: house.clock.now() }));
  await page.getByRole('button', { name: 'Turn it on' }).click();
  await page.getByRole('heading', { name: 'Recovery codes' }).waitFor();
});
