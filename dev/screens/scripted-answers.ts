import type { Page } from 'playwright-core';
import type { Board } from '../../miniprogram/contract/board-api';
import type { LookUpAnswer, RefreshedOrders } from '../../miniprogram/contract/cloud-api';
import type { CloudErrorCode } from '../../miniprogram/contract/cloud-error';
import { CLOUD_ERRORS } from '../../miniprogram/contract/cloud-error';
import type { ShopAction, ShopCalls } from '../../miniprogram/contract/shop-api';

/**
 * Answers of the functions shop and getOrder, by action. Strings are error codes; a function builds
 * the answer as of now (ms since 1970).
 */
export type ScriptedAnswers = {
  readonly [Action in ShopAction]?: ShopCalls[Action]['data'] | CloudErrorCode;
} & {
  readonly 'look-up'?: LookUpAnswer | ((now: number) => LookUpAnswer) | CloudErrorCode;
  readonly 'refresh-orders'?: RefreshedOrders;
  readonly board?: Board | CloudErrorCode;
};

interface Asked {
  readonly action?: keyof ScriptedAnswers;
}

const TRACE_ID = 'req-7f3a9c21';

/** Answers the page's calls of functions from now on. Calls without a script pass through. */
export async function answerInstead(page: Page, answers: ScriptedAnswers): Promise<void> {
  await page.route('**/functions/*', async (route) => {
    const { event } = route.request().postDataJSON() as { readonly event: Asked };
    const { action } = event;
    const answer = action === undefined ? undefined : answers[action];
    if (answer === undefined) return route.fallback();
    const serverTime = await page.evaluate<number>('Date.now()');
    const result =
      typeof answer === 'string'
        ? { ok: false, error: { code: answer, ...CLOUD_ERRORS[answer], traceId: TRACE_ID } }
        : { ok: true, data: typeof answer === 'function' ? answer(serverTime) : answer };
    return route.fulfill({ json: { result: { serverTime, ...result } } });
  });
}
