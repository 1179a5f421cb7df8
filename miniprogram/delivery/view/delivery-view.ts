import type { KnownOrder } from '../../contract/cloud-api';
import type { DeliveryReport } from '../../contract/delivery';
import { type DeliveryHistory, entriesOf } from '../../contract/delivery/delivery-history';
import { type RiderPlace, type Tone, riderAt } from '../../contract/delivery-status';
import { REASON_NAMES } from '../../contract/delivery/reason-names';
import { orderTone, reasonToHandleOf } from '../../contract/delivery/urgency';
import { companyName } from '../../contract/shop';
import { type AnswerView, type LookUpSoFar, answerView } from './answer-view';
import { expectedArrival, orderOf } from './delivery-times';
import { type BarAction, type NextStepView, barActions, nextStepView } from './next-step-view';
import { type ChoicesView, choicesView } from './choices-view';
import { clockTime, durationWords } from '../../ui/wording/measures';
import {
  type FreshnessView,
  type LookUpProgress,
  freshnessView,
  isReportOld,
  waitingWords,
} from './freshness-view';
import { type HeroView, heroView } from './hero-view';
import { type HistoryRow, historyRows } from './history-view';
import { deliveryDataOfListed } from './listed-order';
import { type MapScene, mapNote, mapScene } from './map-view';
import { riderPlace } from './rider-place';
import { type RiderView, riderView } from './rider-view';
import { type TrackStep, trackProgressPercent, trackSteps } from './stages-view';
import { statusWording } from '../../ui/wording/status-wording';
import {
  type FailureView,
  isForOwner,
  traceIdOf,
  failureView,
  scanFailureView,
} from '../../ui/wording/failure-view';

/** Data from which the page of a delivery is built. Times are in ms on the cloud's clock. */
export interface TrackedDelivery extends LookUpSoFar, LookUpProgress {
  /** Typed text if the found order's id only ends in it; else empty. */
  readonly foundByEnd: string;
  /** Order as the phone's list has it, shown before the first report; null if it is not listed. */
  readonly listed: KnownOrder | null;
  readonly refreshing: boolean;
  readonly isScanned?: boolean | undefined;
}

/** Page without data. Each phase sets the fields for which it has data. */
export const EMPTY_DELIVERY_VIEW = {
  orderId: '',
  /** Answer to a scan; null for an order that was not scanned. */
  answer: null as AnswerView | null,
  /** Content: `loading` (no data yet), `failure` (its text), `choosing` (rows), `known` (data). */
  phase: 'loading' as 'loading' | 'failure' | 'choosing' | 'known',
  isUnderWay: false,
  choices: null as ChoicesView | null,
  foundByEnd: '',
  problem: null as FailureView | null,
  /** Message above old data that says why there are no newer data; empty for current data. */
  notice: '',
  noticeTraceId: '',
  headline: null as HeadlineView | null,
  hero: null as HeroView | null,
  /** True for data that are old, or may be old. They are shown in grey. */
  isOld: false,
  freshness: null as FreshnessView | null,
  nextStep: null as NextStepView | null,
  stages: [] as readonly TrackStep[],
  /** Filled part (%) of the track's line after the current step. */
  progress: 0,
  rider: null as RiderView | null,
  /** Delivery company of an ended delivery, whose rider is no longer shown; else empty. */
  company: '',
  history: [] as readonly HistoryRow[],
  bar: [] as readonly BarAction[],
  waybillId: '',
  scene: null as MapScene | null,
  mapNote: '',
  refreshing: false,
};

export type DeliveryView = Readonly<typeof EMPTY_DELIVERY_VIEW>;

/** Builds the page. `shownView`: the page so far, from which the rider's marker moves on. */
export function deliveryView(
  tracked: TrackedDelivery,
  now: number,
  shownView: DeliveryView | null,
): DeliveryView {
  const { orderId, refreshing } = tracked;
  const answer = tracked.isScanned === true ? answerView(tracked, now) : null;
  const view = { ...EMPTY_DELIVERY_VIEW, orderId, answer, refreshing };
  return { ...view, ...phaseView(tracked, now, shownView) };
}

