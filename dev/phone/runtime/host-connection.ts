import type { ClockState } from '../../clock/clock';
import { installClock } from '../../clock/shown-date';
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
  };
}

function isOfflineIn({ faults }: { readonly faults?: unknown }): boolean {
  return listOf(faults).some(({ name }) => name === 'phone-offline');
}

function clockOf(value: Record<string, unknown>): ClockState {
  const { realAt, shownAt, speed } = value;
  if (typeof realAt !== 'number' || typeof shownAt !== 'number' || typeof speed !== 'number') {
    throw new Error('The host sent a clock without its three numbers');
  }
  return { realAt, shownAt, speed };
}

/**
 * Makes this window's Date show the one clock, and takes the network away while the host says that the phone is offline. Rejects when the host does
 * not answer.
 */
export async function followHost(): Promise<void> {
  let { clock, isOffline } = await readHostState();
  installClock(window, () => clock);
  if (isOffline) phone.change({ online: false });
  const heardOffline = (now: boolean): void => {
    // Only what changes: the phone may have been taken offline by itself.
    if (now !== isOffline) phone.change({ online: !now });
    isOffline = now;
  };
  followHostEvents((event) => {
    switch (event.type) {
      case 'clock':
        clock = event.clock;
        return;
      case 'state':
        heardOffline(isOfflineIn(event.state));
        return;
      case 'found':
        // A host that is gone again will be found again.
        void readHostState().then(
          (read) => {
            clock = read.clock;
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
