import type { DeliveryAnswer, KnownOrder, LookUpAnswer } from '../contract/cloud-api';
import { type CallResult, type Failure, failureOf, isRefusal } from '../contract/call-result';
import {
  type NextCall,
  type Poller,
  type PollerPhone,
  createPoller,
} from '../services/poller/poller';
import { type DeliveryView, type TrackedDelivery, deliveryView } from './view/delivery-view';
import {
  type ShownDelivery,
  ongoingOutage,
  NO_DELIVERY,
  storedDelivery,
  withAnswer,
} from './shown-delivery';
import type { DeliveryData } from './view/listed-order';
import { nextCallAfterReport, nextCallAfterFailure, firstCallDelayMs } from './next-ask';

export interface SessionOptions {
  /** Order ids that the person may have meant, the likeliest first. There is at least one. */
  readonly orderIds: readonly string[];
  /** True when the ids are complete. Orders whose ids only end in them are then ignored. */
  readonly exact?: boolean;
  /** True for a label that was scanned on the board. */
  readonly isScanned?: boolean | undefined;
  /** Looks an order up; never rejects. `since`: time (ms) up to which the phone has the history. */
  readonly lookUp: (
    orderIds: readonly string[],
    since?: number,
    exact?: boolean,
  ) => Promise<CallResult<LookUpAnswer>>;
  readonly snapshots: {
    readonly loadSnapshot: (orderId: string) => DeliveryData | null;
    /** Saves the data after every good report. */
    readonly saveSnapshot: (snapshot: DeliveryData) => void;
  };
  /** Returns an order from the list of this phone; null when the list does not have it. */
  readonly listedOrder: (orderId: string) => KnownOrder | null;
  readonly phone: PollerPhone;
  /** Shows the page. It is called often, usually with few changes or none. */
  readonly show: (view: DeliveryView) => void;
}

/** Intervals (ms) between drawings: normally, and while a person waits for an answer. */
const REDRAW_EVERY_MS = 1000;
const REDRAW_WHILE_WAITING_MS = 500;

/** Session of one open delivery: calls the cloud, saves the data, and shows the page. */
export class DeliverySession {
  private readonly poller: Poller;
  private shown: ShownDelivery;
  /** Id of the found order. It may be longer than the text by which the order was found. */
  private foundOrderId: string | null = null;
  private isUnanswered: boolean;
  /** Time (ms) at which a person began to wait for an answer; null while nobody waits. */
  private waitingSince: number | null = null;
  /** True while a person waits for a refresh. The page shows nothing of automatic calls. */
  private refreshing = false;
  /** Last shown page, from which the marker on the map moves on; null before the first. */
  private view: DeliveryView | null = null;

  /** Opens a delivery, and shows the phone's stored data of it at once. */
  constructor(private readonly options: SessionOptions) {
    const { orderIds, phone, snapshots, listedOrder } = options;
    this.shown = storedDelivery(orderIds, snapshots.loadSnapshot, listedOrder, phone.now());
    const { report, history, newerData } = this.shown;
    const stored = report === null || newerData !== null ? null : { report, history };
    const firstCallInMs = firstCallDelayMs(stored, phone.now());
    this.isUnanswered = firstCallInMs === 0;
    this.poller = createPoller<LookUpAnswer>({
      phone,
      askCloud: () => this.lookUp(),
      handleResult: (result) => this.handleResult(result),
      redraw: () => {
        this.show();
      },
      redrawEveryMs: () => (this.waitingSince === null ? REDRAW_EVERY_MS : REDRAW_WHILE_WAITING_MS),
      firstCallInMs,
    });
    this.show();
  }

  start(): void {
    if (this.isUnanswered) this.waitingSince = this.options.phone.now();
    this.poller.start();
  }

  /** Stops the polling, when the page is hidden or closed. */
  stop(): void {
    this.waitingSince = null;
    this.refreshing = false;
    this.poller.stop();
  }

  /** Calls the cloud at once, because a person asked for it and waits. */
  refresh(): void {
    this.refreshing = true;
    this.waitingSince = this.options.phone.now();
    if (this.poller.isAsking()) this.show();
    else this.poller.askNow();
  }

  /** Returns the data from which the page is built, as of now. */
  trackedDelivery(): TrackedDelivery {
    const { isUnanswered, refreshing, waitingSince } = this;
    const { orderIds, exact = false, isScanned, phone } = this.options;
    const { newerData, ...rest } = this.shown;
    const shown = { ...rest, ...newerData };
    const [typed = ''] = orderIds;
    const orderId = shown.report?.orderId ?? this.foundOrderId ?? typed;
    const isWholeId = exact || shown.report === null || orderIds.includes(orderId);
    return {
      ...shown,
      orderId,
      foundByEnd: isWholeId ? '' : typed,
      isScanned,
      isUnanswered,
      refreshing,
      waitedMs: waitingSince === null ? 0 : phone.now() - waitingSince,
      nextAskInMs: this.poller.nextCallInMs(),
    };
  }

  private show(): void {
    this.view = deliveryView(this.trackedDelivery(), this.options.phone.now(), this.view);
    this.options.show(this.view);
  }

  /** Looks up all ids that the text may mean until one is found; later only the found id. */
  private lookUp(): Promise<CallResult<LookUpAnswer>> {
    const { lookUp, orderIds, exact } = this.options;
    const { report, history } = this.shown;
    // Without `since` the cloud sends the whole history.
    const since = history.sightings.length > 0 ? report?.askedAt : undefined;
    return this.foundOrderId === null
      ? lookUp(orderIds, since, exact)
      : lookUp([this.foundOrderId], since, true);
  }

  private handleResult(result: CallResult<LookUpAnswer>): NextCall {
    this.isUnanswered = false;
    this.refreshing = false;
    this.waitingSince = null;
    if (!result.ok) {
      const failure = failureOf(result);
      this.shown = { ...(isRefusal(failure) ? NO_DELIVERY : this.shown), failure };
      return this.nextCallAfter(failure);
    }
    if (!('choices' in result.data)) return this.handleReport(result.data);
    this.shown = { ...this.shown, failure: null, choices: result.data };
    // No further call: the person has to choose an order first.
    return null;
  }

  private handleReport(answer: DeliveryAnswer): NextCall {
    const { snapshots, phone } = this.options;
    this.foundOrderId = answer.orderId;
    const failure = ongoingOutage(this.shown, answer, phone.now());
    if (failure !== null) return this.nextCallAfter(failure);
    const shown = withAnswer(this.shown, answer, phone.now());
    this.shown = shown;
    const { report, history } = shown;
    snapshots.saveSnapshot({ report, history });
    return nextCallAfterReport(answer, history, phone.now());
  }

  private nextCallAfter(failure: Failure): NextCall {
    return nextCallAfterFailure(failure, (this.shown.newerData ?? this.shown).report);
  }
}
