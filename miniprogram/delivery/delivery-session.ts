import type { DeliveryAnswer, KnownOrder, LookUpAnswer } from '../contract/cloud-api';
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

export interface SessionOptions {
  /** Order ids that the person may have meant, the likeliest first; at least one. */
  readonly orderIds: readonly string[];
  /** True for complete order ids: orders whose ids merely end in them are then ignored. */
  readonly exact?: boolean;
  /** True for a label that was scanned on the board. */
  readonly isScanned?: boolean | undefined;
  /** Never rejects. `since`: time (ms) up to which the caller has the history. */
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

/** Intervals (ms) between drawings: usually, and while a person waits. */
const DRAW_EVERY_MS = 1000;
const DRAW_WAITING_MS = 500;

/** Session of one page: calls the cloud, saves the data, and tells the page what to show. */
export class DeliverySession {
  private readonly poller: Poller;
  private shown: ShownDelivery;
  /** Id of the found order, which may be longer than the text that it was found by. */
  private foundId: string | null = null;
  private isUnanswered: boolean;
  /** Time (ms) from which a person waits for an answer; null while nobody does. */
  private waitingSince: number | null = null;
  /** True while a person waits for a refresh; the page does not announce automatic calls. */
  private refreshing = false;
  /** Page on show, from which movements on the map continue; null before the first. */
  private view: DeliveryView | null = null;

  /** Opens a delivery, and shows the phone's stored data of it at once. */
  constructor(private readonly options: SessionOptions) {
    const { orderIds, phone, snapshots, listedOrder } = options;
    this.shown = rememberedDelivery(orderIds, snapshots.load, listedOrder, phone.now());
    const { report, history, newer } = this.shown;
    const stored = report === null || newer !== null ? null : { report, history };
    const firstAskInMs = delayOnOpening(stored, phone.now());
    this.isUnanswered = firstAskInMs === 0;
    this.poller = createPoller<LookUpAnswer>({
      phone,
      ask: () => this.ask(),
      take: (result) => this.take(result),
      draw: () => {
        this.show();
      },
      drawEveryMs: () => (this.waitingSince === null ? DRAW_EVERY_MS : DRAW_WAITING_MS),
      firstAskInMs,
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
  tracked(): TrackedDelivery {
    const { isUnanswered, refreshing, waitingSince } = this;
    const { orderIds, exact = false, isScanned, phone } = this.options;
    const { newer, ...rest } = this.shown;
    const shown = { ...rest, ...newer };
    const [typed = ''] = orderIds;
    const orderId = shown.report?.orderId ?? this.foundId ?? typed;
    const isWholeId = exact || shown.report === null || orderIds.includes(orderId);
    return {
      ...shown,
      orderId,
      foundByEnd: isWholeId ? '' : typed,
      isScanned,
      isUnanswered,
      refreshing,
      waitedMs: waitingSince === null ? 0 : phone.now() - waitingSince,
      nextAskInMs: this.poller.nextAskInMs(),
    };
  }

  private show(): void {
    this.view = deliveryView(this.tracked(), this.options.phone.now(), this.view);
    this.options.show(this.view);
  }

  /** Looks up all ids that may be meant until one is found, then only the found id. */
  private ask(): Promise<CallResult<LookUpAnswer>> {
    const { lookUp, orderIds, exact } = this.options;
    const { report, history } = this.shown;
    // Without `since` the cloud sends the whole history.
    const since = history.sightings.length > 0 ? report?.askedAt : undefined;
    return this.foundId === null
      ? lookUp(orderIds, since, exact)
      : lookUp([this.foundId], since, true);
  }

  private take(result: CallResult<LookUpAnswer>): NextAsk {
    this.isUnanswered = false;
    this.refreshing = false;
    this.waitingSince = null;
    if (!result.ok) {
      const failure = failureOf(result);
      this.shown = { ...(isRefusal(failure) ? NO_DELIVERY : this.shown), failure };
      return this.nextAfter(failure);
    }
    if (!('choices' in result.data)) return this.takeReport(result.data);
    this.shown = { ...this.shown, failure: null, choices: result.data };
    // A person has to choose first.
    return null;
  }

  private takeReport(answer: DeliveryAnswer): NextAsk {
    const { snapshots, phone } = this.options;
    this.foundId = answer.orderId;
    const failure = failureAfter(this.shown, answer, phone.now());
    if (failure !== null) return this.nextAfter(failure);
    const shown = withAnswer(this.shown, answer, phone.now());
    this.shown = shown;
    const { report, history } = shown;
    snapshots.save({ report, history });
    return nextAfterReport(answer, history, phone.now());
  }

  private nextAfter(failure: Failure): NextAsk {
    return nextAfterFailure(failure, (this.shown.newer ?? this.shown).report);
  }
}
