import type { Page } from 'playwright-core';
import type { CloudError, CloudErrorCode } from '../../miniprogram/shared/cloud-error';
import { CLOUD_ERRORS } from '../../miniprogram/shared/cloud-error';
import type { ShopAction, ShopCalls } from '../../miniprogram/shared/shop-api';

/** By action, what `shop` answers; a text is the code of an error. */
export type ShopAnswers = {
  readonly [Action in ShopAction]?: ShopCalls[Action]['data'] | CloudErrorCode;
};

const TRACE_ID = 'req-7f3a9c21';

/** From now on a phone hears these answers of the function `shop`, which is not asked then. */
export async function answerInstead(page: Page, answers: ShopAnswers): Promise<void> {
  await page.route('**/functions/shop', async (route) => {
    const { event } = route.request().postDataJSON() as { event: { action: ShopAction } };
    const answer = answers[event.action];
    if (answer === undefined) return route.fallback();
    // The phone shows the one clock.
    const serverTime = await page.evaluate<number>('Date.now()');
    const result =
      typeof answer === 'string'
        ? { ok: false, serverTime, error: refusal(answer) }
        : { ok: true, serverTime, data: answer };
    return route.fulfill({ json: { result } });
  });
}

function refusal(code: CloudErrorCode): CloudError {
  return { code, ...CLOUD_ERRORS[code], traceId: TRACE_ID };
}
