import type { DeliveryAnswer, KnownOrder, LookUpAnswer, OrderChoices } from '../contract/cloud-api';
import { type CallResult, type Failure, failureOf, isRefusal } from '../contract/call-result';
import {
  type NextAsk,
  type Poller,
  type PollerPhone,
  createPoller,
} from '../services/poller/poller';
import { type DeliveryView, type TrackedDelivery, deliveryView } from './view/delivery-view';
import {
  type ShownDelivery,
  failureAfter,
  NO_DELIVERY,
  rememberedDelivery,
  withAnswer,
} from './shown-delivery';
import type { DeliveryData } from './view/listed-order';
import { nextAfterReport, nextAfterFailure, delayOnOpening } from './next-ask';
import type { Waited } from './view/freshness-view';

export interface SessionOptions {
  /** Order ids that the person may have meant, the likeliest first; at least one. */
  readonly orderIds: readonly string[];
  /** True for complete order ids: orders whose ids merely end in them are then ignored. */
  readonly exact?: boolean;
  /** True for a label that was scanned on the board. */
  readonly isScanned?: boolean | undefined;
  /**
   * Looks up a delivery; never rejects. `since`: time (ms) up to which the caller has the history.
   */
  readonly lookUp: (
    orderIds: readonly string[],
    since?: number,
    exact?: boolean,
  ) => Promise<CallResult<LookUpAnswer>>;
  readonly snapshots: {
    readonly load: (orderId: string) => DeliveryData | null;
    /** Saves the data after every good report. */
    readonly save: (snapshot: DeliveryData) => void;
  };
  /** Returns an order from the list of this phone; null when the list does not have it. */
  readonly listedOrder: (orderId: string) => KnownOrder | null;
  readonly phone: PollerPhone;
  /** Shows the page; most calls change little of it, or nothing. */
  readonly show: (view: DeliveryView) => void;
}

/** Session of one page: calls the cloud, saves the data, and tells the page what to show. */
export type DeliverySession = ReturnType<typeof openDelivery>;

const DRAW_EVERY_MS = 1000;
/** Interval (ms) between drawings while a person waits; words change at multiples of it. */
const DRAW_WAITING_MS = 500;
const LONG_FROM_MS = 1500;
const VERY_LONG_FROM_MS = 5000;

interface Session {
  readonly options: SessionOptions;
  readonly poller: Poller;
  shown: ShownDelivery;
  /** Id of the found order, which may be longer than the text that it was found by. */
  foundId: string | null;
  /** True while the first answer is still to come. */
  isUnanswered: boolean;
  /** Time (ms) from which a person waits for an answer; null while nobody does. */
  waitingSince: number | null;
  /** True while a person waits for a refresh; the page does not announce automatic calls. */
  refreshing: boolean;
  /** Page on show, from which movements on the map continue; null before the first. */
  view: DeliveryView | null;
}

/** Opens a delivery, and shows the phone's stored data of it at once. */
export function openDelivery(options: SessionOptions) {
  const session = newSession(options);
  const { poller } = session;
  const { now } = options.phone;
  show(session);
  return {
    start: (): void => {
      if (session.isUnanswered) session.waitingSince = now();
      poller.start();
    },
    /** Stops the polling, when the page is hidden or closed. */
    stop: (): void => {
      session.waitingSince = null;
      session.refreshing = false;
      poller.stop();
    },
    /** Calls the cloud at once, because a person asked for it and waits. */
    refresh: (): void => {
      session.refreshing = true;
      session.waitingSince = now();
      if (poller.isAsking()) show(session);
      else poller.askNow();
    },
    /** Returns the data from which the page is built, as of now. */
    tracked: () => tracked(session),
  };
}

