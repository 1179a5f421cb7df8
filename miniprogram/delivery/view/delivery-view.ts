import type { KnownOrder } from '../../contract/cloud-api';
import type { DeliveryReport } from '../../contract/delivery';
import { type DeliveryHistory, entriesOf } from '../../contract/delivery/delivery-history';
import { type RiderAt, type Tone, riderAt } from '../../contract/delivery-status';
import { REASON_NAMES } from '../../contract/delivery/reason-names';
import { orderTone, reasonToHandleOf } from '../../contract/delivery/urgency';
import { companyName } from '../../contract/shop';
import { type AnswerView, type LookedUp, answerView } from './answer-view';
import { expectedArrival, orderOf } from './delivery-times';
import { type BarAction, type NextStepView, barActions, nextStepView } from './next-step-view';
import { type ChoicesView, choicesView } from './choices-view';
import { clockTime, durationWords } from '../../ui/wording/measures';
import {
  type FreshnessView,
  type LookUpState,
  freshnessView,
  isOldAt,
  waitingWords,
} from './freshness-view';
import { type HeroView, heroView } from './hero-view';
import { type HistoryRow, historyRows } from './history-view';
import { dataOfListedOrder } from './listed-order';
import { type MapScene, mapNote, mapScene } from './map-view';
import { riderPlace } from './rider-place';
import { type RiderView, riderView } from './rider-view';
import { type StageStep, stageProgress, stageSteps } from './stages-view';
import { statusWording } from '../../ui/wording/status-wording';
import {
  type FailureView,
  isForOwner,
  traceIdOf,
  failureView,
  scanFailureView,
} from '../../ui/wording/failure-view';

/** Data from which the page of a delivery is built. Times are in ms on the cloud's clock. */
export interface TrackedDelivery extends LookedUp, LookUpState {
  /** Typed text, if it is only the end of the found order's id; else empty. */
  readonly foundByEnd: string;
  /** Order as the list has it, shown while there is no report; null if the list lacks it. */
  readonly listed: KnownOrder | null;
  readonly refreshing: boolean;
  readonly isScanned?: boolean | undefined;
}

/** Page without data, of which each phase fills in what it has. */
export const NOTHING_KNOWN = {
  orderId: '',
  /** Answer to a scan; null for an order that was not scanned. */
  answer: null as AnswerView | null,
  /** `loading`: no data; `failure`: only a failure; `choosing`: several orders; `known`: data. */
  phase: 'loading' as 'loading' | 'failure' | 'choosing' | 'known',
  isUnderWay: false,
  choices: null as ChoicesView | null,
  foundByEnd: '',
  problem: null as FailureView | null,
  /** Message above old data that says why there are no newer ones; empty for current data. */
  notice: '',
  noticeTraceId: '',
  headline: null as HeadlineView | null,
  hero: null as HeroView | null,
  /** True for data that are old, or may be: they are shown in grey. */
  isOld: false,
  freshness: null as FreshnessView | null,
  nextStep: null as NextStepView | null,
  stages: [] as readonly StageStep[],
  /** Filled part of the line after the current step, in percent. */
  progress: 0,
  rider: null as RiderView | null,
  /** Delivery company of an ended delivery, which has no rider any more; else empty. */
  company: '',
  history: [] as readonly HistoryRow[],
  bar: [] as readonly BarAction[],
  waybillId: '',
  scene: null as MapScene | null,
  mapNote: '',
  refreshing: false,
};

export type DeliveryView = Readonly<typeof NOTHING_KNOWN>;

/** Builds the page; `shown`: page on show, from which movements on the map continue. */
export function deliveryView(
  tracked: TrackedDelivery,
  now: number,
  shown: DeliveryView | null,
): DeliveryView {
  const { orderId, refreshing } = tracked;
  const answer = tracked.isScanned === true ? answerView(tracked, now) : null;
  return { ...NOTHING_KNOWN, orderId, answer, refreshing, ...phaseView(tracked, now, shown) };
}

function phaseView(
  tracked: TrackedDelivery,
  now: number,
  shown: DeliveryView | null,
): Partial<DeliveryView> {
  const { orderId, report, history, choices, failure, listed, isScanned = false } = tracked;
  if (report !== null)
    return {
      ...summaryView(tracked, report, history, now),
      ...knownView(tracked, report, now, shown),
      ...noticeView(tracked, now),
    };
  if (choices !== null) {
    const choice = choicesView(choices, orderId, now);
    return { phase: 'choosing', choices: choice, ...noticeView(tracked, now) };
  }
  if (failure !== null)
    return { phase: 'failure', problem: (isScanned ? scanFailureView : failureView)(failure) };
  if (listed === null) {
    const text = waitingWords(tracked.waitedMs);
    return { freshness: text === '' ? null : { text, tone: 'neutral' } };
  }
  const data = dataOfListedOrder(listed);
  // The next step depends on more than the list has.
  return { ...summaryView(tracked, data.report, data.history, now), nextStep: null };
}

/** Builds the head of the sheet, from the status to the track. */
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
    isOld: (isUnanswered && failure === null) || isOldAt(report, now),
    bar: barActions(report, reasonToHandleOf(order, now), arrival?.isPutOff === true),
    freshness: freshnessView(report, history, now, tracked, isLate),
    nextStep: nextStepView(report, order, now),
    stages: stageSteps(report.status, history, arrival, now),
    progress: stageProgress(report.status, history, arrival, now),
  };
}

/** Icons of neutral statuses, which are no questions. */
const CALM_ICONS: Readonly<Partial<Record<RiderAt, string>>> = {
  none: 'clock',
  back: 'return',
  gone: 'alert',
};

export type HeadlineView = Readonly<ReturnType<typeof headlineOf>>;

/** Builds the status in a word; `icon` is that of a calm status, and empty for that of the tone. */
function headlineOf({ status }: DeliveryReport, tone: Tone, isLate: boolean) {
  const { tag } = statusWording(status);
  const icon = tone === 'neutral' ? CALM_ICONS[riderAt(status.name)] : '';
  return { tag: isLate ? `${tag} · ${REASON_NAMES.late}` : tag, tone, icon: icon ?? '' };
}

/** Builds what is below the head of the sheet, and the map. */
function knownView(
  { history, foundByEnd }: TrackedDelivery,
  report: DeliveryReport,
  now: number,
  shown: DeliveryView | null,
): Partial<DeliveryView> {
  const { status, company } = report;
  const place = riderPlace(report, history, now);
  const tone = orderTone(orderOf(report, history), now);
  const scene = mapScene(report, history, place, tone, shown?.scene ?? null);
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

/** Added before `durationWords` rounds down to 5 s: a retry never comes later than shown. */
const RETRY_ROUNDS_UP_MS = 4999;

/**
 * Writes why there are no newer data, and what comes next: `网络不稳，显示 12:31 的数据 · 30 秒后重试`. A
 * page without data has the failure alone.
 */
function noticeView(tracked: TrackedDelivery, now: number): Partial<DeliveryView> {
  const { failure, report, refreshing, nextAskInMs } = tracked;
  if (failure === null) return {};
  const { title } = failureView(failure);
  const noticeTraceId = traceIdOf(failure);
  if (report === null) return { notice: title, noticeTraceId };
  const data = `${title}，显示 ${clockTime(report.askedAt, now)} 的数据`;
  const next = refreshing
    ? '正在重试'
    : isForOwner(failure)
      ? '请店主处理'
      : nextAskInMs !== null && `${durationWords(nextAskInMs + RETRY_ROUNDS_UP_MS)}后重试`;
  return { notice: next === false ? data : `${data} · ${next}`, noticeTraceId };
}
