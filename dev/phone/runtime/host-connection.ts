import type { ClockState } from '../../clock/clock';
import { installClock } from '../../clock/shown-date';
import { PHONE_CLOCK_AHEAD_MS } from '../../faults/set-up-faults';
import { followHostEvents } from './host-events';
import { phone } from './phone';
import { isRecord, listOf, textOf } from './values';

/** Somebody who may hold a phone. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

/** The parts of GET /host/state that the phone reads. */
interface HostState {
  readonly clock: ClockState;
  readonly orderIds: readonly string[];
  readonly people: readonly Person[];
  /** The fault `phone-offline` (dev/faults) is on. */
  readonly isOffline: boolean;
  /** How far this phone's clock is ahead of the one clock, ms. */
  readonly aheadMs: number;
}

async function readHostState(): Promise<HostState> {
  const response = await fetch('/host/state');
  const body: unknown = await response.json();
  if (!isRecord(body) || !isRecord(body['clock'])) {
    throw new Error(`The host answered /host/state with ${response.status} and no clock`);
  }
  return {
    clock: clockOf(body['clock']),
    orderIds: listOf(body['deliveries'])
      .map(({ orderId }) => orderId)
      .filter((orderId) => typeof orderId === 'string'),
    people: listOf(body['people']).map(({ id, name }) => ({ id: textOf(id), name: textOf(name) })),
    isOffline: isOfflineIn(body),
    aheadMs: aheadMsIn(body),
  };
}

function isOfflineIn({ faults }: { readonly faults?: unknown }): boolean {
  return listOf(faults).some(({ name }) => name === 'phone-offline');
}

function aheadMsIn({ faults }: { readonly faults?: unknown }): number {
  const isAhead = listOf(faults).some(({ name }) => name === 'phone-clock-wrong');
  return isAhead ? PHONE_CLOCK_AHEAD_MS : 0;
}

function clockOf(value: Record<string, unknown>): ClockState {
  const { realAt, shownAt, speed } = value;
  if (typeof realAt !== 'number' || typeof shownAt !== 'number' || typeof speed !== 'number') {
    throw new Error('The host sent a clock without its three numbers');
  }
  return { realAt, shownAt, speed };
}

/**
 * Makes this window's Date show the one clock, or another while the host says that the phone's is wrong, and takes the network away while it says that
 * the phone is offline. Rejects when the host does not answer.
 */
export async function followHost(): Promise<void> {
  let { clock, isOffline, aheadMs } = await readHostState();
  installClock(window, () => ({ ...clock, shownAt: clock.shownAt + aheadMs }));
  if (isOffline) phone.change({ online: false });
  const heardOffline = (now: boolean): void => {
    // Only what changes: the phone may have been taken offline by itself.
    if (now !== isOffline) phone.change({ online: !now });
    isOffline = now;
  };
  let eventsHeard = 0;
  followHostEvents((event) => {
    eventsHeard += 1;
    const heardByNow = eventsHeard;
    switch (event.type) {
      case 'clock':
        clock = event.clock;
        return;
      case 'state':
        heardOffline(isOfflineIn(event.state));
        aheadMs = aheadMsIn(event.state);
        return;
      case 'found':
        // A host that is gone again will be found again.
        void readHostState().then(
          (read) => {
            // What the host has told since is newer than what it was asked for before.
            if (eventsHeard !== heardByNow) return;
            clock = read.clock;
            aheadMs = read.aheadMs;
            heardOffline(read.isOffline);
          },
          () => undefined,
        );
        return;
      case 'lost':
    }
  });
}

/** Order ids of the deliveries that exist now: what the camera could see. */
export async function visibleOrderIds(): Promise<readonly string[]> {
  return (await readHostState()).orderIds;
}

/** Who else there is. */
export async function otherPeople(): Promise<readonly Person[]> {
  return (await readHostState()).people.filter(({ id }) => id !== phone.person);
}