function newSession(options: SessionOptions): Session {
  const { orderIds, phone, snapshots } = options;
  const shown = rememberedDelivery(orderIds, snapshots.load, options.listedOrder, phone.now());
  const { report, history, newer } = shown;
  const stored = report === null || newer !== null ? null : { report, history };
  const firstAskInMs = delayOnOpening(stored, phone.now());
  const session: Session = {
    options,
    poller: createPoller<LookUpAnswer>({
      phone,
      ask: () => ask(session),
      take: (result) => take(session, result),
      draw: () => {
        show(session);
      },
      drawEveryMs: () => (session.waitingSince === null ? DRAW_EVERY_MS : DRAW_WAITING_MS),
      firstAskInMs,
    }),
    shown,
    foundId: null,
    isUnanswered: firstAskInMs === 0,
    waitingSince: null,
    refreshing: false,
    view: null,
  };
  return session;
}

/** Looks up all ids that may be meant until one is found, then only the found id. */
function ask({ options, foundId, shown }: Session): Promise<CallResult<LookUpAnswer>> {
  const { report, history } = shown;
  // Without `since` the cloud sends the whole history.
  const since = history.sightings.length > 0 ? report?.askedAt : undefined;
  return foundId === null
    ? options.lookUp(options.orderIds, since, options.exact)
    : options.lookUp([foundId], since, true);
}

function take(session: Session, result: CallResult<LookUpAnswer>): NextAsk {
  session.isUnanswered = false;
  session.refreshing = false;
  session.waitingSince = null;
  if (!result.ok) return takeFailure(session, failureOf(result));
  return 'choices' in result.data
    ? takeChoices(session, result.data)
    : takeReport(session, result.data);
}

function takeFailure(session: Session, failure: Failure): NextAsk {
  session.shown = { ...(isRefusal(failure) ? NO_DELIVERY : session.shown), failure };
  return nextAfter(session, failure);
}

function nextAfter({ shown }: Session, failure: Failure): NextAsk {
  return nextAfterFailure(failure, (shown.newer ?? shown).report);
}

/** Shows the orders to choose from, and makes no further call until a person has chosen. */
function takeChoices(session: Session, choices: OrderChoices): null {
  session.shown = { ...session.shown, failure: null, choices };
  return null;
}

function takeReport(session: Session, answer: DeliveryAnswer): NextAsk {
  const { snapshots, phone } = session.options;
  session.foundId = answer.orderId;
  const failure = failureAfter(session.shown, answer, phone.now());
  if (failure !== null) return nextAfter(session, failure);
  const shown = withAnswer(session.shown, answer, phone.now());
  session.shown = shown;
  const { report, history } = shown;
  snapshots.save({ report, history });
  return nextAfterReport(answer, history, phone.now());
}

function tracked(session: Session): TrackedDelivery {
  const { options, poller, isUnanswered, refreshing, foundId } = session;
  const { newer, ...rest } = session.shown;
  const shown = { ...rest, ...newer };
  return {
    ...shown,
    isUnanswered,
    waited: waitedTime(session),
    orderId: shown.report?.orderId ?? foundId ?? options.orderIds[0] ?? '',
    foundByEnd: foundByEnd(options, shown.report),
    isScanned: options.isScanned,
    nextAskInMs: poller.nextAskInMs(),
    refreshing,
  };
}

function waitedTime({ waitingSince, options }: Session): Waited | null {
  const waitedMs = waitingSince === null ? 0 : options.phone.now() - waitingSince;
  if (waitedMs < LONG_FROM_MS) return null;
  return waitedMs < VERY_LONG_FROM_MS ? 'long' : 'very-long';
}

function show(session: Session): void {
  const { options, view } = session;
  session.view = deliveryView(tracked(session), options.phone.now(), view);
  options.show(session.view);
}

/** Returns the typed text if the found order's id is another one that ends in it; else ''. */
function foundByEnd(
  { orderIds, exact = false }: SessionOptions,
  report: TrackedDelivery['report'],
): string {
  if (exact || report === null || orderIds.includes(report.orderId)) return '';
  return orderIds[0] ?? '';
}
