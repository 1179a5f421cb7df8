import type { OrderChoices } from '../../contract/cloud-api';
import type { DeliveryReport, Stuck } from '../../contract/delivery';
import type { DeliveryHistory } from '../../contract/delivery-history';
import { entriesOf, entriesOfLife } from '../../contract/delivery-history';
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
import type { RiderView } from './rider-view';
import { riderView } from './rider-view';
import type { StageStep } from './stages-view';
import { stageSteps } from './stages-view';
import { STUCK_WORDING, NEXT_STEP_HEADS, statusWording } from '../../ui/wording/status-wording';
import type { Failure } from '../../contract/call-result';
import type { FailureView } from '../../ui/wording/failure-view';
import { isForOwner, traceIdOf, failureView } from '../../ui/wording/failure-view';

/** What a page knows of the delivery that it shows. Times are in ms on the cloud's clock. */
export interface TrackedDelivery {
  readonly orderId: string;
  /** What was looked up, where the order was found by that end of it; else empty. */
  readonly foundByEnd: string;
  /** The last good report. */
  readonly report: DeliveryReport | null;
  readonly history: DeliveryHistory;
  /** Why the last ask gave nothing new; null when it did. */
  readonly failure: Failure | null;
  /** Several orders may be meant; null when it is known which. */
  readonly choices: OrderChoices | null;
  readonly nextAskInMs: number | null;
  /** A person has asked and waits. */
  readonly refreshing: boolean;
}

export interface HeadlineView {
  readonly tag: string;
  readonly tone: Tone;
  readonly title: string;
  /** Empty where the next step tells it along. */
  readonly meaning: string;
}

export interface NextStepView {
  readonly head: string;
  readonly text: string;
  readonly tone: Tone;
}

/** Exactly what the template of 配送 reads. */
export interface DeliveryView {
  readonly orderId: string;
  /** `loading`: nothing yet; `failure`: nothing but failure; `choosing`: it is not known yet which order is meant; `known`: there are data. */
  readonly phase: 'loading' | 'failure' | 'choosing' | 'known';
  /** It goes on: there is something to watch for. */
  readonly isUnderWay: boolean;
  readonly choices: ChoicesView | null;
  /** The end by which the order was found, which may be a whole order id itself; empty when it was found by its own. */
  readonly foundByEnd: string;
  readonly problem: FailureView | null;
  /** The line above what is known that says why it is not newer; empty when it is. */
  readonly notice: string;
  /** Of the failure that the notice tells of; empty without one. */
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
 * The page for what is known of a delivery at a time.
 *
 * @param now ms on the cloud's clock
 * @param shown what the page shows now, null when it is new: what moves on it goes on from there
 */
export function deliveryView(
  tracked: TrackedDelivery,
  now: number,
  shown: DeliveryView | null,
): DeliveryView {
  const { orderId, refreshing } = tracked;
  const lasting = lastingView(tracked, now, shown);
  return { ...NOTHING_KNOWN, orderId, refreshing, ...lasting, ...timedView(tracked, now) };
}

/** What of the page goes with the seconds: countdowns, ages, and since when it has been so. */
export function timedView(tracked: TrackedDelivery, now: number): Partial<DeliveryView> {
  const { orderId, report, history, choices } = tracked;
  if (report === null) {
    return choices === null ? {} : { choices: choicesView(choices, orderId, now) };
  }
  // What somebody else asks for, this phone hears of only while it is answered itself.
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

/** All else of the page: it stays until something is heard, or the day ends. */
function lastingView(
  tracked: TrackedDelivery,
  now: number,
  shown: DeliveryView | null,
): Partial<DeliveryView> {
  const { report, choices, failure } = tracked;
  if (report !== null) return known(tracked, report, now, shown);
  if (choices !== null) {
    const notice = failure === null ? '' : failureView(failure).title;
    return { phase: 'choosing', notice, noticeTraceId: noticeTraceIdOf(tracked) };
  }
  return failure === null ? {} : { phase: 'failure', problem: failureView(failure) };
}

/** The page before anything is known. */
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

function known(
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
    scene: riderScene(report, history, shown?.scene ?? null),
    mapNote: mapNote(report),
  };
}

/** `骑手到店 16 分钟，还没取走货。看看货备好没有…`: the notice takes the place of the step of an undisturbed delivery. */
function stuckStep({ reason, since }: Stuck, now: number): NextStepView {
  const { told, step } = STUCK_WORDING[reason];
  return { head: NEXT_STEP_HEADS.staff, text: told(duration(now - since)) + step, tone: 'wait' };
}

function noticeTraceIdOf({ failure }: TrackedDelivery): string {
  return failure === null ? '' : traceIdOf(failure);
}

/** `网络不稳，显示 12:31 的数据 · 30 秒后重试`; where waiting does not help, who can: `… · 请店主处理` */
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

/** A retry is told rounded up: never sooner than it comes. */
const RETRY_ROUNDS_UP_MS = 4999;
