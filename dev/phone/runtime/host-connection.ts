import type { ClockState } from '../../clock/clock';
import { installClock } from '../../clock/shown-date';
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

function isOfflineIn(state: Record<string, unknown>): boolean {
  return listOf(state['faults']).some(({ name }) => name === 'phone-offline');
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
  const events = new EventSource('/host/events');
  events.addEventListener('message', ({ data }: MessageEvent<string>) => {
    const message: unknown = JSON.parse(data);
    if (!isRecord(message)) return;
    if (message['type'] === 'clock' && isRecord(message['clock'])) {
      clock = clockOf(message['clock']);
    } else if (message['type'] === 'state' && isRecord(message['state'])) {
      const before = isOffline;
      isOffline = isOfflineIn(message['state']);
      // Only what changes: the phone may have been taken offline by itself.
      if (isOffline !== before) phone.change({ online: !isOffline });
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
