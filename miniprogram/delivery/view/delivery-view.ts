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
  type Waited,
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
export interface TrackedDelivery extends LookedUp {
  /** Typed text, if it is only the end of the found order's id; else empty. */
  readonly foundByEnd: string;
  /** Order as the list has it, shown while there is no report; null if the list lacks it. */
  readonly listed: KnownOrder | null;
  /** Time for which a person has waited for an answer; null at first, and without one. */
  readonly waited: Waited | null;
  readonly nextAskInMs: number | null;
  /** True while a person waits for an answer. */
  readonly refreshing: boolean;
  /** True for a label that was scanned on the board. */
  readonly isScanned?: boolean | undefined;
}

export interface HeadlineView {
  /** Status in a word; of a late delivery with the remark that it is late. */
  readonly tag: string;
  readonly tone: Tone;
  /** Icon of a calm status; empty for that of the tone. */
  readonly icon: string;
}

export interface DeliveryView {
  readonly orderId: string;
  /** Answer to a scan; null for an order that was not scanned. */
  readonly answer: AnswerView | null;
  /** `loading`: no data; `failure`: only a failure; `choosing`: several orders; `known`: data. */
  readonly phase: 'loading' | 'failure' | 'choosing' | 'known';
  /** True while the delivery is open, so that changes are expected. */
  readonly isUnderWay: boolean;
  readonly choices: ChoicesView | null;
  /** Typed text that the found order's id ends in; empty for the order's own id. */
  readonly foundByEnd: string;
  readonly problem: FailureView | null;
  /** Message above old data that says why there are no newer ones; empty for current data. */
  readonly notice: string;
  /** Trace id of the failure in the notice; empty without one. */
  readonly noticeTraceId: string;
  readonly headline: HeadlineView | null;
  readonly hero: HeroView | null;
  /** True for data that are old, or may be: they are shown in grey. */
  readonly isOld: boolean;
  readonly freshness: FreshnessView | null;
  readonly nextStep: NextStepView | null;
  readonly stages: readonly StageStep[];
  /** Filled part of the line after the current step, in percent. */
  readonly progress: number;
  readonly rider: RiderView | null;
  /** Delivery company of an ended delivery, which has no rider any more; else empty. */
  readonly company: string;
  readonly history: readonly HistoryRow[];
  readonly bar: readonly BarAction[];
  readonly waybillId: string;
  readonly scene: MapScene | null;
  readonly mapNote: string;
  readonly refreshing: boolean;
}

/**
 * Builds the page of a delivery.
 *
 * @param now ms on the cloud's clock
 * @param shown content on show, from which movements on the map continue; null for a new page
 */
export function deliveryView(
  tracked: TrackedDelivery,
  now: number,
  shown: DeliveryView | null,
): DeliveryView {
  const { orderId, refreshing } = tracked;
  const stable = stableView(tracked, now, shown);
  const answer = tracked.isScanned === true ? answerView(tracked, now) : null;
  return { ...NOTHING_KNOWN, orderId, answer, refreshing, ...stable, ...timedView(tracked, now) };
}

/** Tells whether the shown status has changed to one in which somebody has to act. */
export function isNewlyBad(
  shown: HeadlineView | null,
  next: HeadlineView | null | undefined,
): boolean {
  return shown !== null && shown.tone !== 'bad' && next?.tone === 'bad';
}

/** Builds the parts of the page that change every second: countdowns, ages, durations. */
function timedView(tracked: TrackedDelivery, now: number): Partial<DeliveryView> {
  const { orderId, report, history, choices } = tracked;
  if (report === null) {
    return choices === null
      ? viewWhileWaiting(tracked, now)
      : { choices: choicesView(choices, orderId, now) };
  }
  return {
    notice: noticeOf(tracked, report, now),
    ...summaryView(tracked, report, history, now),
    rider: riderView(report, entriesOf(history), now),
  };
}

/** Builds the page before the first report: the list's data, and words for a waiting person. */
function viewWhileWaiting(tracked: TrackedDelivery, now: number): Partial<DeliveryView> {
  const { listed, failure } = tracked;
  const text = waitingWords(tracked.waited);
  if (failure !== null) return {};
  if (listed === null) return { freshness: text === '' ? null : { text, tone: 'neutral' } };
  const { report, history } = dataOfListedOrder(listed);
  // The next step depends on more than the list has.
  return { ...summaryView(tracked, report, history, now), nextStep: null };
}

