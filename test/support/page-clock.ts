import type { BrowserContext, Page } from 'playwright-core';

/** Takes the timers of a window's pages into the hand; time goes on by itself until it is told to pass. To be called before a page is opened. */
export function handClock({ clock }: BrowserContext): Promise<void> {
  return clock.install();
}

/**
 * Lets time pass at once: timers that fall due meanwhile fire, once each, at the times that their page then shows.
 *
 * @param jump moves the clock that the pages follow by as much, and resolves when they have heard of it: their own comes back to real time
 */
export async function letPass(page: Page, ms: number, jump: () => Promise<void>): Promise<void> {
  const { clock } = page.context();
  await jump();
  await clock.setSystemTime(Date.now() - ms);
  await clock.fastForward(ms);
}
