import type { Page, Route } from 'playwright-core';
import type { Board } from '../../miniprogram/contract/board-api';
import type {
  DeliveryAnswer,
  PossibleOrders,
  RefreshedOrders,
} from '../../miniprogram/contract/cloud-api';
import {
  type CloudError,
  type CloudErrorCode,
  CLOUD_ERRORS,
} from '../../miniprogram/contract/cloud-error';
import type { ShopAction, ShopCalls } from '../../miniprogram/contract/shop-api';

/**
 * Answers of the functions shop and getOrder, by action. Strings are error codes, `failed` makes an
 * error with more details, and a function makes the answer from the real one and the phone's time
 * (ms). `no-answer`: the call is never answered.
 */
export type ScriptedAnswers = {
  readonly [Action in ShopAction]?: Scripted<ShopCalls[Action]['data']>;
} & {
  readonly 'look-up'?: Scripted<DeliveryAnswer> | PossibleOrders;
  readonly 'refresh-orders'?: RefreshedOrders;
  readonly board?: Scripted<Board>;
};

type Scripted<Data> =
  Data | CloudErrorCode | 'no-answer' | Failed | ((real: Data, now: number) => Data);

interface Failed {
  readonly error: CloudError;
}

interface Asked {
  readonly event: { readonly action?: keyof ScriptedAnswers };
}

const TRACE_ID = 'req-7f3a9c21';

/** Builds an error of the cloud with details, such as the mini-program that it concerns. */
export function failed(code: CloudErrorCode, more: Partial<CloudError> = {}): Failed {
  return { error: { code, ...CLOUD_ERRORS[code], traceId: TRACE_ID, ...more } };
}

/** Answers the page's calls of functions from now on. Calls without a script pass through. */
export async function answerInstead(page: Page, answers: ScriptedAnswers): Promise<void> {
  await page.route('**/functions/*', async (route) => {
    const { action } = (route.request().postDataJSON() as Asked).event;
    const answer = action === undefined ? undefined : answers[action];
    if (answer === undefined) return route.fallback();
    if (answer === 'no-answer') return;
    const serverTime = await page.evaluate<number>('Date.now()');
    if (typeof answer === 'string' || 'error' in answer) {
      const { error } = typeof answer === 'string' ? failed(answer) : answer;
      return route.fulfill({ json: { result: { ok: false, serverTime, error } } });
    }
    const data = typeof answer === 'function' ? answer(await realData(route), serverTime) : answer;
    return route.fulfill({ json: { result: { ok: true, serverTime, data } } });
  });
}

/** Returns what the function answers, which fits what the script makes of it. */
async function realData(route: Route): Promise<never> {
  const response = await route.fetch();
  const { result } = (await response.json()) as { readonly result: { readonly data: never } };
  return result.data;
}
