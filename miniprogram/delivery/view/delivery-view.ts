import type { OrderChoices } from '../../contract/cloud-api';
import type { DeliveryReport, Stuck } from '../../contract/delivery';
import type { DeliveryHistory } from '../../contract/delivery-history';
import { entriesOf } from '../../contract/delivery-history';
import { entriesOfLife } from '../../contract/delivery-life';
import type { Tone } from '../../contract/delivery-status';
import { toneOf } from '../../contract/delivery-status';
import type { ArrivalView } from './arrival-view';
import { arrivalView } from './arrival-view';
import type { ChoicesView } from './choices-view';
import { choicesView } from './choices-view';
import { clockTime, duration } from '../../ui/wording/clock-time';
import type { FreshnessView } from './freshness-view';
import { freshnessView } from './freshness-view';
import type { HistoryRow } from './history-view';
import { historyRows } from './history-view';
import type { RiderScene } from './map-view';
import { mapNote, riderScene } from './map-view';
import { riderPlace } from './rider-place';
import type { RiderView } from './rider-view';
import { riderView } from './rider-view';
import type { StageStep } from './stages-view';
import { stageSteps } from './stages-view';
import { STUCK_WORDING, NEXT_STEP_HEADS, statusWording } from '../../ui/wording/status-wording';
import type { Failure } from '../../contract/call-result';
import type { FailureView } from '../../ui/wording/failure-view';
import { isForOwner, traceIdOf, failureView } from '../../ui/wording/failure-view';

/** Data from which the page of a delivery is built. Times are in ms on the cloud's clock. */
export interface TrackedDelivery {
  readonly orderId: string;
  /** Typed text, if it is only the end of the found order's id; else empty. */
  readonly foundByEnd: string;
  /** Last good report. */
  readonly report: DeliveryReport | null;
  readonly history: DeliveryHistory;
  /** Failure of the last call; null when the call succeeded. */
  readonly failure: Failure | null;
  /** Orders to choose from; null unless the entered text may mean several. */
  readonly choices: OrderChoices | null;
  readonly nextAskInMs: number | null;
  /** True while a person waits for an answer. */
  readonly refreshing: boolean;
}

export interface HeadlineView {
  readonly tag: string;
  readonly tone: Tone;
  readonly title: string;
  /** Explanation; empty where the next step contains it. */
  readonly meaning: string;
}

export interface NextStepView {
  readonly head: string;
  readonly text: string;
  readonly tone: Tone;
}

/** Data of the template of the delivery pane. */
export interface DeliveryView {
  readonly orderId: string;
  /**
   * Phase of the page. `loading`: there is nothing yet; `failure`: there is only a failure;
   * `choosing`: a person has to choose the order; `known`: there are data.
   */
  readonly phase: 'loading' | 'failure' | 'choosing' | 'known';
  /** True while the delivery is open, so that there is something to watch for. */
  readonly isUnderWay: boolean;
  readonly choices: ChoicesView | null;
  /**
   * Typed text that the found order's id ends in; it may be another whole order id. Empty when the
   * order was found by its own id.
   */
  readonly foundByEnd: string;
  readonly problem: FailureView | null;
  /** Message above old data that says why there are no newer ones; empty for current data. */
  readonly notice: string;
  /** Trace id of the failure in the notice; empty without one. */
  readonly noticeTraceId: string;
  readonly headline: HeadlineView | null;
  readonly arrival: ArrivalView | null;
  readonly freshness: FreshnessView | null;
  readonly nextStep: NextStepView | null;
  readonly stages: readonly StageStep[];
  readonly rider: RiderView | null;
  readonly history: readonly HistoryRow[];
  readonly waybillId: string;
  readonly scene: RiderScene | null;
  readonly mapNote: string;
  readonly refreshing: boolean;
}

/**
 * Builds the page from what is known of a delivery.
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
  return { ...NOTHING_KNOWN, orderId, refreshing, ...stable, ...timedView(tracked, now) };
}

/** Builds the parts of the page that change every second: countdowns, ages, durations. */
export function timedView(tracked: TrackedDelivery, now: number): Partial<DeliveryView> {
  const { orderId, report, history, choices } = tracked;
  if (report === null) {
    return choices === null ? {} : { choices: choicesView(choices, orderId, now) };
  }
  // "Updating" is shown only while this phone's calls succeed: else the notice shows a failure.
  const isUpdating = report.isBeingAsked === true && tracked.failure === null;
  return {
    notice: noticeOf(tracked, report, now),
    arrival: arrivalView(report, history, now),
    freshness: freshnessView(report, history, now, isUpdating),
    stages: stageSteps(report.status, entriesOfLife(history), now),
    rider: riderView(report, entriesOf(history), now),
    ...(report.stuck !== undefined && { nextStep: stuckStep(report.stuck, now) }),
  };
}

/** Builds the other parts of the page, which change only with new data, or when the day ends. */
function stableView(
  tracked: TrackedDelivery,
  now: number,
  shown: DeliveryView | null,
): Partial<DeliveryView> {
  const { report, choices, failure } = tracked;
  if (report !== null) return knownView(tracked, report, now, shown);
  if (choices !== null) {
    const notice = failure === null ? '' : failureView(failure).title;
    return { phase: 'choosing', notice, noticeTraceId: noticeTraceIdOf(tracked) };
  }
  return failure === null ? {} : { phase: 'failure', problem: failureView(failure) };
}

/** Content of the page before there are any data. */
export const NOTHING_KNOWN: DeliveryView = {
  orderId: '',
  phase: 'loading',
  isUnderWay: false,
  choices: null,
  foundByEnd: '',
  problem: null,
  notice: '',
  noticeTraceId: '',
  headline: null,
  arrival: null,
  freshness: null,
  nextStep: null,
  stages: [],
  rider: null,
  history: [],
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
  const wording = statusWording(report.status);
  const tone = toneOf(report.status.name);
  const isQuiet = wording.nextStep.by === 'wait';
  return {
    phase: 'known',
    isUnderWay: !report.status.isFinal,
    foundByEnd: tracked.foundByEnd,
    noticeTraceId: noticeTraceIdOf(tracked),
    headline: {
      tag: wording.tag,
      tone,
      title: wording.title,
      meaning: isQuiet ? '' : wording.meaning,
    },
    nextStep: {
      head: NEXT_STEP_HEADS[wording.nextStep.by],
      text: isQuiet ? wording.meaning + wording.nextStep.text : wording.nextStep.text,
      tone: isQuiet ? 'neutral' : tone,
    },
    history: historyRows(entriesOf(history), report.earlier ?? [], now),
    waybillId: report.waybillId ?? '',
    scene: riderScene(report, history, riderPlace(report, history, now), shown?.scene ?? null),
    mapNote: mapNote(report),
  };
}

/**
 * Builds the step for a delivery that is stuck, in place of the usual next step, like
 * `骑手到店 16 分钟，还没取走货。看看货备好没有…`.
 */
function stuckStep({ reason, since }: Stuck, now: number): NextStepView {
  const { sentence, step } = STUCK_WORDING[reason];
  return {
    head: NEXT_STEP_HEADS.staff,
    text: sentence(duration(now - since)) + step,
    tone: 'wait',
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
    : `${shown} · ${duration(tracked.nextAskInMs + RETRY_ROUNDS_UP_MS)}后重试`;
}

/** Added before `duration` rounds down to 5 s, so that a retry never comes later than shown. */
const RETRY_ROUNDS_UP_MS = 4999;
