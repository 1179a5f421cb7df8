import { ageMs, isAheadOfNow } from '../contract/age';
import type { DeliveryAnswer, KnownOrder } from '../contract/cloud-api';
import type { CloudErrorCode } from '../contract/cloud-error';
import type { DeliveryReport } from '../contract/delivery';
import {
  emptyHistory,
  mergeHistories,
  addReport,
  sightingsUntil,
} from '../contract/delivery/delivery-history';
import type { Failure } from '../contract/call-result';
import type { TrackedDelivery } from './view/delivery-view';
import { type DeliveryData, withListedOrder } from './view/listed-order';

export interface ShownDelivery extends Pick<
  TrackedDelivery,
  'report' | 'history' | 'listed' | 'failure' | 'choices'
> {
  /** Stored data updated from the phone's list, shown until the next answer and never saved. */
  readonly newerData: DeliveryData | null;
}

export const NO_DELIVERY: ShownDelivery = {
  report: null,
  history: emptyHistory(),
  newerData: null,
  listed: null,
  failure: null,
  choices: null,
};

/** Errors in which the cloud got no usable answer from WeChat or the delivery company. */
const OUTAGE_CODES: readonly CloudErrorCode[] = [
  'upstream-timeout',
  'upstream-unreachable',
  'upstream-failed',
  'upstream-malformed',
  'wechat-busy',
  'token-exchanged-elsewhere',
];

/** Reads the phone's data of the first order that it has stored, or else has in its list. */
export function storedDelivery(
  orderIds: readonly string[],
  load: (orderId: string) => DeliveryData | null,
  listedOrder: (orderId: string) => KnownOrder | null,
  now: number,
): ShownDelivery {
  const stored = orderIds.map(load).find((one) => one !== null);
  if (stored === undefined) {
    const listed = orderIds.map(listedOrder).find((one) => one !== null);
    return { ...NO_DELIVERY, listed: listed ?? null };
  }
  const row = listedOrder(stored.report.orderId);
  const isRowNewer = row !== null && ageMs(row.askedAt, now) < ageMs(stored.report.askedAt, now);
  return { ...NO_DELIVERY, ...stored, newerData: isRowNewer ? withListedOrder(stored, row) : null };
}

/**
 * Returns the outage that goes on: an answer of old data, sent during a look-up, does not end it.
 */
export function ongoingOutage(
  { report, failure }: ShownDelivery,
  latest: DeliveryAnswer,
  now: number,
): Failure | null {
  if (latest.isBeingAsked !== true || failure === null || !('code' in failure)) return null;
  const isAnswerNewer =
    report === null || isAheadOfNow(report.askedAt, now) || latest.askedAt > report.askedAt;
  return isAnswerNewer || !OUTAGE_CODES.includes(failure.code) ? null : failure;
}

/** Adds an answer of the cloud to the data of a page. `now` in ms on the cloud's clock. */
export function withAnswer(
  { report: before, history: past }: ShownDelivery,
  { history: received, darkMap: _darkMap, ...latest }: DeliveryAnswer,
  now: number,
): ShownDelivery & { readonly report: DeliveryReport } {
  const seen = addReport(sightingsUntil(past, now), latest);
  const history = mergeHistories(seen, received ?? emptyHistory());
  // An answer older than the phone's report is dropped, unless that report's time was wrong.
  const isOlder =
    before !== null && !isAheadOfNow(before.askedAt, now) && latest.askedAt < before.askedAt;
  const report = isOlder ? before : latest;
  return { ...NO_DELIVERY, report, history };
}
