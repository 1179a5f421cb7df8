import type { HostState, HostEvent } from '../protocol/host-state';
import { PEOPLE } from './people';
import { shownCall } from './shown-call';
import { shownDelivery } from './shown-delivery';
import { shownShop } from './shown-shop';
import { createToldArrivals } from './told-arrivals';
import type { World } from './world';

/** A world that has begun, as the console sees it. */
export interface ShownWorld {
  readonly state: () => HostState;
  /** Takes notice of what a function answered to a phone. */
  readonly heard: (outcome: unknown) => void;
}

/** @param tell told of every change */
export function showWorld(
  { kind, clock, sandbox, cloud }: World,
  tell: (event: HostEvent) => void,
): ShownWorld {
  /** Made while the past was played, not since the start. */
  const ofThePast = new Set(cloud.log());
  const toldArrivals = createToldArrivals(Date.now);
  const shop = shownShop(kind);

  const state = (): HostState => ({
    clock: clock.state(),
    shop,
    people: PEOPLE.map(({ id, name, ownName }) => ({ id, name, ownName })),
    deliveries: sandbox
      .deliveries()
      .map((delivery) => shownDelivery(sandbox, toldArrivals, delivery, clock.now())),
    calls: cloud
      .log()
      .filter((entry) => !ofThePast.has(entry))
      .map(shownCall)
      .reverse(),
    faults: sandbox.faults.active(),
  });
  const tellState = (): void => {
    tell({ type: 'state', state: state() });
  };
  sandbox.subscribe(({ type }) => {
    if (type === 'delivery') tellState();
  });
  cloud.subscribe(tellState);
  sandbox.faults.subscribe(tellState);
  return { state, heard: toldArrivals.heard };
}
