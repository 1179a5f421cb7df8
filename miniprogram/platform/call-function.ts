import type { CallResult, NoAnswer, NoAnswerReason } from '../contract/call-result';
import type { Answer } from '../contract/cloud-api';
import { failedCall } from './failed-call';
import { CLOUD_ENVIRONMENT } from './cloud-environment';
import { networkNow } from './network';

/**
 * Time limit of a call. It is a little longer than that of the functions themselves: their own
 * answer says more and should come first.
 */
const TIME_OUT_MS = 12_000;

/**
 * Initializes the mini-program's cloud environment. The app calls this function once, when it
 * starts. Without cloud support every later call answers `cloud-missing`; without the environment's
 * id, or without such an environment, `environment-missing`.
 */
export function openCloud(): void {
  if (missingCloud() === null) wx.cloud.init({ env: CLOUD_ENVIRONMENT, traceUser: false });
}

/**
 * Calls a cloud function; never rejects, shows nothing.
 *
 * @param parse reads the answer; null: the answer does not have the agreed shape
 */
export async function callFunction<Data>(
  name: string,
  data: object,
  parse: (value: unknown) => Answer<Data> | null,
): Promise<CallResult<Data>> {
  const missing = missingCloud();
  if (missing !== null) return missing;
  // The promise turns an exception at once into a failed call.
  const called = Promise.resolve().then(() => wx.cloud.callFunction({ name, data }));
  return withTimeOut(
    called.then(
      ({ result }) => parse(result) ?? noAnswer('unreadable', `${name}: not of the agreed shape`),
      (failure: unknown) => failedCall(failure, networkNow),
    ),
  );
}

/**
 * Finds what prevents every call to the cloud.
 *
 * @returns null when nothing does
 */
export function missingCloud(): NoAnswer | null {
  // Old versions of WeChat lack wx.cloud, whatever the typings say.
  if (!('cloud' in wx)) return noAnswer('cloud-missing', 'wx.cloud is not available');
  if (CLOUD_ENVIRONMENT !== '') return null;
  return noAnswer('environment-missing', 'CLOUD_ENVIRONMENT is empty');
}

/**
 * Limits the time of a call; a later result is dropped.
 *
 * @returns the result, or `timed-out`
 */
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
