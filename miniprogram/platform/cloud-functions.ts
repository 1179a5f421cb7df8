import type { CallResult, NoAnswer, NoAnswerReason } from '../shared/call-result';
import type { Answer, GetOrderRequest, RevealedPhone } from '../shared/cloud-api';
import { parseDeliveryAnswer, parseRevealAnswer } from '../shared/cloud-api';
import type { DeliveryReport } from '../shared/delivery';

/** A little longer than the function itself may take: then its own answer, which says more, comes first. */
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

/** Opens the way to the mini-program's default cloud environment; called once, when the app starts. Without cloud support every call answers `cloud-missing`. */
export function openCloud(): void {
  if (!hasCloud()) return;
  wx.cloud.init({ traceUser: false });
}

/** Looks a delivery up; never rejects, shows nothing. */
export function lookUpDelivery(orderId: string): Promise<CallResult<DeliveryReport>> {
  return callGetOrder({ orderId }, parseDeliveryAnswer);
}

/** Asks for the rider's full number, to dial it; never rejects, shows nothing. */
export function revealPhone(orderId: string): Promise<CallResult<RevealedPhone>> {
  return callGetOrder({ orderId, reveal: 'phone' }, parseRevealAnswer);
}

async function callGetOrder<Data>(
  data: GetOrderRequest,
  parse: (value: unknown) => Answer<Data> | null,
): Promise<CallResult<Data>> {
  if (!hasCloud()) return noAnswer('cloud-missing', 'wx.cloud is not available');
  const called = wx.cloud.callFunction({ name: 'getOrder', data });
  return withTimeOut(
    called.then(
      ({ result }) => parse(result) ?? noAnswer('unreadable', 'getOrder: not of the agreed shape'),
      failedCall,
    ),
  );
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
  const reason = (code === null ? undefined : REASONS[code]) ?? 'offline';
  return noAnswer(reason, typeof errMsg === 'string' ? errMsg : String(failure));
}

function noAnswer(reason: NoAnswerReason, detail: string): NoAnswer {
  return { ok: false, noAnswer: reason, detail };
}

/** Old versions of WeChat have no wx.cloud, whatever the typings say. */
function hasCloud(): boolean {
  return 'cloud' in wx;
}
