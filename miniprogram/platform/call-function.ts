import type { CallResult, NoAnswer, NoAnswerReason } from '../shared/call-result';
import type { Answer } from '../shared/cloud-api';

/** A little longer than the functions themselves may take: then their own answer, which says more, comes first. */
const TIME_OUT_MS = 12_000;

/** WeChat's codes for a call that reached the cloud and failed there; any other is the way to it. */
const REASONS: Readonly<Record<number, NoAnswerReason>> = {
  [-501000]: 'not-deployed',
  [-501001]: 'crashed',
  [-501004]: 'busy',
  [-504002]: 'crashed',
  [-504003]: 'timed-out',
  [-601034]: 'cloud-missing',
};

/** How WeChat says that it found no cloud environment, by several codes (-501000, -501005, -501007) [R: developers.weixin.qq.com/community, docs.cloudbase.net/error-code/INVALID_ENV]. */
const NO_ENVIRONMENT = /env(?:ironment)? (?:not (?:found|exists?)|invalid)/i;

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
  if (!hasCloud()) return noAnswer('cloud-missing', 'wx.cloud is not available');
  // Whatever it throws at once counts as a call that failed.
  const called = Promise.resolve().then(() => wx.cloud.callFunction({ name, data }));
  return withTimeOut(
    called.then(
      ({ result }) => parse(result) ?? noAnswer('unreadable', `${name}: not of the agreed shape`),
      failedCall,
    ),
  );
}

/** Old versions of WeChat have no wx.cloud, whatever the typings say. */
export function hasCloud(): boolean {
  return 'cloud' in wx;
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

function failedCall(failure: unknown): NoAnswer {
  const { errCode, errMsg } = (failure ?? {}) as { errCode?: unknown; errMsg?: unknown };
  const code = typeof errCode === 'number' ? errCode : null;
  const detail = typeof errMsg === 'string' ? errMsg : String(failure);
  if (NO_ENVIRONMENT.test(detail)) return noAnswer('environment-missing', detail);
  return noAnswer((code === null ? undefined : REASONS[code]) ?? 'offline', detail);
}

function noAnswer(reason: NoAnswerReason, detail: string): NoAnswer {
  return { ok: false, noAnswer: reason, detail };
}
