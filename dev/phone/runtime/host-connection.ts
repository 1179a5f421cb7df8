import type { ClockState } from '../../clock/clock';
import { installClock } from '../../clock/shown-date';
import { isRecord } from './values';

/** The parts of GET /host/state that the phone reads. */
interface HostState {
  readonly clock: ClockState;
  readonly orderIds: readonly string[];
}

async function readHostState(): Promise<HostState> {
  const response = await fetch('/host/state');
  const body: unknown = await response.json();
  if (!isRecord(body) || !isRecord(body['clock'])) {
    throw new Error(`The host answered /host/state with ${response.status} and no clock`);
  }
  const deliveries: readonly unknown[] = Array.isArray(body['deliveries'])
    ? body['deliveries']
    : [];
  return {
    clock: clockOf(body['clock']),
    orderIds: deliveries
      .map((delivery) => (isRecord(delivery) ? delivery['orderId'] : undefined))
      .filter((orderId) => typeof orderId === 'string'),
  };
}

function clockOf(value: Record<string, unknown>): ClockState {
  const { realAt, shownAt, speed } = value;
  if (typeof realAt !== 'number' || typeof shownAt !== 'number' || typeof speed !== 'number') {
    throw new Error('The host sent a clock without its three numbers');
  }
  return { realAt, shownAt, speed };
}

/** Makes this window's Date show the one clock, and follow it. Rejects when the host does not answer. */
export async function followHostClock(): Promise<void> {
  let { clock } = await readHostState();
  installClock(window, () => clock);
  const events = new EventSource('/host/events');
  events.addEventListener('message', ({ data }: MessageEvent<string>) => {
    const message: unknown = JSON.parse(data);
    if (isRecord(message) && message['type'] === 'clock' && isRecord(message['clock'])) {
      clock = clockOf(message['clock']);
    }
  });
}

/** Order ids of the deliveries that exist now: what the camera could see. */
export async function visibleOrderIds(): Promise<readonly string[]> {
  return (await readHostState()).orderIds;
}
