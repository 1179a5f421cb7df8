import type * as Functions from '../../../miniprogram/services/cloud-functions';
import type * as Memory from '../../../miniprogram/services/phone-memory';
import type { KnownOrder } from '../../../miniprogram/contract/cloud-api';
import { at, historyOf, knownOrder, reportOf } from '../../support/delivery-reports';
import { failedWith } from '../../support/failed-calls';
import { type FakeStorage, cloudThat, installWx, storageInMemory } from '../../support/fake-wx';

const NOW = at('12:00');
const order = (orderId: string, askedAt: number): KnownOrder =>
  knownOrder(orderId, 301, askedAt, null, { lookedUpAt: askedAt + 60_000 });
const told = (...orders: readonly KnownOrder[]) => ({
  ok: true,
  serverTime: NOW,
  data: { orders, nextAskInSeconds: 30 },
});

let answer: () => object;
let asks: unknown[];
let storage: FakeStorage;
let reLaunch: jest.Mock;
let refreshRecents: (typeof Functions)['refreshRecents'];
let phoneMemory: (typeof Memory)['phoneMemory'];
let serverClock: (typeof Memory)['serverClock'];
const listed = () => phoneMemory.recents().map(({ orderId }) => orderId);

beforeEach(() => {
  storage = storageInMemory();
  reLaunch = jest.fn();
  asks = [];
  installWx({ ...storage, reLaunch, cloud: cloudThat(() => answer(), asks) });
  jest.isolateModules(() => {
    const services = '../../../miniprogram/services';
    ({ phoneMemory, serverClock } = jest.requireActual<typeof Memory>(`${services}/phone-memory`));
    ({ refreshRecents } = jest.requireActual<typeof Functions>(`${services}/cloud-functions`));
  });
  serverClock.adjust(NOW);
  const report = reportOf(301, NOW - 60_000, { orderId: 'own' });
  phoneMemory.saveReport({ report, history: historyOf(report) });
});

describe('hearing of the latest orders', () => {
  it('puts those of other phones among this one’s, and names those under way, no others', async () => {
    answer = () => told(knownOrder('ended', 302, NOW - 120_000), order('other', NOW));
    expect(await refreshRecents()).toMatchObject({ ok: true, data: { nextAskInSeconds: 30 } });
    expect(listed()).toEqual(['other', 'own', 'ended']);
    await refreshRecents();
    expect(asks).toEqual([
      { action: 'refresh-orders', orderIds: ['own'] },
      { action: 'refresh-orders', orderIds: ['other', 'own'] },
    ]);
  });

  it('puts nothing back on a phone that was wiped meanwhile', async () => {
    answer = () => {
      phoneMemory.deleteShopData();
      return told(order('other', NOW));
    };
    await refreshRecents();
    expect(listed()).toEqual([]);
  });

  it('changes nothing without an answer', async () => {
    answer = () => {
      throw new Error('cloud.callFunction:fail timeout');
    };
    expect(await refreshRecents()).toMatchObject({ ok: false });
    expect(listed()).toEqual(['own']);
  });

  /** Lets the cloud say more about the shop in its next answer. */
  const saying = (more: object, ...orders: readonly KnownOrder[]) => {
    const { data, ...envelope } = told(...orders);
    answer = () => ({ ...envelope, data: { ...data, ...more } });
    return refreshRecents();
  };

  it('takes in the dark style for the map, keeps it where nothing is said of it, and drops it', async () => {
    const darkMap = { key: 'KEY-OF-THE-SHOP', style: 2 };
    await saying({ darkMap });
    expect(phoneMemory.darkMap()).toEqual(darkMap);
    await saying({});
    expect(phoneMemory.darkMap()).toEqual(darkMap);
    await saying({ darkMap: null });
    expect(phoneMemory.darkMap()).toBeNull();
  });

  it('of another shop than before leaves nothing of that one, and opens the pages anew', async () => {
    const pages = [{ route: 'pages/search/search' }, { route: 'pages/delivery/delivery' }];
    Object.assign(globalThis, { getCurrentPages: () => pages });
    const from = (shopKey: string) => saying({ shopKey }, order('other', NOW));
    phoneMemory.storeRole('clerk');
    await from('one');
    await from('one');
    // The first key that a phone hears is that of the shop whose data it has.
    expect(listed()).toEqual(['other', 'own']);
    expect(reLaunch).not.toHaveBeenCalled();
    await from('two');
    expect(listed()).toEqual([]);
    expect([phoneMemory.snapshot('own'), phoneMemory.role()]).toEqual([null, null]);
    expect(reLaunch.mock.calls).toEqual([[{ url: '/pages/search/search' }]]);
    await from('two');
    expect(listed()).toEqual(['other']);
    expect(reLaunch).toHaveBeenCalledTimes(1);
  });

  it('of another shop is noticed although another window has taken it in', async () => {
    Object.assign(globalThis, { getCurrentPages: () => [] });
    await saying({ shopKey: 'one' });
    storage.setStorageSync('shop-key', 'two');
    await saying({ shopKey: 'two' });
    expect(reLaunch).toHaveBeenCalledTimes(1);
  });

  it('leaves nothing of the shop on the phone and the pages of who was of it until now', async () => {
    Object.assign(globalThis, { getCurrentPages: () => [{ route: 'pages/shop/shop' }] });
    phoneMemory.storeRole('clerk');
    answer = () => failedWith('not-staff', NOW);
    await refreshRecents();
    expect(listed()).toEqual([]);
    expect(phoneMemory.snapshot('own')).toBeNull();
    // The page that begins anew is refused, too: it stays.
    await refreshRecents();
    expect(reLaunch.mock.calls).toEqual([[{ url: '/pages/shop/shop' }]]);
  });
});
