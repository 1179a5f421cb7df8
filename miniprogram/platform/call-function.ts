import type { CallResult, NoAnswer, NoAnswerReason } from '../contract/call-result';
import type { Answer } from '../contract/cloud-api';
import { failedCall } from './failed-call';
import { CLOUD_ENVIRONMENT } from './cloud-environment';

/** Time limit (ms) of a call, longer than that of the functions, whose error says more. */
const TIME_OUT_MS = 12_000;

/** Initializes the cloud environment, once, at the app's start, unless all calls would fail. */
export function openCloud(): void {
  if (missingCloud() === null) wx.cloud.init({ env: CLOUD_ENVIRONMENT, traceUser: false });
}

/** Calls a cloud function; never rejects. `parse` returns null for a shape not agreed on. */
export async function callFunction<Data>(
  name: string,
  data: object,
  parse: (value: unknown) => Answer<Data> | null,
): Promise<CallResult<Data>> {
  const missing = missingCloud();
  if (missing !== null) return missing;
  // Inside the promise, a call that throws at once becomes a failed call, too.
  const called = Promise.resolve().then(() => wx.cloud.callFunction({ name, data }));
  return withTimeOut(
    called.then(
      ({ result }) => parse(result) ?? noAnswer('unreadable', `${name}: not of the agreed shape`),
      (failure: unknown) => failedCall(failure),
    ),
  );
}

/** Returns the failure that every call to the cloud would have; null when there is none. */
export function missingCloud(): NoAnswer | null {
  // Old versions of WeChat have no wx.cloud, although the typings declare it.
  if (!('cloud' in wx)) return noAnswer('cloud-missing', 'wx.cloud is not available');
  if (CLOUD_ENVIRONMENT !== '') return null;
  return noAnswer('environment-missing', 'CLOUD_ENVIRONMENT is empty');
}

function withTimeOut<Result>(result: Promise<Result>): Promise<Result | NoAnswer> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve(noAnswer('timed-out', `no answer within ${TIME_OUT_MS} ms`));
    }, TIME_OUT_MS);
    void result.then((inTime) => {
      clearTimeout(timer);
      resolve(inTime);
    });
  });
}

function noAnswer(reason: NoAnswerReason, detail: string): NoAnswer {
  return { ok: false, noAnswer: reason, detail };
}
