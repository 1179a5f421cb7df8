import path from 'node:path';
import { startBrowserPhone, type BrowserPhone } from '../../../../support/browser-phone';
import { byId, drag, TOUCH_PAGE } from '../../../../support/touch-page';

let phone: BrowserPhone;

beforeAll(async () => {
  phone = await startBrowserPhone(path.join(__dirname, '../../fixture'));
});

afterAll(async () => {
  await phone.close();
});

it('lets WXS answer events in the view: style, class, state, and a call to the page', async () => {
  const opened = await phone.open(TOUCH_PAGE);
  const { page, seen } = opened;
  await drag(opened, 'wxs', [0, -30]);
  const style = await page.$eval(byId('wxs'), (element) => {
    const { transform, color } = getComputedStyle(element);
    return [transform, color];
  });
  expect(style).toEqual(['matrix(1, 0, 0, 1, 0, -30)', 'rgb(1, 2, 3)']);
  expect(await page.$eval(byId('wxs-shown'), ({ clientWidth }) => clientWidth)).toBe(50);
  expect((await seen()).at(-1)).toBe('dropped true 3');
  // Its answer, false, stopped the event.
  expect(await seen()).not.toContainEqual(expect.stringContaining('touchmove'));
  await page.evaluate('getCurrentPages()[0].setData({ faint: true })');
  expect(await page.$eval(byId('wxs'), (element) => getComputedStyle(element).opacity)).toBe('0.5');
});
