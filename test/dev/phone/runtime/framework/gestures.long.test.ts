import type { OpenPhone } from '../../../../support/browser-phone';
import { byId, fixturePhone, middleOf } from '../../../../support/fixture-phone';

const phone = fixturePhone();

/** Height of status bar and navigation bar, px. */
const TOP = 88;

function open(context: { readonly hasTouch?: boolean } = {}): Promise<OpenPhone> {
  return phone().open('path=/pages/touch/touch', context);
}

describe('touching', () => {
  it('shows a mouse as a finger, counted from the corner of the page', async () => {
    const { page, seen } = await open();
    await page.mouse.move(100, TOP + 20);
    await page.mouse.down();
    await page.mouse.move(100, TOP + 60);
    await page.mouse.up();
    await page.mouse.click(100, TOP + 20);
    const touches = (await seen()).filter((word) => word.startsWith('t'));
    expect(touches).toEqual([
      'touchstart [100,20] [100,20]',
      'touchmove [100,60] [100,60]',
      'touchend [] [100,60]',
      'touchstart [100,20] [100,20]',
      'touchend [] [100,20]',
      'tap [100,20] [100,20]',
    ]);
  });

  it('keeps the page still under a handler that catches the move, and only there', async () => {
    const opened = await open({ hasTouch: true });
    const { page } = opened;
    const session = await page.context().newCDPSession(page);
    const swipeUp = async (id: string): Promise<number> => {
      const { x, y } = await middleOf(opened, byId(id));
      const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...ups: readonly number[]) =>
        session.send('Input.dispatchTouchEvent', {
          type,
          touchPoints: ups.map((up) => ({ x, y: y - up, id: 1 })),
        });
      await touch('touchStart', 0);
      for (const up of [10, 30, 60, 90]) await touch('touchMove', up);
      await touch('touchEnd');
      return page.$eval('wx-page', ({ scrollTop }) => scrollTop);
    };
    expect(await swipeUp('still')).toBe(0);
    expect(await swipeUp('refused')).toBeGreaterThan(0);
  });

  it('does not let a handler of the logic layer stop an event by its answer', async () => {
    const { page, seen } = await open();
    await page.click(byId('refused'));
    expect((await seen()).slice(-2)).toEqual(['refuse', 'outer']);
  });

  it('shows that a finger rests on something, until it has gone', async () => {
    const opened = await phone().open();
    const { page, until } = opened;
    const isPressed = `getComputedStyle(document.querySelector("${byId('tap')}")).backgroundColor === 'rgb(9, 9, 9)'`;
    const { x, y } = await middleOf(opened, byId('tap'));
    await page.mouse.move(x, y);
    await page.mouse.down();
    await until(isPressed);
    await page.mouse.up();
    await until(`!(${isPressed})`);
    expect(await page.textContent(byId('tap'))).toBe('点 2');
  });
});
