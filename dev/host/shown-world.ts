import type {
  HostEvent,
  HostState,
  ShownCall,
  ShownDelivery,
  ShownShop,
  WorldKind,
} from '../protocol/host-state';
import type { LogEntry } from '../cloud/cloud';
import { COLLECTIONS } from '../../miniprogram/contract/shop-collections';
import { DEMO_ACCOUNTS } from '../sandbox/account';
import type { SandboxDelivery } from '../sandbox/sandbox';
import { labelOf } from './open-demo-shop';
import { SETUP_CODE } from './open-shop';
import { PEOPLE } from './people';
import { shownCall } from './shown-call';
import { regularStatuses } from './regular-statuses';
import type { IntracityKeys } from '../sandbox/intracity-keys';
import { INTRACITY_STORES } from '../sandbox/intracity-stores';
import {
  type SandboxMiniProgram,
  MALL,
  MINI_PROGRAMS,
  SECOND_BRAND,
  STAFF_MINI_PROGRAM,
} from '../sandbox/mini-programs';
import type { World } from './world';

/** Returns the current state of the simulated world, as the console shows it. */
export type ShownWorld = () => HostState;

/**
 * Observes a simulated world for the console.
 *
 * @param keys keys of 同城配送, which a person copies from the console
 * @param tell receives the world's state after each change
 */
export function showWorld(
  { kind, clock, sandbox, cloud, movingOn }: World,
  keys: IntracityKeys,
  tell: (event: HostEvent) => void,
): ShownWorld {
  /** Calls of the played history, which are not shown. */
  const callsOfHistory = new Set(cloud.log());
  const shop = shownShop(kind, keys);

  /** Says whether an order is of 同城配送, by WeChat's id or the merchant's number. */
  const isIntracity = (wanted: string): boolean =>
    sandbox
      .deliveries()
      .some(
        ({ orderId, storeOrderId }) =>
          storeOrderId !== null && [orderId, storeOrderId].includes(wanted),
      );

  /** Cache of the calls' descriptions, which never change. */
  const described = new WeakMap<LogEntry, ShownCall>();
  const shownOnce = (entry: LogEntry): ShownCall => {
    const known = described.get(entry) ?? shownCall(entry, isIntracity);
    described.set(entry, known);
    return known;
  };

  const state = (): HostState => ({
    clock: clock.state(),
    shop,
    people: PEOPLE.map(({ id, name, ownName }) => ({ id, name, ownName })),
    miniPrograms: MINI_PROGRAMS.map(({ appId, name }) => ({ appId, name })),
    deliveries: sandbox
      .deliveries()
      .map((delivery) => shownDelivery({ sandbox, movingOn }, delivery, clock.now())),
    groups: sandbox.groups(),
    phoneMessages: sandbox.messages.sent.flatMap(({ at, openId, title, rows, page }) => {
      const person = PEOPLE.find((one) => one.openId === openId);
      return person === undefined ? [] : [{ at, person: person.id, title, rows, page }];
    }),
    calls: cloud
      .log()
      .filter((entry) => !callsOfHistory.has(entry))
      .map(shownOnce)
      .reverse(),
    faults: sandbox.faults.active(),
    hasDarkMap: cloud.database
      .documents(COLLECTIONS.shop)
      .some(({ mapKey }) => typeof mapKey === 'string'),
    areAllMovingOn: movingOn.isOn(null),
  });
  let isAboutToTell = false;
  /** Tells once of what changes at one moment, and not while a past is played in it. */
  const tellState = (): void => {
    if (isAboutToTell) return;
    isAboutToTell = true;
    queueMicrotask(() => {
      isAboutToTell = false;
      tell({ type: 'state', state: state() });
    });
  };
  sandbox.subscribe(tellState);
  cloud.subscribe(tellState);
  sandbox.faults.subscribe(tellState);
  movingOn.subscribe(tellState);
  return state;
}

/**
 * Describes a delivery for the console.
 *
 * @param now current time, in ms since 1970 on the simulated clock
 */
function shownDelivery(
  { sandbox, movingOn }: Pick<World, 'sandbox' | 'movingOn'>,
  delivery: SandboxDelivery,
  now: number,
): ShownDelivery {
  const { orderId, status, remainingSeconds } = delivery;
  return {
    ...delivery,
    expectedAt: remainingSeconds === null ? null : now + remainingSeconds * 1000,
    regularStatuses: regularStatuses(status),
    next: sandbox.nextStatuses(orderId),
    isMovingOn: movingOn.isOn(orderId),
  };
}

function credentialsOf({ appId, appSecret }: SandboxMiniProgram): string {
  return `AppID：${appId}\nAppSecret：${appSecret}`;
}

/** Lists the values that a person enters to set up a shop. */
function shownShop(kind: WorldKind, keys: IntracityKeys): ShownShop {
  return {
    kind,
    setupCode: SETUP_CODE,
    credentials: [MALL, SECOND_BRAND].map((one) => ({ name: one.name, text: credentialsOf(one) })),
    ownCredentials: credentialsOf(STAFF_MINI_PROGRAM),
    accounts: DEMO_ACCOUNTS.map((account) => ({
      label: labelOf(account),
      shopId: account.shopId,
      secret: account.secret,
      stores: account.stores.map(({ store, shopNo }) => ({ name: store.name, shopNo })),
    })),
    intracity: {
      symmetricKey: keys.symmetricKey,
      symmetricKeyNumber: keys.symmetricKeyNumber,
      privateKey: keys.privateKey,
      certificate: keys.platform.certificate,
      certificateNumber: keys.platform.certificateNumber,
      nextCertificate: keys.nextPlatform.certificate,
      nextCertificateNumber: keys.nextPlatform.certificateNumber,
      stores: INTRACITY_STORES.map(({ store, wxStoreId }) => ({ name: store.name, wxStoreId })),
    },
  };
}
