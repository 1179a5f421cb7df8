import type { KnownOrder } from '../../../miniprogram/contract/cloud-api';
import {
  isOrderHidden,
  NO_HIDDEN_ORDERS,
  parseRecents,
  withAllOrdersHidden,
  withOrderHidden,
  mergeWithCloudOrders,
  withoutOldRider,
  recentsWithReport,
} from '../../../miniprogram/services/recent-orders';
import { historyOf, knownOrder, reportOf } from '../../support/delivery-reports';

function looked(...orderIds: readonly string[]): readonly KnownOrder[] {
  return orderIds.reduce<readonly KnownOrder[]>((recents, orderId, index) => {
    const report = reportOf(301, 1000, { orderId });
    return recentsWithReport(recents, report, historyOf(report), 1000 + index);
  }, []);
}

const idsOf = (recents: readonly KnownOrder[]) => recents.map(({ orderId }) => orderId);

describe('最近查过', () => {
  it('has the latest in front, each order once', () => {
    expect(idsOf(looked('a', 'b', 'a'))).toEqual(['a', 'b']);
  });

  it('keeps what a row shows: of the rider the name and the distance only', () => {
    const store = { longitude: 113.33, latitude: 23.13 };
    const report = reportOf(301, 1000, {
      rider: { name: '陈师傅', phone: '135****0000', callable: true },
      arrival: { expectedAt: 9000, remainingSeconds: 8 },
      position: { ...store, latitude: 23.14 },
      storePosition: store,
      company: 'SFTC',
      stuck: { reason: 'not-moving', since: 500 },
    });
    const [recent, ...others] = recentsWithReport([], report, historyOf(report), 2000);
    expect(others).toEqual([]);
    expect(recent).toEqual({
      ...{ orderId: '20261124-1288', status: 'delivering', detail: null, lookedUpAt: 2000 },
      ...{ riderName: '陈师傅', company: 'SFTC', distanceMetres: 1112, hasMoved: false },
      ...{ askedAt: 1000, expectedAt: 9000, promisedAt: 9000, statusSince: 1000 },
      ...{ stillSince: 1000, acceptedAt: null, liveAt: 1000, endedAt: null },
      stuck: { reason: 'not-moving', since: 500 },
    });
  });

  it('names the store only where the list from the cloud does, to whom sees several', () => {
    const known = knownOrder('a', 301, 500, null, { store: '天河南店' });
    const report = reportOf(301, 1000, { orderId: 'a', storeName: '天河南店' });
    const [fresh, listed] = [[], [known]].map((recents) =>
      recentsWithReport(recents, report, historyOf(report), 1000),
    );
    expect(fresh?.[0]).not.toHaveProperty('store');
    expect(listed).toMatchObject([{ orderId: 'a', askedAt: 1000, store: '天河南店' }]);
  });

  it('drops the rider after the end, and after a day', () => {
    const rider = { riderName: '陈师傅', distanceMetres: 90 };
    const order = knownOrder('a', 301, 1000, null, rider);
    const day = 24 * 3_600_000;
    expect(withoutOldRider(order, 1000 + day - 1)).toEqual(order);
    expect(withoutOldRider(order, 1000 + day)).toEqual(knownOrder('a', 301, 1000));
    const ended = knownOrder('a', 302, 1000, null, rider);
    expect(withoutOldRider(ended, 1000)).toEqual(knownOrder('a', 302, 1000));
  });

  const recent = (orderId: string, lookedUpAt: number, askedAt: number, code = 301) =>
    knownOrder(orderId, code, askedAt, null, { lookedUpAt });

  it('has those of the cloud among them, as last known; none moves because others look it up', () => {
    const own = [recent('a', 300, 3000, 302), recent('b', 100, 1000)];
    const latest = [recent('c', 400, 900), recent('b', 900, 2000, 302), recent('a', 300, 2500)];
    const known = [recent('a', 300, 3000, 302), recent('b', 100, 2000, 302)];
    expect(mergeWithCloudOrders(own, latest, 5000)).toEqual([recent('c', 400, 900), ...known]);
  });

  it('lets a time that lies ahead give way', () => {
    const own = [recent('a', 100, 900_000)];
    expect(mergeWithCloudOrders(own, [recent('a', 100, 2000, 302)], 5000)).toMatchObject([
      { status: 'delivered', askedAt: 2000 },
    ]);
  });

  it('reads what was stored, and leaves out what is no recent order', () => {
    const [recent] = looked('a');
    expect(parseRecents([recent, { orderId: 7 }, null])).toEqual([recent]);
    expect(parseRecents('nonsense')).toEqual([]);
  });
});

const orderNamed = (orderId: string, lookedUpAt = 1000) =>
  knownOrder(orderId, 301, 90_000, null, { lookedUpAt });

describe('what is hidden of the shop’s orders', () => {
  it('is, once the list was cleared, what was in it, also when the phone’s clock is behind', () => {
    const hidden = withAllOrdersHidden(NO_HIDDEN_ORDERS, [orderNamed('A-1', 5300)], 5000);
    const expected = [true, false];
    expect([5300, 5301].map((at) => isOrderHidden(hidden, orderNamed('A-1', at)))).toEqual(
      expected,
    );
  });

  it('stays removed when the list is cleared, and cleared when one is removed', () => {
    const hidden = withOrderHidden(
      withAllOrdersHidden(withOrderHidden(NO_HIDDEN_ORDERS, 'A-1'), [], 5000),
      'A-2',
    );
    for (const id of ['A-1', 'A-2']) expect(isOrderHidden(hidden, orderNamed(id, 6000))).toBe(true);
    expect(isOrderHidden(hidden, orderNamed('A-3', 4000))).toBe(true);
  });

  it('is remembered of the last hundred, each once', () => {
    let hidden = withOrderHidden(NO_HIDDEN_ORDERS, 'first');
    for (let index = 0; index < 99; index += 1) hidden = withOrderHidden(hidden, `order-${index}`);
    expect(isOrderHidden(hidden, orderNamed('first'))).toBe(true);
    expect(isOrderHidden(withOrderHidden(hidden, 'order-7'), orderNamed('first'))).toBe(true);
    expect(isOrderHidden(withOrderHidden(hidden, 'one more'), orderNamed('first'))).toBe(false);
  });
});
