import type { OpenPhone } from '../../../../support/browser-phone';
import { byId, drag, fixturePhone } from '../../../../support/fixture-phone';

const phone = fixturePhone();
const LIST = byId('list');

function open(): Promise<OpenPhone> {
  return phone().open('path=/pages/touch/touch');
}

function setRefreshing({ page }: OpenPhone, refreshing: boolean): Promise<unknown> {
  return page.evaluate(`getCurrentPages()[0].setData({ refreshing: ${String(refreshing)} })`);
}

describe('<scroll-view> with a refresher', () => {
  it('is pulled, refreshes and is let go when the page says so', async () => {
    const opened = await open();
    const { page, seen } = opened;
    await drag(opened, LIST, [0, 60]);
    expect(await seen()).not.toContain('refreshed');
    expect(await page.isVisible('.phone-refresher')).toBe(false);
    await drag(opened, LIST, [0, 90]);
    expect((await seen()).at(-1)).toBe('refreshed');
    expect(await page.isVisible('.phone-refresher')).toBe(true);
    await setRefreshing(opened, false);
    expect(await page.isVisible('.phone-refresher')).toBe(false);
  });

  it('tells the page to refresh once when the page itself begins it', async () => {
    const opened = await open();
    await setRefreshing(opened, true);
    await opened.until("getApp().seen.at(-1) === 'refreshed'");
    await setRefreshing(opened, false);
    expect((await opened.seen()).filter((word) => word === 'refreshed')).toHaveLength(1);
  });

  it('is not pulled while it can scroll up, by a finger that goes sideways first, nor where a handler catches the move', async () => {
    const opened = await open();
    const scrollTo = (top: number): Promise<void> =>
      opened.page.$eval(
        LIST,
        (list, to) => {
          list.scrollTop = to;
        },
        top,
      );
    await scrollTo(100);
    await drag(opened, LIST, [0, 150]);
    await scrollTo(0);
    await drag(opened, LIST, [40, 0], [0, 150]);
    await drag(opened, byId('caught'), [0, 150]);
    expect(await opened.seen()).not.toContain('refreshed');
  });
});
