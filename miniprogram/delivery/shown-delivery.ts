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
  /**
   * Report and history with newer data from the phone's list, shown until the next answer; null
   * when the list has no newer data. Neither is saved or sent to the cloud.
   */
  readonly newer: DeliveryData | null;
}

export const NO_DELIVERY: ShownDelivery = {
  report: null,
  history: emptyHistory(),
  newer: null,
  listed: null,
  failure: null,
  choices: null,
};

/** Failures in which the cloud got no usable answer from WeChat or the delivery company. */
const OUTAGE_CODES: readonly CloudErrorCode[] = [
  'upstream-timeout',
  'upstream-unreachable',
  'upstream-failed',
  'upstream-malformed',
  'wechat-busy',
  'token-exchanged-elsewhere',
];

/**
 * Reads the stored data of the first order that the phone has, with newer data from the list; or
 * the list's row alone. `now` in ms on the cloud's clock.
 */
export function rememberedDelivery(
  orderIds: readonly string[],
  load: (orderId: string) => DeliveryData | null,
  listedAs: (orderId: string) => KnownOrder | null,
  now: number,
): ShownDelivery {
  const stored = orderIds.map(load).find((one) => one !== null);
  if (stored === undefined) {
    const listed = orderIds.map(listedAs).find((one) => one !== null);
    return { ...NO_DELIVERY, listed: listed ?? null };
  }
  const row = listedAs(stored.report.orderId);
  const isNews = row !== null && ageMs(row.askedAt, now) < ageMs(stored.report.askedAt, now);
  return { ...NO_DELIVERY, ...stored, newer: isNews ? withListedOrder(stored, row) : null };
}

/**
 * Finds the failure that goes on after an answer; null for none: while another caller is asking, an
 * old report does not end an outage. `now` in ms on the cloud's clock.
 */
export function failureAfter(
  { report, failure }: ShownDelivery,
  latest: DeliveryAnswer,
  now: number,
): Failure | null {
  if (latest.isBeingAsked !== true || failure === null || !('code' in failure)) return null;
  const isNews =
    report === null || isAheadOfNow(report.askedAt, now) || latest.askedAt > report.askedAt;
  return isNews || !OUTAGE_CODES.includes(failure.code) ? null : failure;
}

/** Adds an answer of the cloud to the data of a page. `now` in ms on the cloud's clock. */
export function withAnswer(
  { report: before, history: past }: ShownDelivery,
  { history: received, darkMap: _darkMap, ...latest }: DeliveryAnswer,
  now: number,
): ShownDelivery & { readonly report: DeliveryReport } {
  const seen = addReport(sightingsUntil(past, now), latest);
  const history = mergeHistories(seen, received ?? emptyHistory());
  // An answer may be older than the phone's last one, but replaces one of a wrong clock.
  const isOlder =
    before !== null && !isAheadOfNow(before.askedAt, now) && latest.askedAt < before.askedAt;
  const report = isOlder ? before : latest;
  return { ...NO_DELIVERY, report, history };
}
