import type { CDPSession } from 'playwright-core';
import type { OpenPhone } from '../../../../support/browser-phone';
import { byId, drag, fixturePhone, middleOf } from '../../../../support/fixture-phone';

const phone = fixturePhone();

/** Height of status bar and navigation bar, px. */
const TOP = 88;

function open(context: { readonly hasTouch?: boolean } = {}): Promise<OpenPhone> {
  return phone().open('path=/pages/touch/touch', context);
}

/** Puts fingers on the screen, moves them, or lifts them. */
async function fingers(
  session: CDPSession,
  type: 'touchStart' | 'touchMove' | 'touchEnd',
  points: readonly { readonly x: number; readonly y: number; readonly id: number }[],
): Promise<void> {
  await session.send('Input.dispatchTouchEvent', { type, touchPoints: [...points] });
}

describe('touching', () => {
  it('shows a mouse as one finger, counted from the corner of the page', async () => {
    const { page, seen } = await open();
    await page.mouse.move(100, TOP + 20);
    await page.mouse.down();
    await page.mouse.move(100, TOP + 60);
    await page.mouse.up();
    expect((await seen()).slice(-3)).toEqual([
      'touchstart [100,20] [100,20]',
      'touchmove [100,60] [100,60]',
      'touchend [] [100,60]',
    ]);
    await page.mouse.click(100, TOP + 20);
    expect((await seen()).at(-1)).toBe('tap [100,20] [100,20]');
  });

  it('tells all fingers on the screen, and those that changed', async () => {
    const { page, seen, until } = await open({ hasTouch: true });
    const session = await page.context().newCDPSession(page);
    const left = { x: 50, y: TOP + 20, id: 1 };
    const right = { x: 300, y: TOP + 20, id: 2 };
    await fingers(session, 'touchStart', [left]);
    await fingers(session, 'touchStart', [left, right]);
    await fingers(session, 'touchMove', [left, { ...right, y: TOP + 40 }]);
    // The left finger is lifted where it was.
    await fingers(session, 'touchMove', [left]);
    await fingers(session, 'touchEnd', []);
    await until("getApp().seen.at(-1) === 'touchend [] [300,40]'");
    const touches = (await seen()).filter((word) => word.startsWith('t'));
    expect(touches).toEqual([
      'touchstart [50,20] [50,20]',
      'touchstart [50,20 300,20] [300,20]',
      'touchmove [50,20 300,40] [300,40]',
      'touchend [300,40] [50,20]',
      'tap [50,20] [50,20]',
      'touchend [] [300,40]',
    ]);
  });

  it('keeps the page still under a handler that catches the move, and only there', async () => {
    const opened = await open({ hasTouch: true });
    const { page } = opened;
    const session = await page.context().newCDPSession(page);
    const swipeUp = async (id: string): Promise<number> => {
      const { x, y } = await middleOf(opened, byId(id));
      await fingers(session, 'touchStart', [{ x, y, id: 1 }]);
      for (const up of [10, 30, 60, 90]) {
        await fingers(session, 'touchMove', [{ x, y: y - up, id: 1 }]);
      }
      await fingers(session, 'touchEnd', []);
      return page.$eval('wx-page', ({ scrollTop }) => scrollTop);
    };
    expect(await swipeUp('still')).toBe(0);
    expect(await swipeUp('refused')).toBeGreaterThan(0);
  });

  it('pulls nothing down where a handler catches the move', async () => {
    const opened = await open();
    await drag(opened, byId('caught'), [0, 150]);
    expect(await opened.seen()).not.toContain('refreshed');
    await drag(opened, byId('list'), [0, 150]);
    expect(await opened.seen()).toContain('refreshed');
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
