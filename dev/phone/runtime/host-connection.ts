import { installClock } from '../../clock/shown-date';
import { CLOCK_OFF_MS } from '../../faults/fault-table';
import { followHostEvents, readHostState } from '../../protocol/host-client';
import type { HostState, ShownPerson } from '../../protocol/host-state';
import { phone } from './phone';

type Faults = Pick<HostState, 'faults'>;

function isOfflineIn({ faults }: Faults): boolean {
  return faults.some(({ name }) => name === 'phone-offline');
}

/** Returns by how much the phone's clock is ahead of the host's clock, in ms. */
function aheadMsIn({ faults }: Faults): number {
  return faults.some(({ name }) => name === 'phone-clock-wrong') ? CLOCK_OFF_MS : 0;
}

/**
 * Follows the host's state. `Date` in this window shows the host's clock, which the fault
 * `phone-clock-wrong` puts ahead. The fault `phone-offline` turns the network off. Rejects if the
 * host does not answer.
 */
export async function followHost(): Promise<void> {
  const first = await readHostState();
  let { clock } = first;
  let isOffline = isOfflineIn(first);
  let aheadMs = aheadMsIn(first);
  installClock(window, () => ({ ...clock, shownAt: clock.shownAt + aheadMs }));
  if (isOffline) phone.change({ online: false });
  const heard = (told: Faults): void => {
    aheadMs = aheadMsIn(told);
    const now = isOfflineIn(told);
    // Applies changes only, because the phone may be offline without the fault, too.
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
        heard(event.state);
        return;
      case 'found':
        // Ignores a failed request, because another `found` follows once the host answers.
        void readHostState().then(
          (read) => {
            // Drops the answer if an event has come since the request, because the event is newer.
            if (eventsHeard !== heardByNow) return;
            clock = read.clock;
            heard(read);
          },
          () => undefined,
        );
        return;
      case 'lost':
    }
  });
}

/** Returns the order ids of all deliveries, from which the drawn camera lets a person choose. */
export async function visibleOrderIds(): Promise<readonly string[]> {
  return (await readHostState()).deliveries.map(({ orderId }) => orderId);
}

/** Returns all people except the one who holds this phone. */
export async function otherPeople(): Promise<readonly ShownPerson[]> {
  return (await readHostState()).people.filter(({ id }) => id !== phone.person);
}
