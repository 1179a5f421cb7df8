import path from 'node:path';
import { startBrowserPhone, type BrowserPhone } from '../../../../support/browser-phone';
import { byId, drag, middleOf, TOUCH_PAGE } from '../../../../support/touch-page';

let phone: BrowserPhone;

beforeAll(async () => {
  phone = await startBrowserPhone(path.join(__dirname, '../../fixture'));
});

afterAll(async () => {
  await phone.close();
});

describe('<scroll-view> with a refresher', () => {
  it('is pulled, refreshes and is let go when the page says so; the page around it stays', async () => {
    const opened = await phone.open(TOUCH_PAGE);
    const { page, seen, until } = opened;
    await drag(opened, 'list', [0, 60]);
    expect((await seen()).at(-1)).toBe('aborted');
    await drag(opened, 'list', [0, 90]);
    await page.evaluate('getCurrentPages()[0].setData({ refreshing: false })');
    await until("getApp().seen.at(-1) === 'restored'");
    const words = (await seen()).filter((word) => word !== 'pulling');
    expect(words.slice(-3)).toEqual(['aborted', 'refreshed', 'restored']);
    expect(words).not.toContain('page pulled');
  });

  it('tells the page to refresh once when the page itself begins it', async () => {
    const { page, seen, until } = await phone.open(TOUCH_PAGE);
    await page.evaluate('getCurrentPages()[0].setData({ refreshing: true })');
    await until("getApp().seen.at(-1) === 'refreshed'");
    await page.evaluate('getCurrentPages()[0].setData({ refreshing: false })');
    await until("getApp().seen.at(-1) === 'restored'");
    expect((await seen()).slice(-2)).toEqual(['refreshed', 'restored']);
  });

  it('is not pulled while it can scroll up, nor by a finger that goes sideways first', async () => {
    const opened = await phone.open(TOUCH_PAGE);
    const { page, seen } = opened;
    await page.$eval(byId('list'), (list) => {
      list.scrollTop = 100;
    });
    await drag(opened, 'list', [0, 150]);
    await page.$eval(byId('list'), (list) => {
      list.scrollTop = 0;
    });
    const { x, y } = await middleOf(opened, 'list');
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 40, y, { steps: 3 });
    await page.mouse.move(x + 40, y + 150, { steps: 3 });
    await page.mouse.up();
    expect(await seen()).not.toContain('pulling');
    expect(await seen()).not.toContain('page pulled');
  });
});
