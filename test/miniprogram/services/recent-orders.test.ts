import type { KnownOrder } from '../../../miniprogram/contract/cloud-api';
import {
  parseRecents,
  RECENTS_KEPT,
  withLatest,
  withoutRecent,
  withRecent,
} from '../../../miniprogram/services/recent-orders';
import { knownOrder, reportOf } from '../../support/delivery-reports';

function looked(...orderIds: readonly string[]): readonly KnownOrder[] {
  return orderIds.reduce<readonly KnownOrder[]>(
    (recents, orderId) => withRecent(recents, reportOf(301, 1000, { orderId })),
    [],
  );
}

const idsOf = (recents: readonly KnownOrder[]) => recents.map(({ orderId }) => orderId);

describe('最近查过', () => {
  it('has the latest in front, each order once', () => {
    expect(idsOf(looked('a', 'b', 'a'))).toEqual(['a', 'b']);
  });

  it('keeps twenty', () => {
    const recents = looked(...Array.from({ length: 25 }, (_, index) => `order-${index}`));
    expect(recents).toHaveLength(RECENTS_KEPT);
    expect(idsOf(recents)[0]).toBe('order-24');
  });

  it('keeps what was last known, and nothing about the rider', () => {
    const rider = { name: '陈师傅', phone: '135****0000', callable: true };
    const arrival = { expectedAt: 9000, remainingSeconds: 8 };
    expect(withRecent([], reportOf(301, 1000, { rider, arrival }))).toEqual([
      {
        orderId: '20261124-1288',
        status: 'delivering',
        detail: null,
        askedAt: 1000,
        expectedAt: 9000,
      },
    ]);
  });

  it('forgets one', () => {
    expect(idsOf(withoutRecent(looked('a', 'b'), 'a'))).toEqual(['b']);
  });

  it('has those of the cloud among them: each once as it was last known, the latest in front', () => {
    const recent = (orderId: string, askedAt: number, code = 301) =>
      knownOrder(orderId, code, askedAt);
    const own = [recent('a', 3000, 302), recent('b', 1000)];
    const latest = [recent('c', 4000), recent('b', 2000, 302), recent('a', 2500)];
    expect(withLatest(own, latest)).toEqual([
      recent('c', 4000),
      recent('a', 3000, 302),
      recent('b', 2000, 302),
    ]);
  });

  it('keeps twenty of both', () => {
    const latest = looked(...Array.from({ length: 15 }, (_, index) => `theirs-${index}`));
    const own = looked(...Array.from({ length: 15 }, (_, index) => `ours-${index}`));
    expect(withLatest(own, latest)).toHaveLength(RECENTS_KEPT);
  });

  it('reads what was stored, and leaves out what is no recent order', () => {
    const [recent] = looked('a');
    expect(parseRecents([recent, { orderId: 7 }, null])).toEqual([recent]);
    expect(parseRecents(undefined)).toEqual([]);
    expect(parseRecents('nonsense')).toEqual([]);
  });
});
