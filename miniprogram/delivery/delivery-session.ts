import type { DeliveryAnswer, KnownOrder, LookUpAnswer, OrderChoices } from '../contract/cloud-api';
import { type Poller, type Timers, createPoller } from './delivery-poller';
import type { DeliveryView, TrackedDelivery } from './view/delivery-view';
import {
  type DeliverySnapshot,
  type Known,
  failureAfter,
  NOTHING,
  remembered,
  withAnswer,
} from './known-delivery';
import { type CandidateLookUp, type LookUp, lookUpAny } from './look-up';
import { delayAfterReport, delayAfterFailure, delayOnOpening } from './next-ask';
import { type Wait, createWait } from './slow-answer';
import { type ViewChanges, viewChanges } from './view/view-changes';
import { type CallResult, type Failure, isRefusal, failureOf } from '../contract/call-result';
import { isForNetwork } from '../ui/wording/failure-view';

/** Input and dependencies of a session. */
export interface SessionOptions {
  /** Order ids that the person may have meant, the likeliest first; at least one. */
  readonly orderIds: readonly string[];
  /** True for complete order ids: orders whose ids merely end in them are then ignored. */
  readonly exact?: boolean;
  readonly lookUp: LookUp;
  readonly snapshots: {
    readonly load: (orderId: string) => DeliverySnapshot | null;
    /** Counts how often the phone deleted all shop data. Older data must not be saved again. */
    readonly timesForgotten: () => number;
    /** Saves the data after every good report. */
    readonly save: (snapshot: DeliverySnapshot) => void;
  };
  /** Returns an order as the list of this phone last knew it; null when it is not in the list. */
  readonly listed: (orderId: string) => KnownOrder | null;
  /** Clock of the cloud, ms. */
  readonly clock: { readonly now: () => number };
  readonly timers: Timers;
  /** Returns a number from 0 to 1. */
  readonly random: () => number;
  /** Shows the fields of the page that have changed since the last call. */
  readonly show: (changed: Partial<DeliveryView>) => void;
}

/**
 * Session of one page that follows one delivery: calls the cloud, saves the data, and tells the
 * page what to show.
 */
export interface DeliverySession {
  /** Starts the polling, when the page is shown. */
  readonly start: () => void;
  /** Stops the polling, when the page is hidden or closed. */
  readonly stop: () => void;
  /** Calls the cloud at once, because a person asked for it and waits. */
  readonly refresh: () => void;
  /** Calls the cloud at once, the network being back, if the last call failed because of it. */
  readonly networkReturned: () => void;
  /** Returns the data from which the page is built, as of now. */
  readonly tracked: () => TrackedDelivery;
}

const TICK_MS = 1000;

interface Session {
  readonly options: SessionOptions;
  readonly lookUp: CandidateLookUp;
  readonly poller: Poller;
  known: Known;
  /** True while the first answer is still to come. */
  isUnanswered: boolean;
  readonly wait: Wait;
  /** Value of `snapshots.timesForgotten()` at the beginning. */
  readonly timesForgotten: number;
  /** Number of consecutive failed calls. */
  failures: number;
  /** True while a person waits for a refresh; the page does not announce automatic calls. */
  refreshing: boolean;
  tick: number | null;
  readonly changes: ViewChanges;
}

/** Opens a delivery and shows at once what the phone remembers of it. */
export function openDelivery(options: SessionOptions): DeliverySession {
  const session = newSession(options);
  const { poller } = session;
  render(session);
  return {
    start: () => {
      stopTicking(session);
      tickLater(session);
      if (session.isUnanswered) session.wait.begin();
      poller.start();
      askIfNetworkWasMissing(session);
    },
    stop: () => {
      stopTicking(session);
      session.wait.end();
      poller.stop();
      session.refreshing = false;
    },
    refresh: () => {
      session.refreshing = true;
      session.wait.begin();
      poller.refresh();
      render(session);
    },
    networkReturned: () => {
      askIfNetworkWasMissing(session);
    },
    tracked: () => tracked(session),
  };
}

