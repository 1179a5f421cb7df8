import { ageMs, isAheadOfNow } from '../contract/age';
import type { DeliveryAnswer, KnownOrder } from '../contract/cloud-api';
import type { CloudErrorCode } from '../contract/cloud-error';
import type { DeliveryReport } from '../contract/delivery';
import {
  emptyHistory,
  mergeHistories,
  addReport,
  historyUntil,
} from '../contract/delivery/delivery-history';
import type { Failure } from '../contract/call-result';
import type { TrackedDelivery } from './view/delivery-view';
import { type DeliveryData, withListedOrder } from './view/listed-order';

export interface ShownDelivery extends Pick<
  TrackedDelivery,
  'report' | 'history' | 'listed' | 'failure' | 'choices'
> {
  /** Stored data with newer data from 最近查过, never saved; null if the list has no newer data. */
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

/** Errors for which the cloud got no usable answer from WeChat or the delivery company. */
const OUTAGE_CODES: readonly CloudErrorCode[] = [
  'upstream-timeout',
  'upstream-unreachable',
  'upstream-failed',
  'upstream-malformed',
  'wechat-busy',
  'token-exchanged-elsewhere',
];

/** Reads the stored data of the first order that has any, or else the first order's row in 最近查过. */
export function storedDelivery(
  orderIds: readonly string[],
  loadSnapshot: (orderId: string) => DeliveryData | null,
  listedOrder: (orderId: string) => KnownOrder | null,
  now: number,
): ShownDelivery {
  const stored = orderIds.map(loadSnapshot).find((snapshot) => snapshot !== null);
  if (stored === undefined) {
    const listRow = orderIds.map(listedOrder).find((listedRow) => listedRow !== null);
    return { ...NO_DELIVERY, listed: listRow ?? null };
  }
  const row = listedOrder(stored.report.orderId);
  const isRowNewer = row !== null && ageMs(row.askedAt, now) < ageMs(stored.report.askedAt, now);
  return { ...NO_DELIVERY, ...stored, newerData: isRowNewer ? withListedOrder(stored, row) : null };
}

/** Returns the failure of an outage that goes on, else null. Old data do not end an outage. */
export function ongoingOutage(
  { report, failure }: ShownDelivery,
  answer: DeliveryAnswer,
  now: number,
): Failure | null {
  if (answer.isBeingAsked !== true || failure === null || !('code' in failure)) return null;
  const isAnswerNewer =
    report === null || isAheadOfNow(report.askedAt, now) || answer.askedAt > report.askedAt;
  return isAnswerNewer || !OUTAGE_CODES.includes(failure.code) ? null : failure;
}

/** Adds an answer of the cloud to the data of a page. `now` in ms on the cloud's clock. */
export function withAnswer(
  { report: oldReport, history: oldHistory }: ShownDelivery,
  { history: sentHistory, darkMap: _darkMap, ...newReport }: DeliveryAnswer,
  now: number,
): ShownDelivery & { readonly report: DeliveryReport } {
  const seenHistory = addReport(historyUntil(oldHistory, now), newReport);
  const history = mergeHistories(seenHistory, sentHistory ?? emptyHistory());
  // An answer older than the phone's report is dropped, unless that report's time was wrong.
  const isOldValid = oldReport !== null && !isAheadOfNow(oldReport.askedAt, now);
  const report = isOldValid && newReport.askedAt < oldReport.askedAt ? oldReport : newReport;
  return { ...NO_DELIVERY, report, history };
}
