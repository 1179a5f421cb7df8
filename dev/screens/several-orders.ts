import type { Page } from 'playwright-core';
import type { KnownOrder, OrderChoices } from '../../miniprogram/shared/cloud-api';

/** What the orders end in. */
export const SHARED_END = '8842';

const MINUTE_MS = 60_000;

/** From now on a phone that looks an order up hears that several end so; the function is not asked then. No story leads to ids that end alike. */
export async function answerWithSeveral(page: Page): Promise<void> {
  await page.route('**/functions/getOrder', async (route) => {
    // The phone shows the one clock.
    const serverTime = await page.evaluate<number>('Date.now()');
    return route.fulfill({ json: { result: { ok: true, serverTime, data: several(serverTime) } } });
  });
}

function several(now: number): OrderChoices {
  const order = (orderId: string, code: number, minutesAgo: number): KnownOrder => ({
    orderId,
    code,
    askedAt: now - minutesAgo * MINUTE_MS,
    expectedAt: code === 301 ? now + 8 * MINUTE_MS : null,
  });
  return {
    choices: [
      order(`20261124-${SHARED_END}`, 301, 0.4),
      order(`MT-2026112400417${SHARED_END}`, 201, 2),
      order('20261124-1207', 304, 38),
      order(`20261119-${SHARED_END}`, 302, 5 * 1440),
    ],
    more: true,
  };
}
