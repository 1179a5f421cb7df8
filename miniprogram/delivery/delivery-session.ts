import type { DeliveryAnswer, LookUpAnswer, OrderChoices } from '../contract/cloud-api';
import type { CloudErrorCode } from '../contract/cloud-error';
import type { DeliveryHistory } from '../contract/delivery-history';
import { emptyHistory, observe, together } from '../contract/delivery-history';
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

/** The last good data of a delivery. */
interface DeliverySnapshot {
  readonly report: DeliveryReport;
  readonly history: DeliveryHistory;
}

/** What a session needs of its surroundings. */
export interface SessionOptions {
  /** The order ids that the person may have meant, the likeliest first; at least one. */
  readonly orderIds: readonly string[];
  /** They are whole order ids, whatever other ids end so. */
  readonly exact?: boolean;
  readonly lookUp: LookUp;
  readonly snapshots: {
    readonly load: (orderId: string) => DeliverySnapshot | null;
    /**
     * How often all of them were forgotten: nothing that was known or asked for before that is
     * saved.
     */
    readonly timesForgotten: () => number;
    /** Called with every good report. */
    readonly save: (snapshot: DeliverySnapshot) => void;
  };
  /** The cloud does not know this person: nothing of the shop may stay on the phone. */
  readonly forgetEverything: () => void;
  /** The cloud's clock, ms; `heard` takes in the `serverTime` of an answer that has just arrived. */
  readonly clock: { readonly now: () => number; readonly heard: (serverTime: number) => void };
  readonly timers: Timers;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Shows what has changed since the last time. */
  readonly show: (changed: Partial<DeliveryView>) => void;
}

/** One delivery being followed by one page: asks, remembers, and tells the page what to show. */
export interface DeliverySession {
  /** On show, also after a hide. */
  readonly start: () => void;
  /** On hide and on unload. */
  readonly stop: () => void;
  /** A person wants to know now. */
  readonly refresh: () => void;
  /**
   * The phone has a network again: asks at once if it was for want of one that the last ask came to
   * nothing.
   */
  readonly networkReturned: () => void;
  /**
   * Something else was asked about the delivery, and this came of it: whom the cloud does not know
   * keeps nothing of it.
   */
  readonly answered: (result: CallResult<unknown>) => void;
  /** What is known at this moment. */
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

/** What a session knows and waits for. */
interface Session {
  readonly options: SessionOptions;
  readonly lookUp: CandidateLookUp;
  readonly poller: Poller;
  known: Pick<TrackedDelivery, 'report' | 'history' | 'failure' | 'choices'>;
  /** How often the phone had forgotten everything when the cloud was last asked. */
  timesForgotten: number;
  /** In a row. */
  failures: number;
  /** A person waits for the answer (asks of the chain itself are not announced). */
  refreshing: boolean;
  tick: number | null;
  readonly changes: ViewChanges;
}

/** Opens a delivery: shows at once what the phone remembers of it. */
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
    answered: (result) => {
      answered(session, result);
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
        heard: (result) => heard(session, result),
        changed: () => {
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

/** Whoever comes back to the page may have mended the network meanwhile. */
function askIfNetworkWasMissing({ known, poller }: Session): void {
  if (known.failure !== null && isForNetwork(known.failure)) poller.refresh();
}

async function ask(session: Session): Promise<CallResult<LookUpAnswer>> {
  forgetWithThePhone(session);
  const { report, history } = session.known;
  // Where nothing of the past is known the cloud tells all of it.
  const isPastKnown = history.sightings.length > 0;
  const result = await session.lookUp.ask(isPastKnown ? report?.askedAt : undefined);
  hearClock(session, result);
  session.refreshing = false;
  return result;
}

/**
 * What the phone has forgotten meanwhile does not come back to it from here; the page shows it
 * until there is something newer.
 */
function forgetWithThePhone(session: Session): void {
  const timesForgotten = session.options.snapshots.timesForgotten();
  if (timesForgotten === session.timesForgotten) return;
  session.timesForgotten = timesForgotten;
  session.known = { ...session.known, history: emptyHistory() };
}

function hearClock({ options }: Session, result: CallResult<unknown>): void {
  if ('serverTime' in result) options.clock.heard(result.serverTime);
}

/** @returns in how many ms to ask again; null: not again */
function heard(session: Session, result: CallResult<LookUpAnswer>): number | null {
  if (!result.ok) return heardFailure(session, failureOf(result));
  return 'choices' in result.data
    ? heardChoices(session, result.data)
    : heardReport(session, result.data);
}

function heardFailure(session: Session, failure: Failure): number | null {
  session.failures += 1;
  if (isRefusal(failure)) forgetAll(session, failure);
  else session.known = { ...session.known, failure };
  return delayAfter(session, failure);
}

function delayAfter({ failures, known, options }: Session, failure: Failure): number | null {
  return delayAfterFailure(failure, failures, known.report, options.random());
}

/** A person has to say which order is meant. */
function heardChoices(session: Session, choices: OrderChoices): null {
  session.failures = 0;
  session.known = { ...session.known, failure: null, choices };
  return null;
}

function heardReport(
  session: Session,
  { history: told, ...latest }: DeliveryAnswer,
): number | null {
  const { report: before, history: seen, failure } = session.known;
  // Somebody else is asking, and nothing newer has come: whether the outage is over shows when they
  // have an answer.
  const isNews = before === null || latest.askedAt > before.askedAt;
  if (latest.isBeingAsked === true && !isNews && failure !== null && isOutage(failure)) {
    return delayAfter(session, failure);
  }
  session.failures = 0;
  const { snapshots, clock } = session.options;
  const history = together(observe(seen, latest), told ?? emptyHistory());
  // The cloud may tell again what it was told before this phone's own last answer.
  const report = before === null || latest.askedAt >= before.askedAt ? latest : before;
  session.known = { report, history, failure: null, choices: null };
  if (snapshots.timesForgotten() === session.timesForgotten) snapshots.save({ report, history });
  return delayAfterReport(latest, history, clock.now());
}

function answered(session: Session, result: CallResult<unknown>): void {
  hearClock(session, result);
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

/** The cloud was reached, but WeChat or the delivery company was not. */
function isOutage(failure: Failure): boolean {
  return 'code' in failure && OUTAGES.includes(failure.code);
}

/** What was given, where that was only the end of the order that was found; else empty. */
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
