import type { Page } from 'playwright-core';
import * as UPNG from 'upng-js';
import type { Box } from '../../miniprogram/map/free-space';
import { productPhone } from '../support/browser-phone';
import { at } from '../support/delivery-reports';
import { failedWith } from '../support/failed-calls';
import { pressRefresh, pullUp } from '../support/delivery-screen';
import { type RiddenMap, openRide, STORE } from '../support/ridden-map';
import { placeFrom } from '../support/scripted-ride';

const phones = productPhone();

/** Mean brightness of sRGB values that a dark page's map may have, by what makes it dark. */
const DARKEST = { key: 0.3, veil: 0.45 };
const STEP_METRES = 120;
const STEP_SECONDS = 12;

// A string, since the page's world is separate.
const BOXES = `(() => {
  const page = document.querySelector('.phone-page:last-child');
  const box = (element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return { left, right, top, bottom };
  };
  const all = (selector) => [...page.querySelectorAll(selector)].map(box);
  return {
    pictures: all('wx-map .phone-marker-icon'),
    chrome: all('.bar__pill, .sheet'),
    window: { left: 0, top: 0, right: innerWidth, bottom: innerHeight },
  };
})()`;

interface Boxes {
  readonly pictures: readonly Box[];
  readonly chrome: readonly Box[];
  readonly window: Box;
}

const meet = (one: Box, other: Box): boolean =>
  one.left < other.right &&
  other.left < one.right &&
  one.top < other.bottom &&
  other.top < one.bottom;

/** Expects that all pictures of the map stand free, and returns how high the sheet begins. */
async function expectFree({ page, untilStill }: RiddenMap): Promise<number> {
  await untilStill();
  const { pictures, chrome, window } = await page.evaluate<Boxes>(BOXES);
  expect(pictures.length).toBeGreaterThan(1);
  expect(chrome).toHaveLength(2);
  for (const picture of pictures) {
    expect(chrome.filter((part) => meet(part, picture))).toEqual([]);
    expect(picture.left).toBeGreaterThanOrEqual(window.left);
    expect(picture.right).toBeLessThanOrEqual(window.right);
  }
  return chrome.at(-1)?.top ?? NaN;
}

async function dragTo(page: Page, height: number): Promise<void> {
  const { x = NaN, y = NaN, width = NaN } = (await handleOf(page).boundingBox()) ?? {};
  await page.mouse.move(x + width / 2, y + 22);
  await page.mouse.down();
  await page.mouse.move(x + width / 2, height, { steps: 8 });
  await page.mouse.up();
}

const handleOf = (page: Page) => page.getByRole('button', { name: /详情$/ });

/** Rides away from the store, which the answers name from the first on. */
async function rideNorth(map: RiddenMap, steps: number): Promise<void> {
  for (let step = 1; step <= steps; step += 1) {
    await map.hear(STEP_SECONDS, { position: placeFrom(STORE, 0, step * STEP_METRES) });
  }
}

it('keeps rider, store and way clear of pill and sheet at the lower stops, with and without a notice', async () => {
  const map = await openRide(phones, { storePosition: STORE, storeName: '天河南店' });
  const { page } = map;
  await rideNorth(map, 5);
  const middle = await expectFree(map);
  await dragTo(page, 800);
  expect(await expectFree(map)).toBeGreaterThan(middle);

  const ride = phones.host.functions['getOrder'];
  phones.host.functions['getOrder'] = () => ({
    result: failedWith('upstream-malformed', at('12:02')),
  });
  await pullUp(page);
  expect(await expectFree(map)).toBeCloseTo(middle, 0);
  await pressRefresh(page);
  await page
    .getByText(/的数据/)
    .first()
    .waitFor();
  expect(await expectFree(map)).toBeLessThan(middle);
  await dragTo(page, 800);
  await expectFree(map);
  if (ride !== undefined) phones.host.functions['getOrder'] = ride;
});

it.each([
  ['key', { key: 'LOCAL-DEMO-NIGHT-STYLE', style: 2 }],
  ['veil', null],
] as const)('is dark on a dark page, by its %s', async (kind, darkMap) => {
  const map = await openRide(phones, {}, { theme: 'dark' });
  const { page } = map;
  if (darkMap !== null) {
    await page.evaluate(`wx.setStorageSync('dark-map', ${JSON.stringify(darkMap)})`);
    await page.evaluate("wx.reLaunch({ url: '/pages/delivery/delivery?id=20261124-1288' }); null");
  }
  await rideNorth(map, 3);
  const { chrome, window } = await page.evaluate<Boxes>(BOXES);
  const [pill, sheet] = chrome;
  const [top = NaN, bottom = NaN] = [pill?.bottom, sheet?.top];
  const clip = { x: 0, y: top, width: window.right, height: bottom - top };
  const image = UPNG.decode(new Uint8Array(await page.screenshot({ clip })).buffer);
  const values = new Uint8Array(UPNG.toRGBA8(image)[0] ?? new ArrayBuffer(0));
  const colours = values.filter((_, index) => index % 4 < 3);
  const mean = colours.reduce((sum, value) => sum + value, 0) / colours.length / 255;
  expect(mean).toBeLessThanOrEqual(DARKEST[kind]);
  expect(mean).toBeGreaterThan(0.02);
});