function phaseView(
  tracked: TrackedDelivery,
  now: number,
  shownView: DeliveryView | null,
): Partial<DeliveryView> {
  const { orderId, report, history, choices, failure, listed, isScanned = false } = tracked;
  if (report !== null)
    return {
      ...summaryView(tracked, report, history, now),
      ...detailsView(tracked, report, now, shownView),
      ...noticeView(tracked, now),
    };
  if (choices !== null) {
    const view = choicesView(choices, orderId, now);
    return { phase: 'choosing', choices: view, ...noticeView(tracked, now) };
  }
  if (failure !== null)
    return { phase: 'failure', problem: (isScanned ? scanFailureView : failureView)(failure) };
  if (listed === null) {
    const text = waitingWords(tracked.waitedMs);
    return { freshness: text === '' ? null : { text, tone: 'neutral' } };
  }
  const data = deliveryDataOfListed(listed);
  // The list lacks facts that the next step needs, so no next step is shown.
  return { ...summaryView(tracked, data.report, data.history, now), nextStep: null };
}

/** Builds the upper part of the sheet, from the status to the track of steps. */
function summaryView(
  tracked: TrackedDelivery,
  report: DeliveryReport,
  history: DeliveryHistory,
  now: number,
): Partial<DeliveryView> {
  const { failure, isUnanswered } = tracked;
  const arrival = expectedArrival(report, history, now);
  const isLate = arrival !== null && arrival.minutesLate > 0;
  const order = orderOf(report, history);
  return {
    headline: headlineOf(report, orderTone(order, now), isLate),
    hero: heroView(report, history, arrival, now),
    isOld: (isUnanswered && failure === null) || isReportOld(report, now),
    bar: barActions(report, reasonToHandleOf(order, now), arrival?.isPutOff === true),
    freshness: freshnessView(report, history, now, tracked, isLate),
    nextStep: nextStepView(report, order, now),
    stages: trackSteps(report.status, history, arrival, now),
    progress: trackProgressPercent(report.status, history, arrival, now),
  };
}

/** Icons of grey statuses, by where the rider is. A place not listed has a question mark. */
const NEUTRAL_STATUS_ICONS: Readonly<Partial<Record<RiderPlace, string>>> = {
  none: 'clock',
  back: 'return',
  gone: 'alert',
};

export type HeadlineView = Readonly<ReturnType<typeof headlineOf>>;

/** Builds the status tag. `icon`: only for a neutral status; empty to show the tone's icon. */
function headlineOf({ status }: DeliveryReport, tone: Tone, isLate: boolean) {
  const { tag } = statusWording(status);
  const icon = tone === 'neutral' ? NEUTRAL_STATUS_ICONS[riderAt(status.name)] : '';
  return { tag: isLate ? `${tag} · ${REASON_NAMES.late}` : tag, tone, icon: icon ?? '' };
}

/** Builds the lower part of the sheet, and the map. */
function detailsView(
  { history, foundByEnd }: TrackedDelivery,
  report: DeliveryReport,
  now: number,
  shownView: DeliveryView | null,
): Partial<DeliveryView> {
  const { status, company } = report;
  const shownPlace = riderPlace(report, history, now);
  const tone = orderTone(orderOf(report, history), now);
  const scene = mapScene(report, history, shownPlace, tone, shownView?.scene ?? null);
  const entries = entriesOf(history);
  return {
    phase: 'known',
    isUnderWay: !status.isFinal,
    foundByEnd,
    rider: riderView(report, entries, now),
    history: historyRows(entries, report.earlier ?? [], now),
    waybillId: report.waybillId ?? '',
    company: status.isFinal && company !== undefined ? companyName(company) : '',
    scene,
    mapNote: mapNote(report, scene),
  };
}

/** Time (ms) added as `durationWords` rounds waits down to 5 s: no retry is later than said. */
const ROUND_UP_MS = 4999;

/** Writes why there are no newer data, and when the page retries: `网络不稳，显示 12:31 的数据 · …`. */
function noticeView(tracked: TrackedDelivery, now: number): Partial<DeliveryView> {
  const { failure, report, refreshing, nextAskInMs } = tracked;
  if (failure === null) return {};
  const { title } = failureView(failure);
  const noticeTraceId = traceIdOf(failure);
  if (report === null) return { notice: title, noticeTraceId };
  const dataWords = `${title}，显示 ${clockTime(report.askedAt, now)} 的数据`;
  const nextWords = refreshing
    ? '正在重试'
    : isForOwner(failure)
      ? '请店主处理'
      : nextAskInMs !== null && `${durationWords(nextAskInMs + ROUND_UP_MS)}后重试`;
  return { notice: nextWords === false ? dataWords : `${dataWords} · ${nextWords}`, noticeTraceId };
}