function newSession(options: SessionOptions): Session {
  const { orderIds, exact, clock, timers, snapshots } = options;
  const known = remembered(orderIds, snapshots.load, options.listed, clock.now());
  const { report, history, newer } = known;
  const stored = report === null || newer !== null ? null : { report, history };
  const firstAskInMs = delayOnOpening(stored, clock.now());
  const session: Session = {
    options,
    lookUp: lookUpAny(orderIds, options.lookUp, exact),
    poller: createPoller<CallResult<LookUpAnswer>>(
      {
        ask: () => ask(session),
        handleResult: (result) => handleResult(session, result),
        afterResult: () => {
          render(session);
        },
        now: clock.now,
        timers,
      },
      firstAskInMs,
    ),
    known,
    isUnanswered: firstAskInMs === 0,
    wait: createWait(timers, () => {
      render(session);
    }),
    timesForgotten: snapshots.timesForgotten(),
    failures: 0,
    refreshing: false,
    tick: null,
    changes: viewChanges(),
  };
  return session;
}

/**
 * Calls the cloud at once if the last call failed because of the network: when a person returns to
 * the page, the network may work again.
 */
function askIfNetworkWasMissing({ known, poller }: Session): void {
  if (known.failure !== null && isForNetwork(known.failure)) poller.refresh();
}

async function ask(session: Session): Promise<CallResult<LookUpAnswer>> {
  const { report, history } = session.known;
  // Without `since` the cloud sends the whole history.
  const isPastKnown = history.sightings.length > 0;
  const result = await session.lookUp.ask(isPastKnown ? report?.askedAt : undefined);
  session.refreshing = false;
  session.wait.end();
  return result;
}

/** @returns ms until the next call; null: no further call */
function handleResult(session: Session, result: CallResult<LookUpAnswer>): number | null {
  session.isUnanswered = false;
  if (!result.ok) return handleFailure(session, failureOf(result));
  return 'choices' in result.data
    ? handleChoices(session, result.data)
    : handleReport(session, result.data);
}

function handleFailure(session: Session, failure: Failure): number | null {
  session.failures += 1;
  session.known = { ...(isRefusal(failure) ? NOTHING : session.known), failure };
  return delayAfter(session, failure);
}

function delayAfter({ failures, known, options }: Session, failure: Failure): number | null {
  const { report } = known.newer ?? known;
  return delayAfterFailure(failure, failures, report, options.random());
}

/** Shows the orders to choose from, and makes no further call until a person has chosen. */
function handleChoices(session: Session, choices: OrderChoices): null {
  session.failures = 0;
  session.known = { ...session.known, failure: null, choices };
  return null;
}

function handleReport(session: Session, answer: DeliveryAnswer): number | null {
  const { snapshots, clock } = session.options;
  const failure = failureAfter(session.known, answer, clock.now());
  if (failure !== null) return delayAfter(session, failure);
  session.failures = 0;
  const known = withAnswer(session.known, answer, clock.now());
  session.known = known;
  const { report, history } = known;
  if (snapshots.timesForgotten() === session.timesForgotten) snapshots.save({ report, history });
  return delayAfterReport(answer, history, clock.now());
}

function tracked(session: Session): TrackedDelivery {
  const { options, lookUp, poller, isUnanswered, wait, refreshing } = session;
  const { newer, ...rest } = session.known;
  const known = { ...rest, ...newer };
  return {
    ...known,
    isUnanswered,
    waited: wait.waited(),
    orderId: known.report?.orderId ?? lookUp.orderId(),
    foundByEnd: foundByEnd(options, known.report),
    nextAskInMs: poller.nextAskInMs(),
    refreshing,
  };
}

function render(session: Session): void {
  const { options, changes } = session;
  const changed = changes(tracked(session), options.clock.now());
  if (Object.keys(changed).length > 0) options.show(changed);
}

function tickLater(session: Session): void {
  session.tick = session.options.timers.set(() => {
    render(session);
    tickLater(session);
  }, TICK_MS);
}

function stopTicking(session: Session): void {
  if (session.tick !== null) session.options.timers.clear(session.tick);
  session.tick = null;
}

/** Returns the typed text if the found order's id is another one that ends in it; else ''. */
function foundByEnd(
  { orderIds, exact = false }: SessionOptions,
  report: TrackedDelivery['report'],
): string {
  if (exact || report === null || orderIds.includes(report.orderId)) return '';
  return orderIds[0] ?? '';
}
