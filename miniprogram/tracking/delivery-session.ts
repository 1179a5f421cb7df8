import type { DeliveryAnswer, LookUpAnswer, OrderChoices } from '../shared/cloud-api';
import type { CloudErrorCode } from '../shared/cloud-error';
import { emptyHistory, observe, together } from '../shared/delivery-history';
import type { CallResult } from '../shared/call-result';
import { changedKeys } from './changed-keys';
import type { Timers } from './delivery-poller';
import { createPoller } from './delivery-poller';
import type { DeliverySnapshot } from './delivery-snapshot';
import type { DeliveryView, TrackedDelivery } from './delivery-view';
import { deliveryView } from './delivery-view';
import type { LookUp } from './look-up';
import { lookUpAny } from './look-up';
import { delayAfterReport, delayAfterTrouble, delayOnOpening } from './next-ask';
import type { ServerClock } from './server-clock';
import type { FailedCall, Trouble } from '../shared/trouble';
import { isForNetwork, isRefusal, troubleOf } from '../shared/trouble';

/** What a session needs of its surroundings. */
export interface SessionOptions {
  /** The order ids that the person may have meant, the likeliest first; at least one. */
  readonly orderIds: readonly string[];
  /** They are whole order ids, whatever other ids end so. */
  readonly exact?: boolean;
  readonly lookUp: LookUp;
  readonly snapshots: {
    readonly load: (orderId: string) => DeliverySnapshot | null;
    /** How often all of them were forgotten: nothing that was known or asked for before that is saved. */
    readonly timesForgotten: () => number;
    /** Called with every good report. */
    readonly save: (snapshot: DeliverySnapshot) => void;
  };
  /** The cloud does not know this person: nothing of the shop may stay on the phone. */
  readonly forgetEverything: () => void;
  readonly clock: ServerClock;
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
  /** The phone has a network again: asks at once if it was for want of one that the last ask came to nothing. */
  readonly networkReturned: () => void;
  /** Something else was asked about the delivery, and this came of it: whom the cloud does not know keeps nothing of it. */
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

/** Opens a delivery: shows at once what the phone remembers of it. */
export function openDelivery(options: SessionOptions): DeliverySession {
  const { clock, timers, snapshots, show } = options;
  const lookUp = lookUpAny(options.orderIds, options.lookUp, options.exact);
  const stored = firstStored(options);

  let known = {
    report: stored?.report ?? null,
    history: stored?.history ?? emptyHistory(),
    trouble: null as TrackedDelivery['trouble'],
    choices: null as OrderChoices | null,
  };
  let timesForgotten = snapshots.timesForgotten();
  let failures = 0;
  /** A person waits for the answer (asks of the chain itself are not announced). */
  let refreshing = false;
  let tick: number | null = null;
  let shown: DeliveryView | null = null;

  const poller = createPoller<CallResult<LookUpAnswer>>(
    {
      ask: async () => {
        forgetWithThePhone();
        // Where nothing of the past is known the cloud tells all of it.
        const isPastKnown = known.history.sightings.length > 0;
        const result = await lookUp.ask(isPastKnown ? known.report?.askedAt : undefined);
        if ('serverTime' in result) clock.heard(result.serverTime);
        refreshing = false;
        return result;
      },
      heard: (result) => {
        if (!result.ok) return heardTrouble(result);
        return 'choices' in result.data ? heardChoices(result.data) : heardReport(result.data);
      },
      changed: render,
      now: clock.now,
      timers,
    },
    delayOnOpening(stored, clock.now()),
  );

  function heardReport({ history: told, ...heard }: DeliveryAnswer): number | null {
    const { trouble } = known;
    // Somebody else is asking, and nothing newer has come: whether the outage is over shows when they have an answer.
    const isNews = known.report === null || heard.askedAt > known.report.askedAt;
    if (heard.isBeingAsked === true && !isNews && trouble !== null && isOutage(trouble)) {
      return delayAfterTrouble(trouble, failures, known.report, options.random());
    }
    failures = 0;
    const history = together(observe(known.history, heard), told ?? emptyHistory());
    // The cloud may tell again what it was told before this phone's own last answer.
    const before = known.report;
    const report = before === null || heard.askedAt >= before.askedAt ? heard : before;
    known = { report, history, trouble: null, choices: null };
    if (snapshots.timesForgotten() === timesForgotten) snapshots.save({ report, history });
    return delayAfterReport(heard, history, clock.now());
  }

  /** What the phone has forgotten meanwhile does not come back to it from here; the page shows it until there is something newer. */
  function forgetWithThePhone(): void {
    if (snapshots.timesForgotten() === timesForgotten) return;
    timesForgotten = snapshots.timesForgotten();
    known = { ...known, history: emptyHistory() };
  }

  /** A person has to say which order is meant. */
  function heardChoices(choices: OrderChoices): null {
    failures = 0;
    known = { ...known, trouble: null, choices };
    return null;
  }

  function heardTrouble(failed: FailedCall): number | null {
    failures += 1;
    const trouble = troubleOf(failed);
    if (isRefusal(trouble)) forgetAll(trouble);
    else known = { ...known, trouble };
    return delayAfterTrouble(trouble, failures, known.report, options.random());
  }

  function forgetAll(trouble: Trouble): void {
    options.forgetEverything();
    known = { report: null, history: emptyHistory(), trouble, choices: null };
  }

  function answered(result: CallResult<unknown>): void {
    if ('serverTime' in result) clock.heard(result.serverTime);
    if (result.ok) return;
    const trouble = troubleOf(result);
    if (!isRefusal(trouble)) return;
    forgetAll(trouble);
    render();
  }

  function tracked(): TrackedDelivery {
    return {
      ...known,
      orderId: known.report?.orderId ?? lookUp.orderId(),
      foundByEnd: foundByEnd(options, known.report),
      nextAskInMs: poller.nextAskInMs(),
      refreshing,
    };
  }

  function render(): void {
    const view = deliveryView(tracked(), clock.now(), shown);
    const changed = changedKeys(shown, view);
    shown = view;
    if (Object.keys(changed).length > 0) show(changed);
  }

  function ticked(): void {
    render();
    tick = timers.set(ticked, TICK_MS);
  }

  function stopTicking(): void {
    if (tick !== null) timers.clear(tick);
    tick = null;
  }

  /** Whoever comes back to the page may have mended the network meanwhile. */
  function askIfNetworkWasMissing(): void {
    if (known.trouble !== null && isForNetwork(known.trouble)) poller.refresh();
  }

  render();
  return {
    start: () => {
      stopTicking();
      tick = timers.set(ticked, TICK_MS);
      poller.start();
      askIfNetworkWasMissing();
    },
    stop: () => {
      stopTicking();
      poller.stop();
      refreshing = false;
    },
    refresh: () => {
      refreshing = true;
      poller.refresh();
      render();
    },
    networkReturned: askIfNetworkWasMissing,
    answered,
    tracked,
  };
}

/** The cloud was reached, but WeChat or the delivery company was not. */
function isOutage(trouble: Trouble): boolean {
  return 'code' in trouble && OUTAGES.includes(trouble.code);
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