/** Builds the head of the sheet, from the status to the track. */
function summaryView(
  tracked: TrackedDelivery,
  report: DeliveryReport,
  history: DeliveryHistory,
  now: number,
): Partial<DeliveryView> {
  const { failure, isUnanswered, nextAskInMs } = tracked;
  const arrival = expectedArrival(report, history, now);
  const isLate = arrival !== null && arrival.minutesLate > 0;
  const order = orderOf(report, history);
  const asking = {
    waiting: waitingWords(tracked.waited),
    // Shown only while this phone's calls succeed; otherwise the notice shows a failure.
    isUpdating: report.isBeingAsked === true && failure === null,
    goesOn: nextAskInMs !== null,
  };
  return {
    headline: headlineOf(report, orderTone(order, now), isLate),
    hero: heroView(report, history, arrival, now),
    isOld: (isUnanswered && failure === null) || isOldAt(report, now),
    bar: barActions(report, reasonToHandleOf(order, now), arrival?.isPutOff === true),
    freshness: freshnessView(report, history, now, asking, isLate),
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

function headlineOf({ status }: DeliveryReport, tone: Tone, isLate: boolean): HeadlineView {
  const { tag } = statusWording(status);
  const icon = tone === 'neutral' ? CALM_ICONS[riderAt(status.name)] : '';
  return { tag: isLate ? `${tag} · ${REASON_NAMES.late}` : tag, tone, icon: icon ?? '' };
}

/** Builds the other parts of the page, which change only with new data, or when the day ends. */
function stableView(
  tracked: TrackedDelivery,
  now: number,
  shown: DeliveryView | null,
): Partial<DeliveryView> {
  const { report, choices, failure, isScanned = false } = tracked;
  if (report !== null) return knownView(tracked, report, now, shown);
  if (choices !== null) {
    const notice = failure === null ? '' : failureView(failure).title;
    return { phase: 'choosing', notice, noticeTraceId: noticeTraceIdOf(tracked) };
  }
  return failure === null
    ? {}
    : { phase: 'failure', problem: (isScanned ? scanFailureView : failureView)(failure) };
}

export const NOTHING_KNOWN: DeliveryView = {
  orderId: '',
  answer: null,
  phase: 'loading',
  isUnderWay: false,
  choices: null,
  foundByEnd: '',
  problem: null,
  notice: '',
  noticeTraceId: '',
  headline: null,
  hero: null,
  isOld: false,
  freshness: null,
  nextStep: null,
  stages: [],
  progress: 0,
  rider: null,
  company: '',
  history: [],
  bar: [],
  waybillId: '',
  scene: null,
  mapNote: '',
  refreshing: false,
};

function knownView(
  tracked: TrackedDelivery,
  report: DeliveryReport,
  now: number,
  shown: DeliveryView | null,
): Partial<DeliveryView> {
  const { history } = tracked;
  const { status, company } = report;
  const place = riderPlace(report, history, now);
  const tone = orderTone(orderOf(report, history), now);
  const scene = mapScene(report, history, place, tone, shown?.scene ?? null);
  return {
    phase: 'known',
    isUnderWay: !status.isFinal,
    foundByEnd: tracked.foundByEnd,
    noticeTraceId: noticeTraceIdOf(tracked),
    history: historyRows(entriesOf(history), report.earlier ?? [], now),
    waybillId: report.waybillId ?? '',
    company: status.isFinal && company !== undefined ? companyName(company) : '',
    scene,
    mapNote: mapNote(report, scene),
  };
}

function noticeTraceIdOf({ failure }: TrackedDelivery): string {
  return failure === null ? '' : traceIdOf(failure);
}

/**
 * Writes the notice above old data, like `网络不稳，显示 12:31 的数据 · 30 秒后重试`. If only the
 * owner can fix the failure, the notice says so: `… · 请店主处理`.
 */
function noticeOf(tracked: TrackedDelivery, report: DeliveryReport, now: number): string {
  if (tracked.failure === null) return '';
  const { title } = failureView(tracked.failure);
  const shown = `${title}，显示 ${clockTime(report.askedAt, now)} 的数据`;
  if (tracked.refreshing) return `${shown} · 正在重试`;
  if (isForOwner(tracked.failure)) return `${shown} · 请店主处理`;
  return tracked.nextAskInMs === null
    ? shown
    : `${shown} · ${durationWords(tracked.nextAskInMs + RETRY_ROUNDS_UP_MS)}后重试`;
}

/** Added before `durationWords` rounds down to 5 s: a retry never comes later than shown. */
const RETRY_ROUNDS_UP_MS = 4999;
