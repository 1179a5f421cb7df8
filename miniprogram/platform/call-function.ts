import type { CallResult, NoAnswer, NoAnswerReason } from '../contract/call-result';
import type { Answer } from '../contract/cloud-api';
import { failedCall } from './failed-call';
import { CLOUD_ENVIRONMENT } from './cloud-environment';
import { networkNow } from './network';

/**
 * Time limit (ms) of a call. It is longer than the limit of the functions, whose error says more.
 */
const TIME_OUT_MS = 12_000;

/**
 * Initializes the cloud environment, once, at the app's start. Without cloud support, later calls
 * return `cloud-missing`. With an empty or wrong environment id, they return `environment-missing`.
 */
export function openCloud(): void {
  if (missingCloud() === null) wx.cloud.init({ env: CLOUD_ENVIRONMENT, traceUser: false });
}

/**
 * Calls a cloud function. Never rejects and shows no message.
 *
 * @param parse validates the answer; returns null when it does not have the agreed shape
 */
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
      (failure: unknown) => failedCall(failure, networkNow),
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

/** Limits the time of a call. After it, the result is `timed-out`, and an answer is ignored. */
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
