import type { CallResult, NoAnswer, NoAnswerReason } from '../contract/call-result';
import type { Answer } from '../contract/cloud-api';
import { failedCall } from './failed-call';
import { CLOUD_ENVIRONMENT } from './cloud-environment';
import { networkNow } from './network';

/** A little longer than the functions themselves may take: then their own answer, which says more, comes first. */
const TIME_OUT_MS = 12_000;

/**
 * Opens the way to the mini-program's cloud environment; called once, when the app starts. Without
 * cloud support every call answers `cloud-missing`, without the environment's id, or where there is
 * none of that id, `environment-missing`: what pages tell then.
 */
export function openCloud(): void {
  if (missingCloud() === null) wx.cloud.init({ env: CLOUD_ENVIRONMENT, traceUser: false });
}

/**
 * Calls a cloud function; never rejects, shows nothing.
 *
 * @param parse reads its envelope; null: it is not of the agreed shape
 */
export async function callFunction<Data>(
  name: string,
  data: object,
  parse: (value: unknown) => Answer<Data> | null,
): Promise<CallResult<Data>> {
  const missing = missingCloud();
  if (missing !== null) return missing;
  // Whatever it throws at once counts as a call that failed.
  const called = Promise.resolve().then(() => wx.cloud.callFunction({ name, data }));
  return withTimeOut(
    called.then(
      ({ result }) => parse(result) ?? noAnswer('unreadable', `${name}: not of the agreed shape`),
      (failure: unknown) => failedCall(failure, networkNow),
    ),
  );
}

/** What keeps the app from asking the cloud at all; null when nothing does. */
export function missingCloud(): NoAnswer | null {
  // Old versions of WeChat have no wx.cloud, whatever the typings say.
  if (!('cloud' in wx)) return noAnswer('cloud-missing', 'wx.cloud is not available');
  if (CLOUD_ENVIRONMENT !== '') return null;
  return noAnswer('environment-missing', 'CLOUD_ENVIRONMENT is empty');
}

/** The result, or `timed-out` when it takes too long; what comes later is dropped. */
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
