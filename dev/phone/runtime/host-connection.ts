import { installClock } from '../../clock/shown-date';
import { PHONE_CLOCK_AHEAD_MS } from '../../faults/set-up-faults';
import { followHostEvents, readHostState } from '../../protocol/host-client';
import type { HostState, ShownPerson } from '../../protocol/host-state';
import { phone } from './phone';

type Faults = Pick<HostState, 'faults'>;

function isOfflineIn({ faults }: Faults): boolean {
  return faults.some(({ name }) => name === 'phone-offline');
}

/** Returns the lead of this phone's clock over the one clock, in ms. */
function aheadMsIn({ faults }: Faults): number {
  return faults.some(({ name }) => name === 'phone-clock-wrong') ? PHONE_CLOCK_AHEAD_MS : 0;
}

/**
 * Follows the host: this window's Date shows the one clock, or another under a clock fault, and the
 * network is off while the host says so. It rejects when the host does not answer.
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
    // Applies changes only, since the phone may have been taken offline by itself.
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
        // The connection to a lost host recovers by itself.
        void readHostState().then(
          (read) => {
            // Events since the request are newer than its answer.
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

/** Returns order ids of existing deliveries, which the camera could scan. */
export async function visibleOrderIds(): Promise<readonly string[]> {
  return (await readHostState()).deliveries.map(({ orderId }) => orderId);
}

/** Returns the other people. */
export async function otherPeople(): Promise<readonly ShownPerson[]> {
  return (await readHostState()).people.filter(({ id }) => id !== phone.person);
}
