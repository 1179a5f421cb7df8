import {
  isHidden,
  NOTHING_HIDDEN,
  parseHidden,
  withAllHidden,
  withHidden,
  withoutHidden,
} from '../../../miniprogram/services/hidden-orders';
import { knownOrder } from '../../support/delivery-reports';

const orderNamed = (orderId: string, lookedUpAt = 1000) =>
  knownOrder(orderId, 301, 90_000, null, { lookedUpAt });

describe('what is hidden of the shop’s orders', () => {
  it('is what was removed, whenever it is asked for, until it is looked up here again', () => {
    const hidden = withHidden(NOTHING_HIDDEN, 'A-1');
    expect(isHidden(hidden, orderNamed('A-1', 9_000_000))).toBe(true);
    expect(isHidden(hidden, orderNamed('A-2'))).toBe(false);
    expect(isHidden(withoutHidden(hidden, 'A-1'), orderNamed('A-1'))).toBe(false);
  });

  it('is, once the list was cleared, what was looked up until then, also when it is refreshed', () => {
    const hidden = withAllHidden(NOTHING_HIDDEN, [], 5000);
    expect(isHidden(hidden, orderNamed('A-1', 5000))).toBe(true);
    expect(isHidden(hidden, orderNamed('A-1', 5001))).toBe(false);
  });

  it('is all that was in the list, also when the phone’s clock is behind', () => {
    const hidden = withAllHidden(NOTHING_HIDDEN, [orderNamed('A-1', 5300)], 5000);
    expect(isHidden(hidden, orderNamed('A-1', 5300))).toBe(true);
  });

  it('stays removed when the list is cleared, and cleared when one is removed', () => {
    const hidden = withHidden(withAllHidden(withHidden(NOTHING_HIDDEN, 'A-1'), [], 5000), 'A-2');
    for (const id of ['A-1', 'A-2']) expect(isHidden(hidden, orderNamed(id, 6000))).toBe(true);
    expect(isHidden(hidden, orderNamed('A-3', 4000))).toBe(true);
  });

  it('is remembered of the last hundred, each once', () => {
    let hidden = withHidden(NOTHING_HIDDEN, 'first');
    for (let index = 0; index < 99; index += 1) hidden = withHidden(hidden, `order-${index}`);
    expect(isHidden(hidden, orderNamed('first'))).toBe(true);
    expect(isHidden(withHidden(hidden, 'order-7'), orderNamed('first'))).toBe(true);
    expect(isHidden(withHidden(hidden, 'one more'), orderNamed('first'))).toBe(false);
  });

  it('is read from what was stored; what cannot be read is nothing', () => {
    const hidden = withHidden(withAllHidden(NOTHING_HIDDEN, [], 5000), 'A-1');
    expect(parseHidden(JSON.parse(JSON.stringify(hidden)))).toEqual(hidden);
    expect(parseHidden(undefined)).toBe(NOTHING_HIDDEN);
    expect(parseHidden({ orderIds: [7], clearedAt: null })).toBe(NOTHING_HIDDEN);
  });
});
