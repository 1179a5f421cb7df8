import type { BrowserContext, Page } from 'playwright-core';

/**
 * Lets the test control timers of a window's pages, and sets their clock to now. Call it before a
 * page opens.
 */
export async function handClock({ clock }: BrowserContext): Promise<void> {
  await clock.install();
  // A test before may have paused it.
  await clock.resume();
}

/**
 * Lets time pass at once. Due timers fire once each, at the time that their page then shows.
 *
 * @param jump moves the pages' clock, and resolves when they know, since their own returns to real
 * time
 */
export async function letPass(page: Page, ms: number, jump: () => Promise<void>): Promise<void> {
  const { clock } = page.context();
  await jump();
  await clock.setSystemTime(Date.now() - ms);
  await clock.fastForward(ms);
}
