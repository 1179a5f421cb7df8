import type { BrowserContext, Page } from 'playwright-core';

/** Takes the timers of a window's pages into the hand; time goes on by itself until it is told to pass. To be called before a page is opened. */
export function handClock({ clock }: BrowserContext): Promise<void> {
  return clock.install();
}

/**
 * Lets time pass at once: timers that fall due meanwhile fire, once each, at the times that the clock then shows. Afterwards it shows what it would have
 * shown anyway: whoever follows the one clock of a host lets that jump by as much.
 */
export async function letPass(page: Page, ms: number): Promise<void> {
  const { clock } = page.context();
  await clock.setSystemTime(Date.now() - ms);
  await clock.fastForward(ms);
}
