import type {
  HostEvent,
  HostState,
  ShownCall,
  ShownDelivery,
  ShownShop,
  WorldKind,
} from '../protocol/host-state';
import type { LogEntry } from '../cloud/cloud';
import { DEMO_ACCOUNT, DEMO_ACCOUNTS } from '../sandbox/account';
import { COURIERS } from '../sandbox/couriers';
import type { Sandbox, SandboxDelivery } from '../sandbox/sandbox';
import { SETUP_CODE } from './open-shop';
import { PEOPLE } from './people';
import { shownCall } from './shown-call';
import { regularStatuses } from './regular-statuses';
import type { World } from './world';

/** A world that has begun, as the console sees it at the moment. */
export type ShownWorld = () => HostState;

/** @param tell told of every change */
export function showWorld(
  { kind, clock, sandbox, cloud }: World,
  tell: (event: HostEvent) => void,
): ShownWorld {
  /** Made while the past was played, not since the start. */
  const ofThePast = new Set(cloud.log());
  const shop = shownShop(kind);

  /** A call is told of again and again, and never changes. */
  const told = new WeakMap<LogEntry, ShownCall>();
  const shownOnce = (entry: LogEntry): ShownCall => {
    const known = told.get(entry) ?? shownCall(entry);
    told.set(entry, known);
    return known;
  };

  const state = (): HostState => ({
    clock: clock.state(),
    shop,
    people: PEOPLE.map(({ id, name, ownName }) => ({ id, name, ownName })),
    deliveries: sandbox
      .deliveries()
      .map((delivery) => shownDelivery(sandbox, delivery, clock.now())),
    calls: cloud
      .log()
      .filter((entry) => !ofThePast.has(entry))
      .map(shownOnce)
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
  return state;
}

/**
 * A delivery of the sandbox as the console tells it.
 *
 * @param now ms since 1970 on the one clock
 */
function shownDelivery(
  sandbox: Pick<Sandbox, 'nextStatuses'>,
  delivery: SandboxDelivery,
  now: number,
): ShownDelivery {
  const { orderId, status, remainingSeconds } = delivery;
  return {
    orderId,
    courier: delivery.courier,
    store: delivery.store,
    earlier: delivery.earlier,
    destination: delivery.destination,
    status,
    riderName: delivery.riderName,
    remainingSeconds,
    expectedAt: remainingSeconds === null ? null : now + remainingSeconds * 1000,
    changedAt: delivery.updatedAt,
    regularStatuses: regularStatuses(status),
    next: sandbox.nextStatuses(orderId),
    canChangeRider: delivery.canReassign,
  };
}

/** What there is to type when a shop is set up. */
function shownShop(kind: WorldKind): ShownShop {
  return {
    kind,
    setupCode: SETUP_CODE,
    appSecret: DEMO_ACCOUNT.appSecret,
    accounts: DEMO_ACCOUNTS.map(({ courierId, shopId, secret, stores }) => ({
      company: COURIERS[courierId].name,
      shopId,
      secret,
      stores: stores.map(({ store, shopNo }) => ({ name: store.name, shopNo })),
    })),
  };
}
