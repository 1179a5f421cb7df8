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
  /** True for complete ids. The cloud then looks for no longer id that ends in one of them. */
  readonly exact?: boolean;
  /** True for an order whose label was scanned on the board. */
  readonly isScanned?: boolean | undefined;
  /** Looks up an order; never rejects. `knownUntil`: end (ms) of the history on this phone. */
  readonly lookUp: (
    orderIds: readonly string[],
    knownUntil?: number,
    exact?: boolean,
  ) => Promise<CallResult<LookUpAnswer>>;
  readonly snapshots: {
    readonly loadSnapshot: (orderId: string) => DeliveryData | null;
    /** Saves the data on the phone after each report of the cloud. */
    readonly saveSnapshot: (snapshot: DeliveryData) => void;
  };
  /** Returns an order of the phone's list 最近查过; null when the list does not have it. */
  readonly listedOrder: (orderId: string) => KnownOrder | null;
  readonly phone: PollerPhone;
  /** Shows a view on the page. The session calls it often, usually with few changes or none. */
  readonly show: (view: DeliveryView) => void;
}

/** Intervals (ms) at which the page is drawn: usually, and while a person waits for an answer. */
const REDRAW_EVERY_MS = 1000;
const REDRAW_WHILE_WAITING_MS = 500;

/** Session of one open delivery: calls the cloud, saves the data, and shows the page. */
export class DeliverySession {
  private readonly poller: Poller;
  private shown: ShownDelivery;
  /** Id of the found order; null until one is found. The person may have entered only its end. */
  private foundOrderId: string | null = null;
  private isUnanswered: boolean;
  /** Time (ms) at which a person began to wait for an answer; null while nobody waits. */
  private waitingSince: number | null = null;
  /** True while a person waits for a refresh. Calls that the page makes by itself do not count. */
  private refreshing = false;
  /** View that is shown, with the rider's marker in its place; null before the first drawing. */
  private view: DeliveryView | null = null;

  /** Opens a delivery, and at once shows what the phone has stored of it. */
  constructor(private readonly options: SessionOptions) {
    const { orderIds, phone, snapshots, listedOrder } = options;
    this.shown = storedDelivery(orderIds, snapshots.loadSnapshot, listedOrder, phone.now());
    const { report, history, newerData } = this.shown;
    const storedData = report === null || newerData !== null ? null : { report, history };
    const firstCallInMs = firstCallDelayMs(storedData, phone.now());
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

  stop(): void {
    this.waitingSince = null;
    this.refreshing = false;
    this.poller.stop();
  }

  /** Calls the cloud at once for a person, who waits for the answer. */
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
    const { newerData, ...shownDelivery } = this.shown;
    const shownData = { ...shownDelivery, ...newerData };
    const [enteredText = ''] = orderIds;
    const orderId = shownData.report?.orderId ?? this.foundOrderId ?? enteredText;
    const isWholeId = exact || shownData.report === null || orderIds.includes(orderId);
    return {
      ...shownData,
      orderId,
      foundByEnd: isWholeId ? '' : enteredText,
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

  /** Looks up all ids that the person may mean until one is found; then only the found id. */
  private lookUp(): Promise<CallResult<LookUpAnswer>> {
    const { lookUp, orderIds, exact } = this.options;
    const { report, history } = this.shown;
    // Without `sinceMs`, the cloud sends the whole history.
    const sinceMs = history.sightings.length > 0 ? report?.askedAt : undefined;
    return this.foundOrderId === null
      ? lookUp(orderIds, sinceMs, exact)
      : lookUp([this.foundOrderId], sinceMs, true);
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
    // Null: no further call, because the person has to choose an order first.
    return null;
  }

  private handleReport(answer: DeliveryAnswer): NextCall {
    const { snapshots, phone } = this.options;
    this.foundOrderId = answer.orderId;
    const failure = ongoingOutage(this.shown, answer, phone.now());
    if (failure !== null) return this.nextCallAfter(failure);
    const newDelivery = withAnswer(this.shown, answer, phone.now());
    this.shown = newDelivery;
    const { report, history } = newDelivery;
    snapshots.saveSnapshot({ report, history });
    return nextCallAfterReport(answer, history, phone.now());
  }

  private nextCallAfter(failure: Failure): NextCall {
    return nextCallAfterFailure(failure, (this.shown.newerData ?? this.shown).report);
  }
}
