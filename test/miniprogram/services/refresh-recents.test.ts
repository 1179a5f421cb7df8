import type * as Refreshing from '../../../miniprogram/services/refresh-recents';
import type * as Memory from '../../../miniprogram/services/phone-memory';
import type { KnownOrder } from '../../../miniprogram/contract/cloud-api';
import { CLOUD_ERRORS } from '../../../miniprogram/contract/cloud-error';
import { at, historyOf, knownOrder, reportOf } from '../../support/delivery-reports';
import { installWx, storageInMemory } from '../../support/fake-wx';

const NOW = at('12:00');
const order = (orderId: string, askedAt: number): KnownOrder => knownOrder(orderId, 301, askedAt);
const told = (...orders: readonly KnownOrder[]) => ({
  ok: true,
  serverTime: NOW,
  data: { orders },
});
const refused = {
  ok: false,
  serverTime: NOW,
  error: { code: 'not-staff', ...CLOUD_ERRORS['not-staff'], traceId: 'rid-1' },
};

let answer: () => object;
let asks: unknown[];
let refreshRecents: (typeof Refreshing)['refreshRecents'];
let phoneMemory: (typeof Memory)['phoneMemory'];
let serverClock: (typeof Memory)['serverClock'];
const listed = () => phoneMemory.recents().map(({ orderId }) => orderId);

beforeEach(() => {
  asks = [];
  installWx({
    ...storageInMemory(),
    cloud: {
      callFunction: ({ data }: { data: unknown }) => {
        asks.push(data);
        return Promise.resolve().then(() => ({ result: answer() }));
      },
    },
  });
  jest.isolateModules(() => {
    ({ phoneMemory, serverClock } = jest.requireActual<typeof Memory>(
      '../../../miniprogram/services/phone-memory',
    ));
    ({ refreshRecents } = jest.requireActual<typeof Refreshing>(
      '../../../miniprogram/services/refresh-recents',
    ));
  });
  serverClock.adjust(NOW);
  const report = reportOf(301, NOW - 60_000, { orderId: 'own' });
  phoneMemory.keep({ report, history: historyOf(report) });
});

describe('hearing of the latest orders', () => {
  it('puts those of other phones among this one’s', async () => {
    answer = () => told(order('other', NOW));
    expect(await refreshRecents()).toBe(true);
    expect(listed()).toEqual(['other', 'own']);
    expect(asks).toEqual([{ action: 'latest-orders' }]);
  });

  it('asks at most every ten seconds', async () => {
    answer = () => told();
    const times = [0, 9_999, 10_000].map((ms) => NOW + ms);
    for (const [index, time] of times.entries()) {
      jest.spyOn(Date, 'now').mockReturnValue(time);
      await refreshRecents();
      expect(asks).toHaveLength(index < 2 ? 1 : 2);
    }
    jest.restoreAllMocks();
  });

  it('puts nothing back on a phone that was wiped meanwhile', async () => {
    answer = () => {
      phoneMemory.forgetOrders();
      return told(order('other', NOW));
    };
    expect(await refreshRecents()).toBe(true);
    expect(listed()).toEqual([]);
  });

  it('changes nothing without an answer, and asks again the next time', async () => {
    answer = () => {
      throw new Error('cloud.callFunction:fail timeout');
    };
    expect(await refreshRecents()).toBe(false);
    expect(listed()).toEqual(['own']);
    answer = () => told(order('other', NOW));
    await refreshRecents();
    expect(listed()).toEqual(['other', 'own']);
  });

  it('leaves nothing of the shop on the phone of whom the cloud does not know', async () => {
    answer = () => refused;
    expect(await refreshRecents()).toBe(true);
    expect(listed()).toEqual([]);
    expect(phoneMemory.snapshot('own')).toBeNull();
  });
});
