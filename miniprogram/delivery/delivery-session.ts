import { isAhead } from '../contract/age';
import type { DeliveryAnswer, LookUpAnswer, OrderChoices } from '../contract/cloud-api';
import type { CloudErrorCode } from '../contract/cloud-error';
import type { DeliveryHistory } from '../contract/delivery-history';
import { emptyHistory, observe, mergeHistories, seenBy } from '../contract/delivery-history';
import type { DeliveryReport } from '../contract/delivery';
import type { CallResult, Failure } from '../contract/call-result';
import type { Poller, Timers } from './delivery-poller';
import { createPoller } from './delivery-poller';
import type { DeliveryView, TrackedDelivery } from './view/delivery-view';
import type { CandidateLookUp, LookUp } from './look-up';
import { lookUpAny } from './look-up';
import { delayAfterReport, delayAfterFailure, delayOnOpening } from './next-ask';
import type { ViewChanges } from './view/view-changes';
import { viewChanges } from './view/view-changes';
import { isRefusal, failureOf } from '../contract/call-result';
import { isForNetwork } from '../ui/wording/failure-view';

/** Last good data of a delivery. */
interface DeliverySnapshot {
  readonly report: DeliveryReport;
  readonly history: DeliveryHistory;
}

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
  /** Deletes all shop data from the phone, because the cloud does not know this person. */
  readonly forgetEverything: () => void;
  /** Clock of the cloud, ms; `adjust` takes the `serverTime` of an answer that has just arrived. */
  readonly clock: { readonly now: () => number; readonly adjust: (serverTime: number) => void };
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
  /** Handles the result of a call made outside the session: a refusal deletes all shop data. */
  readonly handleOtherResult: (result: CallResult<unknown>) => void;
  /** Returns the data from which the page is built, as of now. */
  readonly tracked: () => TrackedDelivery;
}

const TICK_MS = 1000;
const OUTAGES: readonly CloudErrorCode[] = [
  'upstream-timeout',
  'upstream-unreachable',
  'upstream-failed',
  'upstream-malformed',
  'wechat-busy',
];

interface Session {
  readonly options: SessionOptions;
  readonly lookUp: CandidateLookUp;
  readonly poller: Poller;
  known: Pick<TrackedDelivery, 'report' | 'history' | 'failure' | 'choices'>;
  /** Value of `snapshots.timesForgotten()` at the last call to the cloud. */
  timesForgotten: number;
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
      poller.start();
      askIfNetworkWasMissing(session);
    },
    stop: () => {
      stopTicking(session);
      poller.stop();
      session.refreshing = false;
    },
    refresh: () => {
      session.refreshing = true;
      poller.refresh();
      render(session);
    },
    networkReturned: () => {
      askIfNetworkWasMissing(session);
    },
    handleOtherResult: (result) => {
      handleOtherResult(session, result);
    },
    tracked: () => tracked(session),
  };
}

function newSession(options: SessionOptions): Session {
  const { orderIds, exact, clock, timers, snapshots } = options;
  const stored = firstStored(options);
  const { report, history } = stored ?? { report: null, history: emptyHistory() };
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
      delayOnOpening(stored, clock.now()),
    ),
    known: { report, history, failure: null, choices: null },
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
  dropForgottenHistory(session);
  const { report, history } = session.known;
  // Without `since` the cloud sends the whole history.
  const isPastKnown = history.sightings.length > 0;
  const result = await session.lookUp.ask(isPastKnown ? report?.askedAt : undefined);
  adjustClock(session, result);
  session.refreshing = false;
  return result;
}

/**
 * Drops the session's history when the phone has deleted its data meanwhile, so that the session
 * does not save the history again. The page shows the last report until there is a newer one.
 */
function dropForgottenHistory(session: Session): void {
  const timesForgotten = session.options.snapshots.timesForgotten();
  if (timesForgotten === session.timesForgotten) return;
  session.timesForgotten = timesForgotten;
  session.known = { ...session.known, history: emptyHistory() };
}

function adjustClock({ options }: Session, result: CallResult<unknown>): void {
  if ('serverTime' in result) options.clock.adjust(result.serverTime);
}

/** @returns ms until the next call; null: no further call */
function handleResult(session: Session, result: CallResult<LookUpAnswer>): number | null {
  if (!result.ok) return handleFailure(session, failureOf(result));
  return 'choices' in result.data
    ? handleChoices(session, result.data)
    : handleReport(session, result.data);
}

function handleFailure(session: Session, failure: Failure): number | null {
  session.failures += 1;
  if (isRefusal(failure)) forgetAll(session, failure);
  else session.known = { ...session.known, failure };
  return delayAfter(session, failure);
}

function delayAfter({ failures, known, options }: Session, failure: Failure): number | null {
  return delayAfterFailure(failure, failures, known.report, options.random());
}

/** Shows the orders to choose from, and makes no further call until a person has chosen. */
function handleChoices(session: Session, choices: OrderChoices): null {
  session.failures = 0;
  session.known = { ...session.known, failure: null, choices };
  return null;
}

function handleReport(
  session: Session,
  { history: received, ...latest }: DeliveryAnswer,
): number | null {
  const { report: before, failure } = session.known;
  const { snapshots, clock } = session.options;
  // The cloud returned an old report because another call to WeChat is running. Only the answer to
  // that call shows whether the outage is over, so the failure stays.
  // A report of a wrong clock, with a time still to come, gives way as well.
  const isOutdated = before === null || isAhead(before.askedAt, clock.now());
  const isNews = isOutdated || latest.askedAt > before.askedAt;
  if (latest.isBeingAsked === true && !isNews && failure !== null && isOutage(failure)) {
    return delayAfter(session, failure);
  }
  session.failures = 0;
  const seen = observe(seenBy(session.known.history, clock.now()), latest);
  const history = mergeHistories(seen, received ?? emptyHistory());
  // The cloud may return a report that is older than the phone's last one.
  const report = isOutdated || latest.askedAt >= before.askedAt ? latest : before;
  session.known = { report, history, failure: null, choices: null };
  if (snapshots.timesForgotten() === session.timesForgotten) snapshots.save({ report, history });
  return delayAfterReport(latest, history, clock.now());
}

function handleOtherResult(session: Session, result: CallResult<unknown>): void {
  adjustClock(session, result);
  if (result.ok) return;
  const failure = failureOf(result);
  if (!isRefusal(failure)) return;
  forgetAll(session, failure);
  render(session);
}

function forgetAll(session: Session, failure: Failure): void {
  session.options.forgetEverything();
  session.known = { report: null, history: emptyHistory(), failure, choices: null };
}

function tracked({ options, lookUp, poller, known, refreshing }: Session): TrackedDelivery {
  return {
    ...known,
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

/** Tells whether the cloud got no usable answer from WeChat or the delivery company. */
function isOutage(failure: Failure): boolean {
  return 'code' in failure && OUTAGES.includes(failure.code);
}

/** Returns the typed text if the found order's id is another one that ends in it; else ''. */
function foundByEnd(
  { orderIds, exact = false }: SessionOptions,
  report: TrackedDelivery['report'],
): string {
  if (exact || report === null || orderIds.includes(report.orderId)) return '';
  return orderIds[0] ?? '';
}

function firstStored({ orderIds, snapshots }: SessionOptions): DeliverySnapshot | null {
  for (const orderId of orderIds) {
    const snapshot = snapshots.load(orderId);
    if (snapshot !== null) return snapshot;
  }
  return null;
}
