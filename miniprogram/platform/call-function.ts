import type { CallResult, NoAnswer, NoAnswerReason } from '../contract/call-result';
import type { Answer } from '../contract/cloud-api';
import { noAnswerOf } from './failed-call';
import { CLOUD_ENVIRONMENT } from './cloud-environment';

/** Time limit (ms) of a call. The cloud's own limit is shorter, because its error says more. */
const CALL_TIMEOUT_MS = 12_000;

/** Connects to the cloud once, at the app's start. Does nothing if no call to it can work. */
export function initCloud(): void {
  if (cloudUnavailability() === null) wx.cloud.init({ env: CLOUD_ENVIRONMENT, traceUser: false });
}

/** Calls a cloud function; never rejects. `parse` returns null for data of an unexpected shape. */
export async function callFunction<Data>(
  name: string,
  data: object,
  parse: (value: unknown) => Answer<Data> | null,
): Promise<CallResult<Data>> {
  const unavailability = cloudUnavailability();
  if (unavailability !== null) return unavailability;
  // Called in a promise, so that an error thrown by `callFunction` itself is a failed call, too.
  const calling = Promise.resolve().then(() => wx.cloud.callFunction({ name, data }));
  return withTimeOut(
    calling.then(
      ({ result }) => parse(result) ?? noAnswer('unreadable', `${name}: not of the agreed shape`),
      (failure: unknown) => noAnswerOf(failure),
    ),
  );
}

/** Returns the failure that every call to the cloud would have; null if calls can work. */
export function cloudUnavailability(): NoAnswer | null {
  // Old versions of WeChat lack wx.cloud, although the typings always have it.
  if (!('cloud' in wx)) return noAnswer('cloud-missing', 'wx.cloud is not available');
  if (CLOUD_ENVIRONMENT !== '') return null;
  return noAnswer('environment-missing', 'CLOUD_ENVIRONMENT is empty');
}

function withTimeOut<Result>(result: Promise<Result>): Promise<Result | NoAnswer> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve(noAnswer('timed-out', `no answer within ${CALL_TIMEOUT_MS} ms`));
    }, CALL_TIMEOUT_MS);
    void result.then((answer) => {
      clearTimeout(timer);
      resolve(answer);
    });
  });
}

function noAnswer(reason: NoAnswerReason, detail: string): NoAnswer {
  return { ok: false, noAnswer: reason, detail };
}
