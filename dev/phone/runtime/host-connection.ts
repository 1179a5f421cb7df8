import { installClock } from '../../clock/shown-date';
import { PHONE_CLOCK_AHEAD_MS } from '../../faults/set-up-faults';
import { followHostEvents, readHostState } from '../../protocol/host-client';
import type { HostState, ShownPerson } from '../../protocol/host-state';
import { phone } from './phone';

type Faults = Pick<HostState, 'faults'>;

function isOfflineIn({ faults }: Faults): boolean {
  return faults.some(({ name }) => name === 'phone-offline');
}

/** How far this phone's clock is ahead of the one clock, ms. */
function aheadMsIn({ faults }: Faults): number {
  return faults.some(({ name }) => name === 'phone-clock-wrong') ? PHONE_CLOCK_AHEAD_MS : 0;
}

/**
 * Makes this window's Date show the one clock, or another while the host says that the phone's is
 * wrong, and takes the network away while it says that the phone is offline. Rejects when the host
 * does not answer.
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
        heard(event.state);
        return;
      case 'found':
        // A host that is gone again will be found again.
        void readHostState().then(
          (read) => {
            // What the host has told since is newer than what it was asked for before.
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

/** Order ids of the deliveries that exist now: what the camera could see. */
export async function visibleOrderIds(): Promise<readonly string[]> {
  return (await readHostState()).deliveries.map(({ orderId }) => orderId);
}

/** Who else there is. */
export async function otherPeople(): Promise<readonly ShownPerson[]> {
  return (await readHostState()).people.filter(({ id }) => id !== phone.person);
}
